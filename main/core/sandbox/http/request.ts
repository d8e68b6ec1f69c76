/** A request as it came in, whole. */
export interface HttpRequest {
  readonly method: string;
  /** As sent, still encoded. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}
