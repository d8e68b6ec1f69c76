const NUMBER = new Intl.NumberFormat('en');

/** A number with thousands separators. */
export function formatCount(n: number): string {
  return NUMBER.format(n);
}

const NAMES = new Intl.Collator('en');

/** The order of two names, the same one on every computer: that of English, whatever the browser's language. */
export function compareNames(a: string, b: string): number {
  return NAMES.compare(a, b);
}

/** '1 account', '1,248 accounts'. @param many the plural where it is not the singular with an s */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${formatCount(n)} ${n === 1 ? one : many}`;
}

/** The name of a value as a program writes it, in words: 'stackId' is 'Stack ID'. */
export function nameInWords(key: string): string {
  const words = key
    .replaceAll(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .toLowerCase()
    .replaceAll(/\b(?:id|arn|url)\b/gu, (word) => word.toUpperCase())
    .replaceAll('sha256', 'SHA-256');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A long text cut in the middle: both ends tell more than either. */
export function cutMiddle(text: string, most = 40): string {
  if (text.length <= most) return text;
  const half = Math.floor((most - 1) / 2);
  return `${text.slice(0, half)}…${text.slice(text.length - half)}`;
}
