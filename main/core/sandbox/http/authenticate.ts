import { createHash } from 'node:crypto';
import { systemTime } from '../../time/clock.ts';
import { AwsFault } from '../service.ts';
import type { Caller } from '../service.ts';
import type { Protocol } from '../services/index.ts';
import { identityOf } from './credentials.ts';
import type { HttpRequest } from './request.ts';
import { isSignedWith, readSignature } from './signature.ts';

/** How far a request's time may be from the present (AWS, 'Signature Version 4'). */
const MOST_SKEW_MS = 15 * 60_000;

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

/**
 * Whose request it is. Its time is compared with this computer's, not with the sandbox's clock, which may be days ahead.
 * @param key the sandbox's own; see `secretOf`
 * @throws AwsFault in the code that a service of this protocol uses.
 */
export function authenticate(request: HttpRequest, { kind }: Protocol, key: string): Caller {
  const codes = CODES[kind];
  const refuse = (code: string, message: string): AwsFault => new AwsFault(code, message, { status: 403 });
  const signed = readSignature(request);
  if (!signed) throw refuse(codes.unsigned, codes.unsignedMessage);
  const identity = identityOf(signed.accessKeyId, request.headers['x-amz-security-token'], key);
  if (identity === null) throw refuse(codes.unknownKey, codes.unknownKeyMessage);
  const time = request.headers['x-amz-date'] ?? '';
  const skew = timeOf(time) - systemTime();
  if (!(Math.abs(skew) <= MOST_SKEW_MS)) {
    const message = `Signature ${skew < 0 ? 'expired' : 'not yet current'}: ${time} is more than 15 min. from ${toAmzDate(systemTime())}`;
    throw refuse(codes.expired, kind === 's3' ? SKEWED : message);
  }
  if (!isSignedWith(request, signed, identity.secret)) throw refuse(codes.mismatch, MISMATCH);
  const hash = request.headers['x-amz-content-sha256'] ?? '';
  if (/^[0-9a-f]{64}$/u.test(hash) && hash !== createHash('sha256').update(request.body).digest('hex')) {
    throw new AwsFault(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
  return identity.caller;
}

const SKEWED = 'The difference between the request time and the current time is too large.';

const INVALID_TOKEN = 'The security token included in the request is invalid.';

const QUERY = {
  unsigned: 'MissingAuthenticationToken',
  unsignedMessage: 'Request is missing Authentication Token',
  unknownKey: 'InvalidClientTokenId',
  unknownKeyMessage: INVALID_TOKEN,
  mismatch: 'SignatureDoesNotMatch',
  expired: 'SignatureDoesNotMatch',
};

const JSON_CODES = {
  unsigned: 'MissingAuthenticationTokenException',
  unsignedMessage: 'Missing Authentication Token',
  unknownKey: 'UnrecognizedClientException',
  unknownKeyMessage: INVALID_TOKEN,
  mismatch: 'InvalidSignatureException',
  expired: 'InvalidSignatureException',
};

/** What the services of each protocol call the same thing. */
const CODES: Readonly<Record<Protocol['kind'], typeof QUERY>> = {
  query: QUERY,
  json: JSON_CODES,
  'rest-json': JSON_CODES,
  s3: {
    unsigned: 'AccessDenied',
    unsignedMessage: 'Access Denied',
    unknownKey: 'InvalidAccessKeyId',
    unknownKeyMessage: 'The AWS Access Key Id you provided does not exist in our records.',
    mismatch: 'SignatureDoesNotMatch',
    expired: 'RequestTimeTooSkewed',
  },
};

/** Milliseconds since 1970 of `20261121T090000Z`; NaN for anything else. */
function timeOf(text: string): number {
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/u.exec(text) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function toAmzDate(time: number): string {
  return new Date(time).toISOString().replaceAll(/[-:]|\.\d{3}/gu, '');
}
