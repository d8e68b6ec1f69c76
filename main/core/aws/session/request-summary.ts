import { createHash } from 'node:crypto';

/** Long texts are policies and templates: their hash tells them apart. */
const LONGEST = 300;

/** Members that may hold something secret. */
const SECRET = /secret|password|token$|credential|mfa/iu;
/** Tokens that are no secrets: they name an attempt or a page. */
const PLAIN_TOKENS = new Set(['ClientRequestToken', 'NextToken', 'ContinuationToken']);

/**
 * A request as it is kept: every member in short; long texts as their length and hash, bytes likewise, what may be secret not at
 * all.
 */
export function requestSummary(input: unknown): Record<string, unknown> {
  const summary = summarize('', input, 0);
  return typeof summary === 'object' && summary !== null && !Array.isArray(summary)
    ? (summary as Record<string, unknown>)
    : {};
}

function summarize(name: string, value: unknown, depth: number): unknown {
  if (SECRET.test(name) && !PLAIN_TOKENS.has(name)) return '[not kept]';
  if (typeof value === 'string') return value.length <= LONGEST ? value : hashed(value);
  if (value instanceof Uint8Array) return hashed(value);
  if (Array.isArray(value)) return depth > 6 ? '…' : value.slice(0, 50).map((each) => summarize(name, each, depth + 1));
  if (typeof value === 'object' && value !== null) {
    if (depth > 6) return '…';
    const entries = Object.entries(value).filter(([, member]) => member !== undefined);
    return Object.fromEntries(entries.map(([key, member]) => [key, summarize(key, member, depth + 1)]));
  }
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function hashed(value: string | Uint8Array): string {
  const hash = createHash('sha256').update(value).digest('hex');
  return `[${value.length} ${typeof value === 'string' ? 'characters' : 'bytes'}, sha256 ${hash}]`;
}
