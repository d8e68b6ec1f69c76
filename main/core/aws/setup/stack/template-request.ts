import { GetTemplateSummaryCommand } from '@aws-sdk/client-cloudformation';
import type { GetTemplateSummaryCommandOutput } from '@aws-sdk/client-cloudformation';
import { templateRefused } from '../../link/fetch-template.ts';
import type { StackTemplate } from '../../link/fetch-template.ts';
import type { StepContext } from '../step.ts';

/** The most that TemplateBody takes, in bytes (CloudFormation quotas). */
export const LONGEST_BODY = 51_200;

/**
 * A template as a call names it: by its text, and where that is too long by its address, of the very version that was read where the
 * bucket keeps versions. What CloudFormation reads there is held against the text before anything is made of it (change-set.ts).
 * @throws SetupStopped `template-refused` where it is too long and has no address, or can't be held against its text.
 */
export function templateRequest({ text, url }: StackTemplate): { TemplateBody: string } | { TemplateURL: string } {
  const length = Buffer.byteLength(text);
  if (length <= LONGEST_BODY) return { TemplateBody: text };
  const [has, most] = [length, LONGEST_BODY].map((each) => each.toLocaleString('en-US'));
  if (url === null) {
    throw templateRefused('that is kept', `it has ${has} bytes, and a stack is made of a file of ${most} at most`);
  }
  const line = text.split('\n').findIndex((each) => /[^\t\r -~]/u.test(each));
  if (line >= 0) {
    const problem = `it has ${has} bytes, and letters beyond ASCII in line ${line + 1}: AWS shows templates of more than ${most} bytes without them, so what it would make can not be compared with what was shown`;
    throw templateRefused(url, problem);
  }
  return { TemplateURL: url };
}

/**
 * What AWS says of a template before anything is made of it. What it wants nobody to see is not kept from here on.
 * @throws SetupStopped as `templateRequest` does.
 */
export async function summarize(
  { session }: StepContext,
  template: StackTemplate,
): Promise<GetTemplateSummaryCommandOutput> {
  const summary = await session.cloudformation.send(new GetTemplateSummaryCommand(templateRequest(template)));
  const secret = (summary.Parameters ?? []).filter(({ NoEcho }) => NoEcho);
  session.journal.hideParameters(secret.map(({ ParameterKey = '' }) => ParameterKey));
  return summary;
}
