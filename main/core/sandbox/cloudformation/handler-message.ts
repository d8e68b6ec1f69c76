import { randomUUID } from 'node:crypto';
import type { AwsFault } from '../service.ts';

/** Which of the fixed codes of resource handlers a service's refusal becomes (CloudFormation CLI guide, 'Handler error codes'). */
const HANDLER_CODES: readonly (readonly [RegExp, string])[] = [
  [/AlreadyExists|AlreadyOwnedByYou|ResourceConflict/, 'AlreadyExists'],
  [/AccessDenied|NotAuthorized/, 'AccessDenied'],
  [/^(?:InvalidParameterValue|InvalidInput|Validation|Malformed)/, 'InvalidRequest'],
  [/NotFound|NoSuch/, 'NotFound'],
  [/Throttling|SlowDown|TooManyRequests/, 'Throttling'],
];

/** Refusals that are CloudFormation's own, without a service behind them. */
const OWN = ['ValidationError', 'PropertyValidation', 'CustomResourceFailed', 'SandboxUnsupported'];

/** A failed resource's reason in the words of the events: the service's message, status and request ID. */
export function handlerMessage(service: string, { code, message, status }: AwsFault): string {
  if (OWN.includes(code)) return message;
  const handlerCode = HANDLER_CODES.find(([pattern]) => pattern.test(code))?.[1] ?? 'GeneralServiceException';
  return `Resource handler returned message: "${message} (Service: ${service}, Status Code: ${status}, Request ID: ${randomUUID()})" (RequestToken: ${randomUUID()}, HandlerErrorCode: ${handlerCode})`;
}
