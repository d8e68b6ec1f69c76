import { GetObjectCommand } from '@aws-sdk/client-s3';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { TemplateAddress } from './template-address.ts';
import { readTemplate } from '../../templates/read-template.ts';
import type { Template } from '../../templates/template.ts';
import { callError } from '../session/aws-error.ts';
import type { AwsSession } from '../session/session.ts';

/** S3's answers to who may not read an object. */
const NOT_READABLE = new Set(['AccessDenied', 'AllAccessDisabled', 'NoSuchKey', 'NoSuchBucket', 'NoSuchVersion']);

/** S3's answers to who asks in another region than the bucket's; they name it (Amazon S3, 'Error responses'). */
const ELSEWHERE = new Set(['PermanentRedirect', 'AuthorizationHeaderMalformed']);

/**
 * The bytes of a template in S3, read with the profile's own rights, as CloudFormation would, in whatever region its bucket is; null
 * where they may not be read.
 */
export async function templateBytesAt(session: AwsSession, address: TemplateAddress): Promise<Uint8Array | null> {
  const found = await read(session, address, session.region);
  if (!('region' in found)) return found.bytes;
  const there = await read(session, address, found.region);
  return 'bytes' in there ? there.bytes : null;
}

/** What an object holds, null where it may not be read; or the region to ask in. */
async function read(
  session: AwsSession,
  { bucket, key, versionId }: TemplateAddress,
  region: string,
): Promise<{ bytes: Uint8Array | null } | { region: string }> {
  const wanted = { Bucket: bucket, Key: key, ...(versionId === null ? {} : { VersionId: versionId }) };
  try {
    const { Body } = await session.s3In(region).send(new GetObjectCommand(wanted));
    return { bytes: (await Body?.transformToByteArray()) ?? null };
  } catch (error) {
    const { code, headers } = callError(error);
    const elsewhere = headers['x-amz-bucket-region'] ?? '';
    // It becomes part of a host name.
    if (ELSEWHERE.has(code) && /^[a-z]{2}(?:-[a-z0-9]+)+$/u.test(elsewhere)) return { region: elsewhere };
    if (NOT_READABLE.has(code) || ELSEWHERE.has(code)) return { bytes: null };
    throw error;
  }
}

/** The template behind an address; null where it may not be read or is none: what it allows can then not be shown. */
export async function templateAt(session: AwsSession, address: TemplateAddress): Promise<Template | null> {
  const bytes = await templateBytesAt(session, address);
  if (bytes === null) return null;
  try {
    return readTemplate(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
