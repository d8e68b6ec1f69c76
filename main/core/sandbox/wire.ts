/** Values as they come over the wire and go back, whatever the protocol. */
export type WireValue = string | number | boolean | null | Date | Uint8Array | readonly WireValue[] | WireObject;
export interface WireObject {
  readonly [name: string]: WireValue | undefined;
}
