import { AwsFault } from '../service.ts';
import type { Caller } from '../service.ts';
import type { Protocol } from '../services/index.ts';

/** What a fault does to a call: refuses it, or cuts the connection before or after it is done, lets it wait, or has somebody else answer with a page. */
export type CallFault =
  | { readonly does: 'refuse'; readonly fault: AwsFault }
  | { readonly does: 'cut-before' }
  | { readonly does: 'cut-after' }
  | { readonly does: 'wait' }
  | { readonly does: 'page' };

/** The faults that can happen to any call, in the order in which they are looked for. */
export const CALL_FAULTS = [
  'connection-lost',
  'connection-lost-after',
  'timed-out',
  'not-from-aws',
  'throttled',
  'server-error',
  'credentials-expired',
  'keys-refused',
  'clock-skew',
  'denied-by-policy',
  'not-allowed',
] as const;

export type CallFaultKey = (typeof CALL_FAULTS)[number];

interface FaultedCall {
  service: string;
  operation: string;
  caller: Caller;
  protocol: Protocol;
}

/** What a fault does to a call, in the codes that its service uses. */
export function callFault(key: CallFaultKey, call: FaultedCall): CallFault {
  switch (key) {
    case 'connection-lost':
      return { does: 'cut-before' };
    case 'connection-lost-after':
      return { does: 'cut-after' };
    case 'timed-out':
      return { does: 'wait' };
    case 'not-from-aws':
      return { does: 'page' };
    default:
      return { does: 'refuse', fault: refusal(key, call) };
  }
}

function refusal(
  key: Exclude<CallFaultKey, 'connection-lost' | 'connection-lost-after' | 'timed-out' | 'not-from-aws'>,
  { service, operation, caller, protocol }: FaultedCall,
): AwsFault {
  const s3 = protocol.kind === 's3';
  const query = protocol.kind === 'query';
  const denied = query || s3 ? 'AccessDenied' : 'AccessDeniedException';
  const action = `${service}:${operation === 'HeadBucket' ? 'ListBucket' : operation}`;
  switch (key) {
    case 'throttled':
      if (service === 'lambda' || service === 'organizations') {
        return new AwsFault('TooManyRequestsException', 'Rate exceeded', { status: service === 'lambda' ? 429 : 400 });
      }
      if (s3) return new AwsFault('SlowDown', 'Please reduce your request rate.', { status: 503 });
      return new AwsFault(query ? 'Throttling' : 'ThrottlingException', 'Rate exceeded');
    case 'server-error':
      return new AwsFault(
        query || s3 ? 'InternalError' : 'InternalErrorException',
        'We encountered an internal error. Please try again.',
        { status: 500 },
      );
    case 'credentials-expired':
      return new AwsFault(
        protocol.kind === 'json' || protocol.kind === 'rest-json' ? 'ExpiredTokenException' : 'ExpiredToken',
        'The security token included in the request is expired',
        { status: s3 ? 400 : 403 },
      );
    case 'keys-refused':
      if (s3)
        return new AwsFault('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', {
          status: 403,
        });
      return new AwsFault(
        query ? 'InvalidClientTokenId' : 'UnrecognizedClientException',
        'The security token included in the request is invalid.',
        { status: query ? 403 : 400 },
      );
    case 'clock-skew':
      if (s3)
        return new AwsFault(
          'RequestTimeTooSkewed',
          'The difference between the request time and the current time is too large.',
          { status: 403 },
        );
      return new AwsFault(
        query ? 'SignatureDoesNotMatch' : 'InvalidSignatureException',
        'Signature expired: the request is not within the allowed time',
        { status: 403 },
      );
    case 'denied-by-policy':
      return new AwsFault(
        denied,
        `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resourceOf(service, caller)} with an explicit deny in a service control policy`,
        { status: 403 },
      );
    case 'not-allowed':
      return new AwsFault(
        denied,
        `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resourceOf(service, caller)} because no identity-based policy allows the ${action} action`,
        { status: 403 },
      );
  }
}

function resourceOf(service: string, { accountId }: Caller): string {
  return service === 's3' ? 'arn:aws:s3:::*' : `arn:aws:${service}:us-east-1:${accountId}:*`;
}
