const NUMBER = new Intl.NumberFormat('en');

/** A number with thousands separators. */
export function formatCount(n: number): string {
  return NUMBER.format(n);
}

/** '1 account', '1,248 accounts'. @param many the plural where it is not the singular with an s */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${formatCount(n)} ${n === 1 ? one : many}`;
}

/** A text with its first letter in capitals. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A long text cut in the middle: both ends tell more than either. */
export function cutMiddle(text: string, most = 40): string {
  if (text.length <= most) return text;
  const half = Math.floor((most - 1) / 2);
  return `${text.slice(0, half)}…${text.slice(text.length - half)}`;
}
