import { createHash } from 'node:crypto';
import { withoutQuery } from '../link/quick-create-link.ts';

/** Long texts are policies and templates: their hash tells them apart. */
const LONGEST = 300;

/** Members that may hold something secret. */
const SECRET = /secret|password|token$|credential|mfa/iu;
/** Tokens that are no secrets: they name an attempt or a page. */
const PLAIN_TOKENS = new Set(['ClientRequestToken', 'NextToken', 'ContinuationToken']);

const NOT_KEPT = '[not kept]';

/** Names of stack parameters that CloudFormation does not show (NoEcho). */
type Hidden = ReadonlySet<string>;

/**
 * A request as it is kept: every member in short; long texts as their length and hash, bytes likewise; what may be secret not at
 * all, nor what an address has behind its question mark, which may be a signature.
 * @param hidden names of stack parameters whose values are not kept
 */
export function requestSummary(input: unknown, hidden: Hidden = new Set()): Record<string, unknown> {
  const summary = summarize(input, { name: '', depth: 0, hidden });
  return typeof summary === 'object' && summary !== null && !Array.isArray(summary)
    ? (summary as Record<string, unknown>)
    : {};
}

function summarize(value: unknown, place: { name: string; depth: number; hidden: Hidden }): unknown {
  const { name, depth, hidden } = place;
  if (isSecret(name)) return NOT_KEPT;
  if (typeof value === 'string') return shortText(value);
  if (value instanceof Uint8Array) return hashed(value);
  const below = { ...place, depth: depth + 1 };
  if (Array.isArray(value)) return depth > 6 ? '…' : value.slice(0, 50).map((each) => summarize(each, below));
  if (typeof value === 'object' && value !== null) {
    if (depth > 6) return '…';
    const entries = Object.entries(withoutHidden(value, hidden)).filter(([, member]) => member !== undefined);
    return Object.fromEntries(entries.map(([key, member]) => [key, summarize(member, { ...below, name: key })]));
  }
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function isSecret(name: string): boolean {
  return SECRET.test(name) && !PLAIN_TOKENS.has(name);
}

/** A stack parameter keeps its name, and its value where that is no secret. */
function withoutHidden(value: object, hidden: Hidden): object {
  if (!('ParameterKey' in value) || typeof value.ParameterKey !== 'string') return value;
  const { ParameterKey: name } = value;
  return hidden.has(name) || isSecret(name) ? { ...value, ParameterValue: NOT_KEPT } : value;
}

function shortText(value: string): string {
  const bare = /^https?:\/\//iu.test(value) ? withoutQuery(value) : value;
  if (bare.length > LONGEST) return hashed(bare);
  return bare === value ? value : `${bare}?${NOT_KEPT}`;
}

function hashed(value: string | Uint8Array): string {
  const hash = createHash('sha256').update(value).digest('hex');
  return `[${value.length} ${typeof value === 'string' ? 'characters' : 'bytes'}, sha256 ${hash}]`;
}
