/** A call that has had no answer for a while. */
export interface WaitingCall {
  readonly service: string;
  readonly operation: string;
  /** Whom it was sent to, with a port that is not the usual one. */
  readonly host: string;
  readonly seconds: number;
}

/** What is being waited for, in a sentence. */
export function waitingInWords({ service, operation, host, seconds }: WaitingCall): string {
  return `No answer for ${seconds} seconds: waiting for ${service}:${operation} at ${host}.`;
}
