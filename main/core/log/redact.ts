/** What must never stand in a log or a support mail, with what stands there instead. Order matters: longer shapes first. */
const SECRETS: readonly { pattern: RegExp; put: string }[] = [
  {
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/gu,
    put: '[private key]',
  },
  { pattern: /\b(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA|ABIA|ACCA)[A-Z0-9]{12,}\b/gu, put: '[access key]' },
  {
    pattern:
      /((?:secret|token|password|passphrase|credential|authorization)[a-z_-]*["']?\s*[:=]\s*)("[^"]*"|'[^']*'|\S+)/giu,
    put: '$1[secret]',
  },
  { pattern: /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/gu, put: '[secret]' },
  { pattern: /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}.-]+/gu, put: '[e-mail]' },
  { pattern: /(?<!\d)\d{12}(?!\d)/gu, put: '[account]' },
  { pattern: /(?<!\d)\d{4}[- ]\d{4}[- ]\d{4}(?!\d)/gu, put: '[account]' },
];

/** A text without account IDs, mail addresses, keys and secrets. */
export function redact(text: string): string {
  return SECRETS.reduce((left, { pattern, put }) => left.replace(pattern, put), text);
}
