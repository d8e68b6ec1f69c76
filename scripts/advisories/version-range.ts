/** A comparison: an operator and a version. */
const COMPARATOR = /^(<=|>=|<|>|=|)v?(\d+(?:\.\d+){0,2}(?:-[0-9A-Za-z.-]+)?)(?:\+[0-9A-Za-z.-]+)?$/u;
/** Shorthands that no list of advisories should need; they are written out. */
const HYPHEN = /(\S+)\s+-\s+(\S+)/gu;

/**
 * Whether a version is in a range as advisories write them: comparisons side by side (all must hold), `||` between, `a - b`, `*`, `^1.2.3`,
 * `~1.2.3`, `1.x`. A version before a release counts by its order alone.
 * @returns null where the range is not understood
 */
export function isIn(version: string, range: string): boolean | null {
  const parts = range.split('||').map((part) => allHold(version, part.trim()));
  if (parts.includes(true)) return true;
  return parts.includes(null) ? null : false;
}

function allHold(version: string, part: string): boolean | null {
  const words = part
    .replace(HYPHEN, '>=$1 <=$2')
    .replace(/(<=|>=|<|>|=)\s+/gu, '$1')
    .split(/[\s,]+/u)
    .filter((word) => word !== '' && word !== '*' && word.toLowerCase() !== 'x')
    .flatMap(writtenOut);
  const held = words.map((word) => holds(version, word));
  if (held.includes(null)) return null;
  return !held.includes(false);
}

/** `^1.2.3`, `~1.2.3` and `1.2.x` as two comparisons. */
function writtenOut(word: string): string[] {
  const [, sign = '', numbers = ''] = /^([\^~]?)((?:\d+)(?:\.(?:\d+|[xX*])){0,2})$/u.exec(word) ?? [];
  const known = numbers.split('.').filter((number) => /^\d+$/u.test(number));
  if (numbers === '' || (sign === '' && known.length === 3)) return [word];
  const [major = '0', minor, patch] = known;
  const floor = `>=${[major, minor ?? '0', patch ?? '0'].join('.')}`;
  const fixed =
    sign === '^'
      ? Math.max(
          known.findIndex((number) => number !== '0'),
          0,
        )
      : Math.min(known.length - 1, 1);
  const ceiling = [major, minor ?? '0', patch ?? '0'].map((number, index) =>
    index < fixed ? number : index === fixed ? String(Number(number) + 1) : '0',
  );
  return [floor, `<${ceiling.join('.')}-0`];
}

function holds(version: string, word: string): boolean | null {
  const [, sign, other] = COMPARATOR.exec(word) ?? [];
  const order = other === undefined ? null : compareVersions(version, other);
  if (order === null) return null;
  if (sign === '<') return order < 0;
  if (sign === '<=') return order <= 0;
  if (sign === '>') return order > 0;
  return sign === '>=' ? order >= 0 : order === 0;
}

/** By semver.org, 11. @returns null where one is no version */
export function compareVersions(a: string, b: string): number | null {
  const [one, other] = [parsed(a), parsed(b)];
  if (one === null || other === null) return null;
  for (let at = 0; at < 3; at += 1) {
    const order = (one.numbers[at] ?? 0) - (other.numbers[at] ?? 0);
    if (order !== 0) return order;
  }
  if (one.before === null || other.before === null) return Number(one.before === null) - Number(other.before === null);
  return compareParts(one.before.split('.'), other.before.split('.'));
}

function parsed(version: string): { numbers: number[]; before: string | null } | null {
  const [, numbers, before = null] = /^v?(\d+(?:\.\d+){0,2})(?:-([0-9A-Za-z.-]+))?(?:\+.*)?$/u.exec(version) ?? [];
  return numbers === undefined ? null : { numbers: numbers.split('.').map(Number), before };
}

function compareParts(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const [one, other] = [a[at], b[at]];
    if (one === undefined || other === undefined) return one === undefined ? -1 : 1;
    if (one === other) continue;
    const numeric = [one, other].map((part) => /^\d+$/u.test(part));
    if (numeric[0] === true && numeric[1] === true) return Number(one) - Number(other);
    if (numeric[0] !== numeric[1]) return numeric[0] === true ? -1 : 1;
    return one < other ? -1 : 1;
  }
  return 0;
}
