/** A secret access key has so many characters. */
const SECRET_KEY = 40;
/** Of the letters and digits of a random text four in ten are capitals; a path or a name has few. */
const CAPITALS = 0.2;

/**
 * A run of characters without spaces, such as `k=…`, a path or a token, without the secrets in it: JSON Web Tokens, secret access keys,
 * session tokens. It is looked at once from start to end for each of them.
 */
export function tokensIn(run: string): string {
  const at = run.indexOf('eyJ');
  if (at >= 0 && run.slice(at).split('.', 3).length === 3) return `${run.slice(0, at)}[token]`;
  return (
    run
      // Names that AWS makes have at most 64 characters, with hyphens.
      .replace(/(?:[A-Za-z0-9+/_-]|%2[BFbf]){65,}/gu, (found) => (isRandom(found) ? '[secret]' : found))
      .replace(/[A-Za-z0-9+/]{40,}/gu, (found) => (isKey(found) || isRandom(found) ? '[secret]' : found))
  );
}

/** Forty small letters and slashes are a path: a key without a capital or a digit is one in 10^14. */
function isKey(text: string): boolean {
  return text.length === SECRET_KEY && /[A-Z0-9]/u.test(text);
}

function isRandom(text: string): boolean {
  const capitals = text.replace(/[^A-Z]/gu, '').length;
  return capitals >= CAPITALS * text.length && /[a-z]/u.test(text) && /[0-9]/u.test(text);
}
