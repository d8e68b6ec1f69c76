import type { Clock } from './ledger/context.ts';

/**
 * The time of this computer, in milliseconds since 1970: for what other computers check (signatures, expiry of credentials) and for
 * the sandbox's own clock. Everything that the ledger keeps goes by the injected clock instead.
 *
 * Nothing else of shared/ and main/ may ask `Date` for the present: desk/no-own-clock forbids it.
 */
export function systemTime(): number {
  return Date.now();
}

/** The clock that a host injects where no other one is asked for: this computer's. */
export const systemClock: Clock = () => new Date(systemTime());
