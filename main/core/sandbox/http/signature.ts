import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { HttpRequest } from './request.ts';

/** What a signed request says of itself. */
export interface Signed {
  accessKeyId: string;
  /** 20261121 */
  day: string;
  region: string;
  service: string;
  signedHeaders: readonly string[];
  signature: string;
  sessionToken: string | null;
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/\s]+)\/(\d{8})\/([^/\s]+)\/([^/\s]+)\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/u;

/** The parts of the Authorization header; null where there is none of Signature Version 4. */
export function readSignature(request: HttpRequest): Signed | null {
  const match = AUTHORIZATION.exec(request.headers['authorization'] ?? '');
  if (!match) return null;
  const [, accessKeyId = '', day = '', region = '', service = '', headers = '', signature = ''] = match;
  const sessionToken = request.headers['x-amz-security-token'] ?? null;
  return { accessKeyId, day, region, service, signedHeaders: headers.split(';'), signature, sessionToken };
}

/** Whether a request was signed with a secret (AWS, 'Create a signed AWS API request'). */
export function isSignedWith(request: HttpRequest, signed: Signed, secret: string): boolean {
  const scope = `${signed.day}/${signed.region}/${signed.service}/aws4_request`;
  const time = request.headers['x-amz-date'] ?? '';
  const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical(request, signed))}`;
  const key = [signed.day, signed.region, signed.service, 'aws4_request'].reduce<string | Buffer>(
    (left, part) => createHmac('sha256', left).update(part).digest(),
    `AWS4${secret}`,
  );
  const expected = createHmac('sha256', key).update(text).digest();
  return timingSafeEqual(expected, Buffer.from(signed.signature, 'hex'));
}

function canonical(request: HttpRequest, { signedHeaders, service }: Signed): string {
  const headers = signedHeaders.map(
    (name) => `${name}:${(request.headers[name] ?? '').trim().replaceAll(/ +/gu, ' ')}\n`,
  );
  const payload = request.headers['x-amz-content-sha256'] ?? sha256(request.body);
  return [
    request.method,
    canonicalPath(request.path, service),
    canonicalQuery(request.query),
    headers.join(''),
    signedHeaders.join(';'),
    payload,
  ].join('\n');
}

/** S3 signs the path as it is sent; all others encode it once more. */
function canonicalPath(path: string, service: string): string {
  if (service === 's3') return path;
  return path.split('/').map(encode).join('/');
}

function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', value = ''] = part.split('=', 2);
      return [encode(decode(name)), encode(decode(value))] as const;
    })
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/gu, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
