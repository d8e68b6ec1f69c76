import { text } from '../services/input.ts';
import { buckets } from '../services/s3-state.ts';
import { AwsFault } from '../service.ts';
import type { ServiceCall } from '../service.ts';
import { requireStack } from './stack.ts';
import { refused, unsupported } from './refused.ts';

/** The most that TemplateBody takes, in bytes (CloudFormation quotas). */
const MAX_BODY = 51_200;
const MAX_OBJECT = 1_048_576;

const UNREADABLE =
  'S3 error: Access Denied\nFor more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html';

/** Virtual-host form, then path form: `https://bucket.s3.region.amazonaws.com/key`, `https://s3.region.amazonaws.com/bucket/key`. */
const VIRTUAL_HOST = /^([a-z0-9.-]+?)\.s3(?:\.dualstack)?(?:[.-][a-z0-9-]+)?\.amazonaws\.com$/;
const PATH_HOST = /^s3(?:\.dualstack)?(?:[.-][a-z0-9-]+)?\.amazonaws\.com$/;

/**
 * The text of the template that a request names by TemplateBody or TemplateURL, or by StackName where that is allowed. Objects
 * are read with the caller's rights.
 * @throws AwsFault ValidationError.
 */
export function templateText(call: ServiceCall, { stackName }: { stackName: boolean } = { stackName: false }): string {
  const body = text(call.input, 'TemplateBody');
  const url = text(call.input, 'TemplateURL');
  const name = stackName ? text(call.input, 'StackName') : '';
  const given = [body, url, name].filter((each) => each !== '');
  if (given.length !== 1) {
    throw refused(
      given.length === 0
        ? 'Either Template URL or Template Body must be specified.'
        : 'Specify exactly one of TemplateBody, TemplateURL and StackName.',
    );
  }
  if (name !== '') return requireStack(call, name).templateText;
  if (url !== '') return fetched(call, url);
  if (Buffer.byteLength(body) > MAX_BODY) {
    throw refused(
      `1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${String(MAX_BODY)}`,
    );
  }
  return body;
}

function fetched(call: ServiceCall, url: string): string {
  const body = read(call, place(url));
  if (body.length > MAX_OBJECT) {
    throw refused(`Template may not exceed ${String(MAX_OBJECT)} bytes in size.`);
  }
  return Buffer.from(body).toString('utf8');
}

/** An object of S3, or a version of it. */
interface Place {
  Bucket: string;
  Key: string;
  VersionId?: string;
}

function place(url: string): Place {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw refused('TemplateURL must be a supported URL.');
  }
  const { protocol, hostname, pathname, searchParams } = parsed;
  const version = searchParams.get('versionId');
  const rest = version === null ? {} : { VersionId: version };
  const path = decodeURIComponent(pathname.slice(1));
  const host = VIRTUAL_HOST.exec(hostname)?.[1];
  if (protocol === 'https:' && host !== undefined && path !== '') return { Bucket: host, Key: path, ...rest };
  const slash = path.indexOf('/');
  if (protocol === 'https:' && PATH_HOST.test(hostname) && slash > 0) {
    return { Bucket: path.slice(0, slash), Key: path.slice(slash + 1), ...rest };
  }
  throw refused('TemplateURL must be a supported URL.');
}

function read(call: ServiceCall, object: Place): Uint8Array {
  try {
    // CloudFormation finds the bucket in whatever region it is.
    const region = buckets(call.world)[object.Bucket]?.region ?? call.region;
    const asked = { service: 's3', operation: 'GetObject', input: { ...object }, region };
    const body = call.world.act(call.caller.accountId, asked)['Body'];
    if (body instanceof Uint8Array) return body;
  } catch (error) {
    if (!(error instanceof AwsFault)) throw error;
    if (error.code === 'AccessDenied') throw refused(UNREADABLE);
    throw refused(
      `S3 error: ${error.message}\nFor more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html`,
    );
  }
  throw unsupported('what S3 answers to GetObject');
}
