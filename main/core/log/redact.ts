/** A value that something named as a secret has: `token=…`, `"password": …`, `Authorization: …`. */
function named(value: string): RegExp {
  const name = String.raw`(?:secret|token|password|passphrase|credential|authorization|signature)[a-z_-]*`;
  return new RegExp(String.raw`(${name}(?:\\?["'])?\s*[:=]\s*)${value}`, 'giu');
}

/** A shape that must not stand in a text, with what stands there instead. */
interface Shape {
  pattern: RegExp;
  put: string;
}

/** What must never be kept or shown. Order matters: longer shapes first. */
const SECRETS: readonly Shape[] = [
  {
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/gu,
    put: '[private key]',
  },
  { pattern: /(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA|ABIA|ACCA)[A-Z0-9]{12,}/gu, put: '[access key]' },
  // A quoted value keeps its quotes, so that a line of JSON stays one; `\"` is a quote within JSON within JSON.
  { pattern: named(String.raw`"(?:[^"\\]|\\.)*"`), put: '$1"[secret]"' },
  { pattern: named(String.raw`\\"(?:[^"\\]|\\\\.)*\\"`), put: String.raw`$1\"[secret]\"` },
  { pattern: named(String.raw`'(?:[^'\\]|\\.)*'`), put: "$1'[secret]'" },
  {
    pattern: named(String.raw`(?!null\b|true\b|false\b|\[secret\])(?:(?:Bearer|Basic)\s+)?[^\s"'\\,;{}[\]()]+`),
    put: '$1[secret]',
  },
  // A secret access key. Forty small letters and slashes are a path: a key without a capital or a digit is one in 10^14.
  { pattern: /(?<![A-Za-z0-9/+=])(?=[a-z/+]*[A-Z0-9])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/gu, put: '[secret]' },
];

/** What tells about people and customers: not for a log or a support mail. */
const PERSONAL: readonly Shape[] = [
  { pattern: /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}.-]+/gu, put: '[e-mail]' },
  { pattern: /(?<!\d)\d{12}(?!\d)/gu, put: '[account]' },
  { pattern: /(?<!\d)\d{4}[- ]\d{4}[- ]\d{4}(?!\d)/gu, put: '[account]' },
];

/** A text without account IDs, mail addresses, keys and secrets. */
export function redact(text: string): string {
  return without(redactSecrets(text), PERSONAL);
}

/** A text without keys and secrets; account IDs and names stay, for what the operator's own ledger keeps. */
export function redactSecrets(text: string): string {
  return without(text, SECRETS);
}

function without(text: string, shapes: readonly Shape[]): string {
  return shapes.reduce((left, { pattern, put }) => left.replace(pattern, put), text);
}
