import type { AwsWords } from '../../../../shared/domain/aws/setup-failure.ts';
import { redactSecrets } from '../../log/redact.ts';
import { NotFromAwsError } from './not-from-aws.ts';

/** What every error of an AWS client carries, ours and the SDK's. */
interface ErrorLike {
  name: string;
  message: string;
  Code?: string;
  code?: string;
  $metadata?: { requestId?: string; httpStatusCode?: number };
  $response?: { headers?: Readonly<Record<string, string>> };
}

/** An error of a call, in one shape for every protocol. */
export interface CallError {
  /** AWS's code, such as BucketAlreadyExists; of a lost connection Node's, such as ECONNRESET. */
  readonly code: string;
  /** Without secrets: where a signature is wrong AWS quotes the session token. */
  readonly message: string;
  /** Null where AWS did not answer: what somebody else answered says nothing of what AWS did. */
  readonly status: number | null;
  readonly requestId: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** The connection was cut: the SDK's handler calls that a TimeoutError, as if nobody had answered. */
const CUT = /^(?:ECONNRESET|EPIPE)$/u;

/** What the SDK adds where it can't read an answer. */
const FOR_PROGRAMMERS = /\s*Deserialization error: to see the raw response.*/su;

/**
 * The parts of an error that tell what happened. HEAD requests have no body, so their name says nothing: the status does.
 */
export function callError(error: unknown): CallError {
  const { name, message, Code, code, $metadata, $response } = (error ?? {}) as Partial<ErrorLike>;
  const generic = name === undefined || /^(?:Error|Unknown|UnknownError)$/u.test(name) || CUT.test(code ?? '');
  return {
    code: Code ?? (generic ? (code ?? name ?? 'Unknown') : name),
    message: redactSecrets(message ?? String(error)).replace(FOR_PROGRAMMERS, ''),
    status: statusOf(error, $metadata?.httpStatusCode ?? null),
    requestId: $metadata?.requestId ?? null,
    headers: $response?.headers ?? {},
  };
}

/** A fault of a proxy passes by itself as one of AWS does. */
function statusOf(error: unknown, status: number | null): number | null {
  return error instanceof NotFromAwsError && (status ?? 0) < 500 ? null : status;
}

/** Whether an answer could not be read: it was cut, or changed on the way. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof Error && FOR_PROGRAMMERS.test(error.message);
}

/** Whether an error comes from a fault in the program, not from a call: that is never to be taken for an answer of AWS. */
export function isFaultOfOurs(error: unknown): boolean {
  const thrown = [TypeError, RangeError, ReferenceError, SyntaxError].some((kind) => error instanceof kind);
  return thrown && (error as ErrorLike).$metadata === undefined;
}

const OPERATIONS = new WeakMap<object, string>();

/** Remembers which call an error comes from, as 's3:HeadBucket'; the first to say so is right. */
export function cameFrom(error: unknown, operation: string): void {
  if (typeof error === 'object' && error !== null && !OPERATIONS.has(error)) OPERATIONS.set(error, operation);
}

/** The call that an error comes from; null where it comes from none. */
export function operationOf(error: unknown): string | null {
  return (typeof error === 'object' && error !== null ? OPERATIONS.get(error) : null) ?? null;
}

/** AWS's own words, to stand beside ours. @param operation where the error does not know its call: s3:CreateBucket */
export function awsWords(operation: string, error: unknown): AwsWords {
  const { code, message, requestId } = callError(error);
  return { operation: operationOf(error) ?? operation, code, message, requestId };
}

/** An error that AWS answered our own client of the Cost and Usage Report with; shaped like the SDK's. */
export class AwsServiceError extends Error {
  readonly $metadata: { requestId: string | undefined; httpStatusCode: number };

  constructor(code: string, message: string, metadata: { requestId: string | undefined; httpStatusCode: number }) {
    super(message);
    this.name = code;
    this.$metadata = metadata;
  }
}
