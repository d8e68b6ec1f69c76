import { tokensIn } from './token-run.ts';

/*
 * Every pattern here takes time that grows as the text does, whatever is in it: what repeats has a bound, or begins only where
 * nothing of its kind stands before it.
 */

const SECRET_NAME = String.raw`(?:secret|token|passw(?:or)?d|pwd|passphrase|credential|authorization|signature|cookie|(?:api|private)[_-]?key)[a-z_-]{0,40}`;
const USER_NAME = String.raw`(?:user(?:[_ -]?name)?|logname|login)`;

/** A value that something has under a name: `token=…`, `"password": …`, `Authorization: …`. */
function named(name: string, value: string): RegExp {
  return new RegExp(String.raw`(${name}(?:\\?["'])?\s{0,20}[:=]\s{0,20})${value}`, 'giu');
}

/** A shape that must not stand in a text, with what stands there instead. */
interface Shape {
  pattern: RegExp;
  put: string | ((found: string) => string);
}

// A quoted value keeps its quotes, so that a line of JSON stays one; `\"` is a quote within JSON within JSON.
const QUOTED = String.raw`"(?:[^"\\]|\\.)*"`;
const ESCAPED = String.raw`\\"(?:[^"\\]|\\\\.)*\\"`;
const BARE = String.raw`[^\s"'\\,;{}[\]()]+`;

/** What must never be kept or shown. Order matters: longer shapes first. */
const SECRETS: readonly Shape[] = [
  {
    pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/gu,
    put: '[private key]',
  },
  { pattern: /(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA|ABIA|ACCA)[A-Z0-9]{12,}/gu, put: '[access key]' },
  { pattern: named(SECRET_NAME, QUOTED), put: '$1"[secret]"' },
  { pattern: named(SECRET_NAME, ESCAPED), put: String.raw`$1\"[secret]\"` },
  { pattern: named(SECRET_NAME, String.raw`'(?:[^'\\]|\\.)*'`), put: "$1'[secret]'" },
  {
    pattern: named(SECRET_NAME, String.raw`(?!null\b|true\b|false\b|\[secret\])(?:(?:Bearer|Basic)\s{1,20})?${BARE}`),
    put: '$1[secret]',
  },
  { pattern: /\b(Bearer\s{1,20})[A-Za-z0-9._~+/=-]{16,}/gu, put: '$1[secret]' },
  { pattern: /:\/\/[^\s/@:"']{1,255}:[^\s/@"']{1,255}@/gu, put: '://[secret]@' },
  { pattern: /[A-Za-z0-9+/=_.%-]{20,}/gu, put: tokensIn },
];

/** One name of a path. */
const NAME = String.raw`[^\s/\\"'<>|:*?;,()[\]{}]{1,255}`;
/** A name may have spaces where a separator or an ending shows that it goes on. */
const SPACED = String.raw`${NAME}(?: ${NAME}){0,7}`;
const SEPARATOR = String.raw`(?:\\{1,4}|\/)`;
const PATH_START = String.raw`(?:file:\/\/\/|(?<![A-Za-z0-9_.~/<-])~?\/(?!\/)|(?<![A-Za-z0-9])[A-Za-z]:(?:\\{1,2}|\/)|(?<![\\A-Za-z0-9])\\{2,4}(?=[\p{L}\p{N}]))`;
const PATH = String.raw`${PATH_START}(?:${SPACED}${SEPARATOR})*(?:${SPACED}\.[A-Za-z0-9]{1,8}(?![\p{L}\p{N}])|${NAME})(?::\d{1,9}){0,2}`;
/** A line of a program, as a stack has it. */
const PLACE_IN_CODE = /\.[cm]?[jt]sx?(?::\d+){1,2}$/u;
const HOME = /((?:^|[\\/])(?:home|users|documents and settings)[\\/]{1,2})[^\\/\s"']{1,255}/giu;

const LOCAL = String.raw`[\p{L}\p{N}.!#$%*+'^_\x60~-]`;
const AT = String.raw`(?:[@\uFF20]|%(?:25){0,2}40|&#(?:64|x40);|\\u0040|\\x40)`;
const DOMAIN = String.raw`(?:[\p{L}\p{N}._-]+|\[[0-9A-Za-z:.]{2,60}\])`;
/** Not in the middle of a name, nor of an escape in JSON. */
const LOCAL_START = String.raw`(?:(?<!${LOCAL}|\\)|(?<=\\[^u]|\\u[0-9a-f]{4}))`;

/** Quoted, but not what stands between two texts of JSON: `": 1, "`. */
const QUOTED_LOCAL = String.raw`"(?!\s{0,64}[:,\]}])[^"\\]{1,64}"`;

/** What tells about people and customers: not for a log or a support mail. */
const PERSONAL: readonly Shape[] = [
  { pattern: new RegExp(String.raw`(?:\\"[^"\\]{1,64}\\"|${QUOTED_LOCAL})${AT}${DOMAIN}`, 'giu'), put: '[e-mail]' },
  { pattern: new RegExp(PATH, 'gu'), put: (path) => (PLACE_IN_CODE.test(path) ? withoutUser(path) : '[path]') },
  { pattern: HOME, put: '$1[user]' },
  { pattern: /(:user\/|:assumed-role\/[^/\s]{1,64}\/)[\w+=,.@/-]{1,512}/gu, put: '$1[user]' },
  { pattern: named(USER_NAME, QUOTED), put: '$1"[user]"' },
  { pattern: named(USER_NAME, ESCAPED), put: String.raw`$1\"[user]\"` },
  { pattern: named(USER_NAME, String.raw`(?!null\b|true\b|false\b|arn:|\[user\])${BARE}`), put: '$1[user]' },
  { pattern: new RegExp(`${LOCAL_START}${LOCAL}+${AT}${DOMAIN}`, 'giu'), put: '[e-mail]' },
  { pattern: /(?<!\d)\d{12}(?!\d)/gu, put: '[account]' },
  { pattern: /(?<!\d)\d{4}[- ]\d{4}[- ]\d{4}(?!\d)/gu, put: '[account]' },
];

/**
 * A text without account IDs, mail addresses, user names, paths, keys and secrets. A path of the program's own code stays, without the
 * user's name. The time it takes grows as the text does.
 */
export function redact(text: string): string {
  return without(redactSecrets(text), PERSONAL);
}

/** A text without keys and secrets; account IDs and names stay, for what the operator's own ledger keeps. */
export function redactSecrets(text: string): string {
  return without(text, SECRETS);
}

const IS_SECRET = new RegExp(SECRET_NAME, 'iu');
const IS_USER = new RegExp(`^${USER_NAME}$`, 'iu');

/**
 * A value of a field as it may be kept, for JSON.stringify: each text on its own, before it has escapes. What is in an object or a list comes
 * here by itself.
 * @param name of the field; what is called a secret is none of a log's
 */
export function redactField(name: string, value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? kept(value, redact(String(value))) : value;
  if (typeof value === 'string') return value === '' ? value : redactText(name, value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [redact(key), each]));
}

function redactText(name: string, value: string): string {
  if (IS_SECRET.test(name)) return '[secret]';
  return IS_USER.test(name) ? '[user]' : redact(value);
}

/** A number stays one where nothing was taken out of it. */
function kept(number: number, text: string): number | string {
  return text === String(number) ? number : text;
}

function without(text: string, shapes: readonly Shape[]): string {
  return shapes.reduce((left, { pattern, put }) => left.replace(pattern, put as string), text);
}

function withoutUser(path: string): string {
  return path.replace(HOME, '$1[user]');
}
