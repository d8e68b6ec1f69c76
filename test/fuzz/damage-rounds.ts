import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { AppError } from '../../shared/domain/app-error.ts';
import type { Row } from '../../main/core/spreadsheets/cell.ts';
import { DEFAULT_LIMITS } from '../../main/core/spreadsheets/limits.ts';
import { readJob } from '../../main/core/spreadsheets/read-job.ts';
import { writeCsv, writeXlsx } from '../../main/core/spreadsheets/write.ts';
import type { Round } from '../faults/sample.ts';
import { samplePath } from '../samples/files.ts';
import type { SampleName } from '../samples/files.ts';
import { archive, partsOf } from '../support/archive.ts';
import { bytesSource, relationships, sheetXml, workbookParts } from '../support/spreadsheet-files.ts';
import { mutateBytes, mutateXml, random } from './mutations.ts';

/** Codes with which a file may be refused. INTERNAL is none of them: it would be a fault of ours. */
export const REFUSALS = [
  'FILE_DAMAGED',
  'FILE_TOO_LARGE',
  'FILE_TYPE_UNKNOWN',
  'FILE_ENCRYPTED',
  'FILE_LEGACY_XLS',
  'FILE_HAS_MACROS',
  'FILE_UNREADABLE',
];
/** Of processor time, which a busy machine does not lengthen. Most files take a few milliseconds. */
const LONGEST_MS = 5_000;

/** How many times the median of files of its size a file may take; what is below the floor is told by nobody. */
const MOST_TIMES = 20;
const FLOOR_MS = 250;

/** What reading one file took: its size in bytes, and the processor's time. */
export interface Took {
  name: string;
  bytes: number;
  ms: number;
}

/** The files that took more than 20 times the median of those of their size (by powers of 4), in words. */
export function slowOnes(took: readonly Took[]): string[] {
  const sizeOf = ({ bytes }: Took): number => Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(4));
  const medians = new Map<number, number>();
  for (const size of new Set(took.map(sizeOf))) {
    const sorted = took.filter((one) => sizeOf(one) === size).map(({ ms }) => ms);
    sorted.sort((one, other) => one - other);
    medians.set(size, sorted[Math.floor(sorted.length / 2)] ?? 0);
  }
  return took
    .filter((one) => one.ms > Math.max(FLOOR_MS, MOST_TIMES * (medians.get(sizeOf(one)) ?? 0)))
    .map(({ name, bytes, ms }) => `${name}, ${bytes} bytes, took ${Math.round(ms)} ms`);
}

/** A spreadsheet with some damage. Its number alone says which. */
export interface Damage extends Round {
  of: 'bytes' | 'XML' | 'parts';
  number: number;
}

/** How many there are of each kind. */
const DAMAGES = { bytes: 1_500, XML: 1_500, parts: 200 } as const;

/** Every damage: bytes of a file; XML inside a sound archive; two parts of a workbook that change places. */
export function allDamages(): Damage[] {
  return (['bytes', 'XML', 'parts'] as const).flatMap((of) =>
    Array.from({ length: DAMAGES[of] }, (_, number) => ({ name: `damage: ${of} ${number}`, facets: [of], of, number })),
  );
}

/**
 * Reads a damaged spreadsheet: rows or one clear error are right, in a time that fits its size.
 * @param counts counts what came: 'rows', or the code of the error
 * @param took is told how long it took
 * @returns null, or what was wrong
 */
export async function damageRound(
  { of, number, name: round }: Damage,
  counts: Record<string, number> = {},
  took: Took[] = [],
): Promise<string | null> {
  const [name, bytes] = await MAKE[of](number);
  const from = process.cpuUsage();
  const result = await outcome(name, bytes);
  const { user, system } = process.cpuUsage(from);
  counts[result] = (counts[result] ?? 0) + 1;
  const ms = (user + system) / 1_000;
  took.push({ name: round, bytes: bytes.length, ms });
  return ms > LONGEST_MS ? `${name} took ${Math.round(ms)} ms` : null;
}

/** A file with damaged bytes. */
export async function damagedBytes(seed: number): Promise<[name: string, bytes: Uint8Array]> {
  const pick = random(seed);
  const files = await seeds();
  const file = files[pick(files.length)] ?? { name: '', bytes: Buffer.alloc(0) };
  return [file.name, mutateBytes(file.bytes, pick)];
}

