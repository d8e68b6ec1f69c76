/**
 * The time of this computer, in milliseconds since 1970: for what other computers check (signatures, expiry of credentials) and for
 * the sandbox's own clock. Everything that the ledger keeps goes by the injected clock instead.
 */
export function systemTime(): number {
  return new Date().getTime();
}
