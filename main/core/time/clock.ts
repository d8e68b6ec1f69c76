/** Gives the present time; injected so that tests and demos can stand still. */
export type Clock = () => Date;

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

/** ISO 8601 UTC with seconds, as every time in the ledger is written. */
export function nowText(clock: Clock): string {
  return clock()
    .toISOString()
    .replace(/\.\d{3}Z$/u, 'Z');
}
