import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { LinkInput, RoleTemplateInput, SetupChoices } from '../../../../shared/contract/aws.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { SetupFailure } from '../../../../shared/domain/aws/setup-failure.ts';
import type { TaskContext } from '../../runtime/task.ts';
import { describeTemplate } from '../../templates/describe-template.ts';
import { readTemplate } from '../../templates/read-template.ts';
import { assertUsablePath } from '../../files/usable-path.ts';
import { keepFile } from '../setup/keep-file.ts';
import { LONGEST_BODY } from '../setup/stack/template-request.ts';
import { withRun } from '../setup/with-run.ts';
import { fetchTemplate } from './fetch-template.ts';
import { assertLink } from './link-contents.ts';
import { isStackName } from './quick-create-link.ts';
import type { QuickCreateLink } from './quick-create-link.ts';

type Kind = 'extractor' | 'access-role';

/**
 * Looks at a link that the vendor sent and keeps it for the stack that it is for: by the parameters of its template, as AWS tells
 * them, or as it was said.
 * @throws AppError INVALID_INPUT (no such link, another region, a stack name that CloudFormation refuses), CHOICE_NEEDED (which stack
 * it is for can't be told), NOT_FOUND (an account or subset); what looking at the template throws, with the way to say it.
 */
export async function keepLink(task: TaskContext, input: LinkInput): Promise<SetupChoices> {
  const { mpaId, url, accounts, stackName } = input;
  const link = assertLink(url);
  const { region } = await task.read('aws.choices', { mpaId });
  if (link.region !== null && link.region !== region) {
    throw new AppError(
      'INVALID_INPUT',
      `The link is for the region ${link.region}, but the set-up is in ${region}. Ask the vendor for a link for ${region}.`,
      { field: 'url', region: link.region },
    );
  }
  assertStackName(stackName);
  const kind = input.kind ?? kindByName(link) ?? (await kindByTemplate(task, input, link));
  return (await task.write('aws.keepLink', { mpaId, kind, url: url.trim(), accounts, stackName })).value;
}

/**
 * Reads a template file for the access role stack, makes sure that it is one, and keeps its bytes.
 * @throws AppError FILE_NOT_FOUND, FILE_UNREADABLE, INVALID_INPUT (it makes no role for the vendor, or is too long).
 */
export async function keepRoleTemplate(task: TaskContext, input: RoleTemplateInput): Promise<SetupChoices> {
  const { mpaId, source, stackName } = input;
  assertStackName(stackName);
  const { name: path, bytes } = await readSource(source);
  assertLength(path, bytes.length);
  const { parameters, outputs } = describeTemplate(readTemplate(bytes.toString('utf8')));
  const fits =
    parameters.some(({ name }) => name === 'CostAndUsageBucket') &&
    outputs.some(({ name }) => name === 'SpotFinOpsRoleArn');
  if (!fits) {
    throw new AppError(
      'INVALID_INPUT',
      `${path} is not the vendor's access role template: it has no parameter CostAndUsageBucket, or no output SpotFinOpsRoleArn.`,
      { field: 'path', path },
    );
  }
  const sha256 = await keepFile(task, { name: basename(path), bytes });
  return (await task.write('aws.keepRoleTemplate', { mpaId, sha256, stackName })).value;
}

/** @throws AppError INVALID_INPUT for what CloudFormation would refuse when the stack is made. */
function assertLength(path: string, length: number): void {
  if (length <= LONGEST_BODY) return;
  const [has, most] = [length, LONGEST_BODY].map((each) => each.toLocaleString('en-US'));
  throw new AppError(
    'INVALID_INPUT',
    `${path} has ${has} bytes; a stack is made of templates of up to ${most}, by a link as well. Ask the vendor for a shorter one.`,
    { field: 'path', path, length },
  );
}

function assertStackName(name: string | null): void {
  if (name === null || isStackName(name)) return;
  throw new AppError(
    'INVALID_INPUT',
    `CloudFormation refuses the stack name '${name}': letters, digits and hyphens only, a letter first, at most 128.`,
    { field: 'stackName', value: name },
  );
}

/** Which stack a link is for, by the parameters that it fills in itself. */
function kindByName({ parameters }: QuickCreateLink): Kind | null {
  const names = Object.keys(parameters);
  if (names.some((name) => /^(?:LambdaFunction|S3OutputBucket|CURPrefixName|CustomerName)/u.test(name)))
    return 'extractor';
  return names.includes('CostAndUsageBucket') ? 'access-role' : null;
}

async function kindByTemplate(task: TaskContext, { mpaId }: LinkInput, link: QuickCreateLink): Promise<Kind> {
  const mpa = await task.read('mpas.get', { id: mpaId });
  const { region } = await task.read('aws.choices', { mpaId });
  // What the template is looked at with is the payer account's own profile; where there is none, a person knows as well.
  if (mpa.profileName === null) throw whichStack('it does not say it itself, and no AWS profile is known to look with');
  const names = await withRun(task, { mpa, profile: null, region, kind: 'look', mode: 'plan' }, async ({ session }) => {
    const { parameters } = describeTemplate((await fetchTemplate(session, link)).contents);
    return { result: parameters.map(({ name }) => name), outcome: 'looked at a link' };
  }).catch((error: unknown) => {
    throw orByWord(error);
  });
  if (names.includes('CURBucketName')) return 'extractor';
  if (names.includes('CostAndUsageBucket')) return 'access-role';
  throw whichStack(`its template asks for ${names.join(', ') || 'nothing'}`);
}

/** @param why in words that end a sentence */
function whichStack(why: string): AppError {
  return new AppError(
    'CHOICE_NEEDED',
    `Which stack the link is for can't be told: ${why}. Say it with ${act('aws.link-kind')}.`,
    { option: act('aws.link-kind', { option: true }) },
  );
}

/** Of a template that can't be looked at: why, and that the stack can be said. Another profile can't be named here. */
function orByWord(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code === 'CANCELLED' || error.code === 'INTERNAL') return error;
  const failure = error.data['failure'] as SetupFailure | undefined;
  const why = error.code === 'WRONG_ACCOUNT' && failure !== undefined ? failure.sentence : error.message;
  const message = `${why.endsWith('.') ? why : `${why}.`} To keep the link without a look at its template, say which stack it is for with ${act('aws.link-kind')}.`;
  const data = { ...error.data, option: act('aws.link-kind', { option: true }) };
  return new AppError(error.code, message, data, { cause: error });
}

async function readSource(source: RoleTemplateInput['source']): Promise<{ name: string; bytes: Buffer }> {
  if (source.kind === 'bytes') return { name: source.name, bytes: Buffer.from(source.base64, 'base64') };
  return { name: source.path, bytes: await readBytes(source.path) };
}

async function readBytes(path: string): Promise<Buffer> {
  assertUsablePath(path);
  try {
    return await readFile(path);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new AppError(
      missing ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE',
      missing ? `There is no file ${path}.` : `${path} can't be read.`,
      { path },
      { cause: error },
    );
  }
}
