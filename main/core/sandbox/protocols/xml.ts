import type { WireValue } from '../wire.ts';

/** An XML element of a value: lists as `<member>`s, dates in ISO 8601, what is absent not at all. */
export function element(name: string, value: WireValue | undefined, item = 'member'): string {
  if (value === undefined || value === null) return '';
  return `<${name}>${content(value, item)}</${name}>`;
}

/** A list without a wrapping element: each value under the name itself (S3). */
export function flat(name: string, values: readonly WireValue[]): string {
  return values.map((value) => element(name, value)).join('');
}

function content(value: WireValue, item: string): string {
  if (typeof value === 'string') return escapeXml(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (isList(value)) return value.map((each) => element(item, each)).join('');
  if (value === null) return '';
  return Object.entries(value)
    .map(([name, member]) => element(name, member))
    .join('');
}

function isList(value: WireValue): value is readonly WireValue[] {
  return Array.isArray(value);
}

/** Text as it may stand in XML 1.0; characters that it can't have are left out. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
}
