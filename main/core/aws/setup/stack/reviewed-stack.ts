import { createHash } from 'node:crypto';
import type { Consent } from '../../../../../shared/contract/aws.ts';
import { reviewTemplate } from '../../../templates/review/review-template.ts';
import type { Finding } from '../../../templates/review/finding.ts';
import { namesOf } from '../names-of.ts';
import type { StepContext } from '../step.ts';
import { changeSetConsents } from './change-set.ts';
import { bindingOf } from './wanted-stack.ts';
import type { WantedStack } from './wanted-stack.ts';

/** For which of the known templates a step's stack is taken. */
const PURPOSES = {
  'access-role-stack': 'access-role',
  'extractor-stack': 'extractor',
  'athena-stack': 'athena',
} as const;

/** What the review of a stack has found. */
interface StackReview {
  /** What it makes and allows, in sentences. */
  readonly sentence: string;
  /** One for each finding, bound to the very stack. */
  readonly consents: readonly Consent[];
}

/**
 * Reviews a stack that would be made: what the known templates make is told, everything else needs a consent of its own. A consent is
 * bound to the stack: to its template by SHA-256, its parameters, the account and the region; and to the finding, to the letter.
 */
export function reviewStack(
  context: Pick<StepContext, 'mpa' | 'session' | 'known'>,
  step: keyof typeof PURPOSES,
  making: WantedStack,
): StackReview {
  const { account: accountId, region, bucket, prefix, report } = namesOf(context);
  const { name: stackName, template, parameters, hidden } = making;
  const { findings, facts } = reviewTemplate({
    template: template.contents,
    purpose: PURPOSES[step],
    report: { bucket, prefix, report },
    stackName,
    accountId,
    region,
    parameters,
    hidden,
  });
  const binding = bindingOf(making, { accountId, region });
  const consents = [...findings.map((finding) => consentOf(finding, binding)), ...changeSetConsents(context, making)];
  // What AWS's own file makes and allows is always the same, and long; the code in it is not.
  const told = step === 'athena-stack' ? facts.filter(({ about }) => about === 'code') : facts;
  const sentences = [...told.map(({ sentence }) => sentence), countOf(consents.length)];
  return { sentence: sentences.join(' '), consents };
}

function consentOf({ kind, at, sentence, consequence }: Finding, binding: string): Consent {
  const bound = JSON.stringify([binding, kind, at, sentence, consequence]);
  const key = `${kind}:${createHash('sha256').update(bound).digest('hex').slice(0, 16)}`;
  return { key, question: `${sentence} Make the stack all the same?`, consequence };
}

function countOf(consents: number): string {
  if (consents === 0) return 'Nothing of it is other than in the templates that are known.';
  return consents === 1 ? 'One thing of it needs a consent.' : `${consents} things of it need a consent each.`;
}
