import { AwsFault } from '../service.ts';
import type { WireObject, WireValue } from '../wire.ts';

/** A text of an input; empty where it is absent. */
export function text(input: WireObject, name: string): string {
  const value = input[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** A text that must be there. @throws AwsFault ValidationException. */
export function required(input: WireObject, name: string, code = 'ValidationException'): string {
  const value = text(input, name);
  if (value !== '') return value;
  throw new AwsFault(
    code,
    `1 validation error detected: Value null at '${name.charAt(0).toLowerCase()}${name.slice(1)}' failed to satisfy constraint: Member must not be null`,
  );
}

/** An object of an input; empty where it is absent. */
export function object(input: WireObject, name: string): WireObject {
  const value = input[name];
  return isObject(value) ? value : {};
}

/** A list of an input; empty where it is absent. */
export function list(input: WireObject, name: string): readonly WireValue[] {
  const value = input[name];
  return Array.isArray(value) ? (value as readonly WireValue[]) : [];
}

/** A list of texts of an input. */
export function texts(input: WireObject, name: string): string[] {
  return list(input, name).filter((value) => typeof value === 'string');
}

/** Whether a value is an object of named members. */
export function isObject(value: WireValue | undefined): value is WireObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array)
  );
}

/** A page of a list: the token is where the next one begins. */
export function page<T>(
  all: readonly T[],
  token: string,
  size: number,
): { items: readonly T[]; next: string | undefined } {
  const start = token === '' ? 0 : Number(Buffer.from(token, 'base64url').toString());
  const end = start + size;
  return {
    items: all.slice(start, end),
    next: end < all.length ? Buffer.from(String(end)).toString('base64url') : undefined,
  };
}
