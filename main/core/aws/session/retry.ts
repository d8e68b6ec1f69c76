import { ConfiguredRetryStrategy } from '@smithy/core/retry';
import { systemTime } from '../../time/clock.ts';
import { callError } from './aws-error.ts';
import type { CallError } from './aws-error.ts';
import { pause } from './until-aborted.ts';

/** How often and how patiently a call is tried. */
export interface RetryRule {
  readonly attempts: number;
  /** Milliseconds before the next attempt, by the number of attempts made. */
  readonly delay: (attempt: number) => number;
}

/** For AWS: up to some 20 seconds in all, with jitter, so that many accounts do not come again at the same moment. */
export const PATIENT: RetryRule = {
  attempts: 6,
  delay: (attempt) => Math.min(8000, 300 * 2 ** attempt) * (0.5 + Math.random() / 2),
};

/** For the sandbox, which is on this computer. */
export const QUICK: RetryRule = { attempts: 4, delay: (attempt) => 10 * attempt };

/** The rule for the SDK's clients. @param signal ends the waiting before the next attempt */
export function retryStrategy({ attempts, delay }: RetryRule, signal?: AbortSignal): ConfiguredRetryStrategy {
  return new AbortableStrategy(attempts, delay, signal);
}

/** The SDK's timer before the next attempt knows no signal and keeps the program alive: the waiting is done here. */
class AbortableStrategy extends ConfiguredRetryStrategy {
  readonly #signal: AbortSignal | undefined;

  constructor(attempts: number, delay: (attempt: number) => number, signal: AbortSignal | undefined) {
    super(attempts, delay);
    this.#signal = signal;
  }

  override async refreshRetryTokenForRetry(
    ...given: Parameters<ConfiguredRetryStrategy['refreshRetryTokenForRetry']>
  ): ReturnType<ConfiguredRetryStrategy['refreshRetryTokenForRetry']> {
    const token = await super.refreshRetryTokenForRetry(...given);
    await pause(token.getRetryDelay(), this.#signal);
    token.getRetryDelay = () => 0;
    return token;
  }
}

const THROTTLING =
  /^(?:Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|RequestLimitExceeded|SlowDown|PriorRequestNotComplete)$/u;
const NETWORK =
  /^(?:ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|TimeoutError|RequestTimeout|RequestTimeoutException)$/u;
const SKEW = /^(?:RequestExpired|RequestTimeTooSkewed|RequestInTheFuture)$/u;
/** So AWS calls a wrong secret key as well as a wrong time. */
const SIGNATURE = /^(?:InvalidSignatureException|SignatureDoesNotMatch)$/u;
const SKEW_WORDS = /signature (?:has )?expired|not yet current|request time/iu;
/** AWS takes a signature of up to five minutes ago (IAM, 'Signature Version 4', troubleshooting); a minute for the way of the answer. */
const TOLERATED_MS = 4 * 60_000;

/** Whether AWS asked to slow down. */
export function isThrottling(code: string): boolean {
  return THROTTLING.test(code);
}

/** Whether the connection, not AWS, failed. */
export function isNetwork(code: string): boolean {
  return NETWORK.test(code);
}

/** Whether AWS refuses because the clocks differ: a wrong signature is that only where AWS's words or its Date say so. */
export function isClockSkew({ code, message, headers }: CallError): boolean {
  if (SKEW.test(code)) return true;
  return SIGNATURE.test(code) && (SKEW_WORDS.test(message) || Math.abs(skewOf(headers)) > TOLERATED_MS);
}

/** Whether the signature is wrong although the time is right: the secret key is. */
export function isWrongSecretKey(error: CallError): boolean {
  return SIGNATURE.test(error.code) && !isClockSkew(error);
}

/** Errors before which an attempt of the same call had no answer. */
const AFTER_UNANSWERED = new WeakSet<Error>();

/** Whether an earlier attempt of the call that failed had no answer of AWS, or a fault of its own: it may have been done. */
export function isAfterUnanswered(error: unknown): boolean {
  return error instanceof Error && AFTER_UNANSWERED.has(error);
}

/**
 * Runs a call until it succeeds or fails for good, for the client that is not the SDK's. A clock that differs is corrected once
 * by AWS's own Date header.
 * @param run gets how many milliseconds AWS's clock is ahead
 * @param signal ends the waiting before the next attempt
 */
export async function withRetries<T>(
  rule: RetryRule,
  run: (skewMs: number) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  let skewMs = 0;
  let unanswered = false;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run(skewMs);
    } catch (error) {
      const failed = callError(error);
      const { code, status, headers } = failed;
      const skewed = isClockSkew(failed) && skewMs === 0 ? skewOf(headers) : 0;
      const passing = isThrottling(code) || isNetwork(code) || (status ?? 0) >= 500 || skewed !== 0;
      if (unanswered && error instanceof Error) AFTER_UNANSWERED.add(error);
      if (!passing || attempt >= rule.attempts) throw error;
      unanswered ||= status === null || status >= 500;
      skewMs ||= skewed;
      await pause(rule.delay(attempt), signal);
    }
  }
}

function skewOf(headers: Readonly<Record<string, string>>): number {
  const theirs = Date.parse(headers['date'] ?? '');
  const skew = Number.isNaN(theirs) ? 0 : theirs - systemTime();
  return Math.abs(skew) > 60_000 ? skew : 0;
}
