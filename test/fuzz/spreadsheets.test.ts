import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/domain/app-error.ts';
import type { Row } from '../../main/core/spreadsheets/cell.ts';
import { DEFAULT_LIMITS } from '../../main/core/spreadsheets/limits.ts';
import { readTable } from '../../main/core/spreadsheets/read.ts';
import type { TableSource } from '../../main/core/spreadsheets/read.ts';
import { readJob } from '../../main/core/spreadsheets/read-job.ts';
import { writeCsv, writeXlsx } from '../../main/core/spreadsheets/write.ts';
import { samplePath } from '../samples/files.ts';
import type { SampleName } from '../samples/files.ts';
import { archive, partsOf } from '../support/archive.ts';
import { bytesSource, relationships, sheetXml, workbookParts } from '../support/spreadsheet-files.ts';
import { mutateBytes, mutateXml, random } from './mutations.ts';

/** Codes with which a file may be refused. INTERNAL is none of them: it would be a fault of ours. */
const REFUSALS = [
  'FILE_DAMAGED',
  'FILE_TOO_LARGE',
  'FILE_TYPE_UNKNOWN',
  'FILE_ENCRYPTED',
  'FILE_LEGACY_XLS',
  'FILE_HAS_MACROS',
  'FILE_UNREADABLE',
];
const CASES = 1_500;
const THREAD_CASES = 60;
/** Of processor time, which a busy machine does not lengthen. Most files take a few milliseconds. */
const LONGEST_MS = 5_000;
const MOST_MEMORY = 512 * 1024 * 1024;

/** 'rows', or the code of the one AppError; anything else is thrown on. */
async function outcome(name: string, bytes: Uint8Array): Promise<string> {
  try {
    await readJob(
      {
        source: bytesSource(name, bytes),
        sheet: null,
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

async function threadOutcome(source: TableSource): Promise<string> {
  try {
    for await (const event of readTable(source)) if (event.type === 'rows') event.rows.forEach(checkRow);
    return 'rows';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

function checkRow({ number, cells }: Row): void {
  if (!Number.isInteger(number) || number < 1 || cells.length > 1_000)
    throw new Error(`a row that can't be: ${number}, ${cells.length} cells`);
  for (const cell of cells) if (!('kind' in cell)) throw new Error(`a hole in row ${number}`);
}

/** Runs `cases` mutations and gives how often each outcome came. A failure names the case, so that it can be repeated. */
async function fuzz(
  seed: number,
  cases: number,
  make: (pick: (below: number) => number) => Promise<[string, Uint8Array]>,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const before = process.memoryUsage().rss;
  for (let index = 0; index < cases; index += 1) {
    const [name, bytes] = await make(random(seed + index));
    const from = process.cpuUsage();
    let result: string;
    try {
      result = await outcome(name, bytes);
    } catch (error) {
      throw new Error(`seed ${seed + index} (${name}) ended badly`, { cause: error });
    }
    const { user, system } = process.cpuUsage(from);
    const ms = (user + system) / 1_000;
    if (ms > LONGEST_MS) throw new Error(`seed ${seed + index} (${name}) took ${Math.round(ms)} ms`);
    counts[result] = (counts[result] ?? 0) + 1;
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(MOST_MEMORY);
  return counts;
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

async function seeds(): Promise<{ name: string; bytes: Buffer }[]> {
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

describe('damaged spreadsheets', () => {
  it(`gives rows or one clear error for ${CASES} files with damaged bytes`, { timeout: 300_000 }, async () => {
    const files = await seeds();
    const counts = await fuzz(1_000, CASES, (pick) => {
      const file = files[pick(files.length)] ?? { name: '', bytes: Buffer.alloc(0) };
      return Promise.resolve([file.name, mutateBytes(file.bytes, pick)]);
    });
    expect(counts['rows']).toBeGreaterThan(CASES / 10);
    expect(counts['FILE_DAMAGED']).toBeGreaterThan(CASES / 10);
  });

  it(
    `gives rows or one clear error for ${CASES} workbooks whose XML is damaged inside a sound archive`,
    { timeout: 300_000 },
    async () => {
      const books = [
        RICH,
        ...(await Promise.all(
          (await seeds()).filter(({ name }) => name.endsWith('.xlsx')).map(({ bytes }) => partsOf(bytes)),
        )),
      ];
      const counts = await fuzz(50_000, CASES, async (pick) => {
        const parts = { ...books[pick(books.length)] };
        const names = Object.keys(parts).filter((name) => !/theme|docProps/.test(name));
        const name = names[pick(names.length)] ?? '';
        parts[name] = mutateXml(parts[name] ?? '', pick);
        return [`${name}.xlsx`, await archive(parts)];
      });
      expect(counts['rows']).toBeGreaterThan(CASES / 10);
      expect(counts['FILE_DAMAGED']).toBeGreaterThan(CASES / 10);
    },
  );

  it('gives rows or one clear error when the parts of a workbook change places', { timeout: 300_000 }, async () => {
    const counts = await fuzz(90_000, 200, async (pick) => {
      const names = Object.keys(RICH);
      const a = names[pick(names.length)] ?? '';
      const b = names[pick(names.length)] ?? '';
      return [`${a} and ${b}`, await archive({ ...RICH, [a]: RICH[b] ?? '', [b]: RICH[a] ?? '' })];
    });
    expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(200);
  });

  it(`does the same through the reading thread, ${THREAD_CASES} times`, { timeout: 300_000 }, async () => {
    const files = await seeds();
    for (let index = 0; index < THREAD_CASES; index += 1) {
      const pick = random(7_000 + index);
      const file = files[pick(files.length)] ?? { name: '', bytes: Buffer.alloc(0) };
      const result = await threadOutcome(bytesSource(file.name, mutateBytes(file.bytes, pick)));
      expect(['rows', ...REFUSALS], `seed ${7_000 + index}`).toContain(result);
    }
  });
});
