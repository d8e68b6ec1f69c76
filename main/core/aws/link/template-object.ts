import { GetObjectCommand } from '@aws-sdk/client-s3';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { isS3Url } from './quick-create-link.ts';
import { readTemplate } from '../../templates/read-template.ts';
import type { Template } from '../../templates/template.ts';
import { callError } from '../session/aws-error.ts';
import type { AwsSession } from '../session/session.ts';

/** S3's answers to who may not read an object. */
const NOT_READABLE = new Set(['AccessDenied', 'AllAccessDisabled', 'NoSuchKey', 'NoSuchBucket']);

/** S3's answers to who asks in another region than the bucket's; they name it (Amazon S3, 'Error responses'). */
const ELSEWHERE = new Set(['PermanentRedirect', 'AuthorizationHeaderMalformed']);

/**
 * The bytes of a template in S3, read with the profile's own rights, as CloudFormation would, in whatever region its bucket is; null
 * where they may not be read.
 */
export async function templateBytesAt(session: AwsSession, url: string): Promise<Uint8Array | null> {
  const place = isS3Url(url) ? placeOf(new URL(url)) : null;
  if (place === null) return null;
  const found = await read(session, place, session.region);
  if (!('region' in found)) return found.bytes;
  const there = await read(session, place, found.region);
  return 'bytes' in there ? there.bytes : null;
}

/** What an object holds, null where it may not be read; or the region to ask in. */
async function read(
  session: AwsSession,
  { bucket, key }: { bucket: string; key: string },
  region: string,
): Promise<{ bytes: Uint8Array | null } | { region: string }> {
  try {
    const { Body } = await session.s3In(region).send(new GetObjectCommand({ Bucket: bucket, Key: key }));
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
export async function templateAt(session: AwsSession, url: string): Promise<Template | null> {
  const bytes = await templateBytesAt(session, url);
  if (bytes === null) return null;
  try {
    return readTemplate(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Bucket and key of an S3 address, with the bucket in the host or in the path. */
function placeOf({ hostname, pathname }: URL): { bucket: string; key: string } | null {
  const path = decodeURIComponent(pathname.slice(1));
  const virtual = /^(.+)\.s3[.-]/u.exec(hostname)?.[1];
  if (virtual !== undefined) return { bucket: virtual, key: path };
  const at = path.indexOf('/');
  return at < 0 ? null : { bucket: path.slice(0, at), key: path.slice(at + 1) };
}
