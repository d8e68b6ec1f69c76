import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../test/support/spreadsheet-files.ts';
import { cellText } from './cell.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { readJob } from './read-job.ts';
import { writeCsv, writeXlsx } from './write.ts';
import { anyText } from '../../../test/support/any-text.ts';

/** Text that a name can hold: any Unicode but NUL, lone surrogates and the two non-characters that no format carries. */
const piece = fc.oneof(
  anyText({ maxLength: 12 }),
  fc.constantFrom(
    '=',
    '+',
    '-',
    '@',
    "'",
    '"',
    ',',
    ';',
    '\t',
    '\r',
    '\n',
    ' ',
    '\u00a0',
    '_x0031_',
    '_x',
    '&amp;',
    '<t>',
    ']]>',
    '\ufeff',
    '😀',
    '000012345678',
  ),
);
const text = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join('').replace(/[\0\ufffe\uffff\p{Cs}]/gu, ''));
/** Rows as the product has them: an ID is always there, so no row is blank. */
const rows = fc.array(fc.tuple(text, fc.stringMatching(/^[0-9]{12}$/), text), { maxLength: 12 });
const columns = [
  { header: 'Account Name', width: 20 },
  { header: 'AWS Account ID', width: 16, text: true },
  { header: 'Subset Name', width: 20 },
];

describe.each([
  ['.xlsx', writeXlsx],
  ['.csv', writeCsv],
])('what is written as %s', (_, write) => {
  it('is read back the same, whatever the texts are', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (table) => {
        const stream = new PassThrough();
        const taken = buffer(stream);
        await write(stream, { sheetName: 'Accounts', columns, rows: table });
        stream.end();
        const read: string[][] = [];
        const source = bytesSource('x', await taken);
        await readJob(
          {
            source,
            sheets: null,
            knownHeaders: ['AWS Account ID'],
            encoding: null,
            ownHeadings: [columns.map(({ header }) => header)],
            limits: DEFAULT_LIMITS,
          },
          (event) => {
            if (event.type === 'rows')
              read.push(
                ...event.rows.map(({ cells }) => [0, 1, 2].map((at) => cellText(cells[at] ?? { kind: 'blank' }))),
              );
            return Promise.resolve();
          },
        );
        expect(read).toEqual([columns.map(({ header }) => header), ...table]);
      }),
      { numRuns: 300, seed: 2_026 },
    );
  });
});
