import { createHash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { setupFailure } from '../../../../shared/domain/aws/setup-failure.ts';
import { readTemplate } from '../../templates/read-template.ts';
import type { Template } from '../../templates/template.ts';
import { awsWords, callError } from '../session/aws-error.ts';
import type { AwsSession } from '../session/session.ts';
import { SetupStopped } from '../setup/setup-stopped.ts';
import { withoutQuery } from './quick-create-link.ts';
import type { QuickCreateLink } from './quick-create-link.ts';

/** A template as it was read: what is shown, agreed to and made is this text. */
export interface StackTemplate {
  readonly text: string;
  /** Of the text in UTF-8, in hexadecimal digits. */
  readonly sha256: string;
  /** Its address in S3, of the very version that was read where the bucket keeps versions; null of a file. */
  readonly url: string | null;
  readonly contents: Template;
}

/** S3's answers to who may not read an object. */
const NOT_READABLE = new Set(['AccessDenied', 'AllAccessDisabled', 'NoSuchKey', 'NoSuchBucket', 'NoSuchVersion']);

/** S3's answers to who asks in another region than the bucket's; they name it (Amazon S3, 'Error responses'). */
const ELSEWHERE = new Set(['PermanentRedirect', 'AuthorizationHeaderMalformed']);

/** AWS takes no more from S3 (CloudFormation quotas); what is larger is not even read. */
const MOST_BYTES = 1_048_576;

/**
 * Reads the template of a link once, with the profile's own rights, in whatever region its bucket is.
 * @throws SetupStopped `template-unreadable`, or `template-refused` where it can't be shown whole: no UTF-8, no template.
 */
export async function fetchTemplate(
  session: AwsSession,
  { templateUrl, template: address }: Pick<QuickCreateLink, 'templateUrl' | 'template'>,
): Promise<StackTemplate> {
  const { bucket: Bucket, key: Key, versionId } = address;
  const wanted = { Bucket, Key, ...(versionId === null ? {} : { VersionId: versionId }) };
  const bare = withoutQuery(templateUrl);
  const { Body, VersionId, ContentLength = 0 } = await getObject(session, wanted, bare);
  const version = versionId ?? VersionId ?? null;
  const url = version === null ? bare : `${bare}?versionId=${encodeURIComponent(version)}`;
  if (ContentLength > MOST_BYTES) {
    throw templateRefused(bare, `it has ${ContentLength} bytes, and CloudFormation takes ${MOST_BYTES} at most`);
  }
  return stackTemplate((await Body?.transformToByteArray()) ?? new Uint8Array(), url);
}

/** A template by its bytes. @throws SetupStopped `template-refused` where they can't be shown whole. */
export function stackTemplate(bytes: Uint8Array, url: string | null): StackTemplate {
  const name = url === null ? 'that is kept' : withoutQuery(url);
  if (!isUtf8(bytes)) throw templateRefused(name, 'it is not UTF-8');
  const text = Buffer.from(bytes).toString('utf8');
  try {
    const contents = readTemplate(text);
    return { text, sha256: createHash('sha256').update(bytes).digest('hex'), url, contents };
  } catch (error) {
    if (error instanceof AppError) throw templateRefused(name, error.message.replace(/\.$/u, ''));
    throw error;
  }
}

/** What is not used as a template, with the reason in words that end a sentence. @param name its address without a query */
export function templateRefused(name: string, problem: string): SetupStopped {
  return new SetupStopped(setupFailure('template-refused', { template: name, problem }));
}

async function getObject(
  session: AwsSession,
  wanted: { Bucket: string; Key: string; VersionId?: string },
  url: string,
): Promise<GetObjectCommandOutput> {
  const ask = (region: string): Promise<GetObjectCommandOutput> =>
    session.s3In(region).send(new GetObjectCommand(wanted));
  try {
    return await ask(session.region).catch((error: unknown) => ask(regionElsewhere(error)));
  } catch (error) {
    const { code, message } = callError(error);
    // Whose right is missing is told by whoever knows: it may be the profile's own.
    if (!NOT_READABLE.has(code) || message.includes('not authorized to perform')) throw error;
    const failure = setupFailure('template-unreadable', { url }, awsWords('s3:GetObject', error));
    throw new SetupStopped(failure, { cause: error });
  }
}

/** The region that S3 says an object lies in. @throws the error itself where it says none. */
function regionElsewhere(error: unknown): string {
  const { code, headers } = callError(error);
  const region = headers['x-amz-bucket-region'] ?? '';
  // It becomes part of a host name.
  if (ELSEWHERE.has(code) && /^[a-z]{2}(?:-[a-z0-9]+)+$/u.test(region)) return region;
  throw error;
}
