import { DEFAULT_LIMITS } from '../limits.ts';
import { RecordParser } from './records.ts';

const CANDIDATES = [',', ';', '\t', '|'] as const;
/** Title rows can come before the header, so it is looked for among the first records. */
const RECORDS = 30;

/** A line such as `sep=;`, which Excel writes and obeys at the start of a file. */
export function separatorLine(text: string): { delimiter: string; length: number } | null {
  const match = /^"?sep=([^\r\n"]|\t)"?(?:\r\n|\r|\n|$)/i.exec(text);
  return match?.[1] === undefined ? null : { delimiter: match[1], length: match[0].length };
}

/**
 * Chooses the delimiter of a text: the one under which most known headers stand in one record; among equals the one
 * that gives the most even columns.
 * @param sample the first few 10 KB, whole characters
 * @param knownHeaders words that head columns
 * @param first the delimiter to take when all else is equal
 */
export function chooseDelimiter(sample: string, knownHeaders: readonly string[], first = ','): string {
  const known = new Set(knownHeaders.map(headerKey));
  let best = { delimiter: first, recognised: 0, evenness: 0 };
  for (const delimiter of [first, ...CANDIDATES.filter((candidate) => candidate !== first)]) {
    const records = sampleRecords(sample, delimiter);
    const recognised = Math.max(
      0,
      ...records.map((fields) => fields.filter((field) => known.has(headerKey(field))).length),
    );
    const evenness = evennessOf(records);
    if (recognised > best.recognised || (recognised === best.recognised && evenness > best.evenness))
      best = { delimiter, recognised, evenness };
  }
  return best.delimiter;
}

function sampleRecords(sample: string, delimiter: string): string[][] {
  const parser = new RecordParser(delimiter, {
    ...DEFAULT_LIMITS,
    columns: sample.length + 1,
    cellLength: sample.length + 1,
  });
  const records = parser.push(sample);
  // a last record that the sample cuts short says nothing, unless it is all there is
  return (records.length > 0 ? records : parser.end()).slice(0, RECORDS).map(({ fields }) => fields);
}

/** 0 where nothing is divided; otherwise the share of records that have the most common number of columns, and a little for more columns. */
function evennessOf(records: readonly string[][]): number {
  const counts = new Map<number, number>();
  for (const { length } of records) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  let best = 0;
  for (const [columns, count] of counts) best = Math.max(best, count / records.length + Math.min(columns, 100) / 1_000);
  return best;
}

function headerKey(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