const MAKE: Readonly<Record<Damage['of'], (number: number) => Promise<[name: string, bytes: Uint8Array]>>> = {
  bytes: (number) => damagedBytes(1_000 + number),
  XML: async (number) => {
    const pick = random(50_000 + number);
    const books = await workbooks();
    const parts = { ...books[pick(books.length)] };
    const names = Object.keys(parts).filter((name) => !/theme|docProps/.test(name));
    const name = names[pick(names.length)] ?? '';
    parts[name] = mutateXml(parts[name] ?? '', pick);
    return [`${name}.xlsx`, await archive(parts)];
  },
  parts: async (number) => {
    const pick = random(90_000 + number);
    const names = Object.keys(RICH);
    const a = names[pick(names.length)] ?? '';
    const b = names[pick(names.length)] ?? '';
    return [`${a} and ${b}`, await archive({ ...RICH, [a]: RICH[b] ?? '', [b]: RICH[a] ?? '' })];
  },
};

/** 'rows', or the code of the one AppError; anything else is thrown on. */
async function outcome(name: string, bytes: Uint8Array): Promise<string> {
  try {
    await readJob(
      {
        source: bytesSource(name, bytes),
        sheets: null,
        knownHeaders: ['AWS Account ID'],
        encoding: null,
        ownHeadings: [],
        limits: DEFAULT_LIMITS,
      },
      (event) => {
        if (event.type === 'rows') event.rows.forEach(checkRow);
        return Promise.resolve();
      },
    );
    return 'rows';
  } catch (error) {
    if (error instanceof AppError && REFUSALS.includes(error.code) && error.message.length > 20) return error.code;
    throw error;
  }
}

/** @throws Error for a row that can't be. */
export function checkRow({ number, cells }: Row): void {
  if (!Number.isInteger(number) || number < 1 || cells.length > 1_000)
    throw new Error(`a row that can't be: ${number}, ${cells.length} cells`);
  for (const cell of cells) if (!('kind' in cell)) throw new Error(`a hole in row ${number}`);
}

async function written(write: typeof writeXlsx): Promise<Buffer> {
  const columns = [
    { header: 'Account Name', width: 20 },
    { header: 'AWS Account ID', width: 16, text: true },
  ];
  const rows = Array.from({ length: 300 }, (_, index) => [`Søren & Søn "${index}"`, String(index).padStart(12, '0')]);
  const stream = new PassThrough();
  const taken = buffer(stream);
  await write(stream, { sheetName: 'Accounts', columns, rows });
  stream.end();
  return taken;
}

interface Seed {
  name: string;
  bytes: Buffer;
}

let sound: Promise<Seed[]> | undefined;
/** Sound files, made once. */
const seeds = (): Promise<Seed[]> => (sound ??= makeSeeds());

async function makeSeeds(): Promise<Seed[]> {
  const own = [
    { name: 'own.xlsx', bytes: await written(writeXlsx) },
    { name: 'own.csv', bytes: await written(writeCsv) },
  ];
  const names: SampleName[] = [
    'billing-team-mapping.xlsx',
    'ids-mangled-by-excel.xlsx',
    'semicolon-windows-1252.csv',
    'unicode-text.txt',
    'conflicts-and-bad-rows.csv',
  ];
  return [...own, ...names.map((name) => ({ name, bytes: readFileSync(samplePath(name)) }))];
}

const RICH = workbookParts({
  'xl/_rels/workbook.xml.rels': relationships([
    ['rId1', 'x/worksheet', 'worksheets/sheet1.xml'],
    ['rId2', 'x/styles', 'styles.xml'],
    ['rId3', 'x/sharedStrings', 'sharedStrings.xml'],
  ]),
  'xl/worksheets/sheet1.xml': sheetXml(
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t>B</t></r></is></c></row><row r="3" hidden="1"><c r="B3" s="1"><f>TODAY()</f><v>46347</v></c><c r="C3" t="e"><v>#N/A</v></c><c t="b"><v>1</v></c></row>',
    '<cols><col min="2" max="2" hidden="1"/></cols>',
    '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
  ),
  'xl/styles.xml':
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
  'xl/sharedStrings.xml': '<sst><si><t>A</t><rPh><t>a</t></rPh></si></sst>',
});

let books: Promise<Readonly<Record<string, string>>[]> | undefined;
/** The parts of sound workbooks, read once. */
const workbooks = (): Promise<Readonly<Record<string, string>>[]> => (books ??= readWorkbooks());

async function readWorkbooks(): Promise<Readonly<Record<string, string>>[]> {
  const made = (await seeds()).filter(({ name }) => name.endsWith('.xlsx')).map(({ bytes }) => partsOf(bytes));
  return [RICH, ...(await Promise.all(made))];
}
