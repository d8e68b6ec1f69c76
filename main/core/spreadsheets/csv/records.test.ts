import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../limits.ts';
import { RecordParser } from './records.ts';
import type { CsvRecord } from './records.ts';

function parse(text: string, { delimiter = ',', chunk = text.length || 1, limits = {} } = {}): CsvRecord[] {
  const parser = new RecordParser(delimiter, { ...DEFAULT_LIMITS, ...limits });
  const records: CsvRecord[] = [];
  for (let at = 0; at < text.length; at += chunk) records.push(...parser.push(text.slice(at, at + chunk)));
  return [...records, ...parser.end()];
}

const fields = (records: readonly CsvRecord[]): string[][] => records.map((record) => record.fields);

describe('RecordParser', () => {
  it('reads quoted fields, doubled quotes and embedded line ends, and numbers records by their first line', () => {
    expect(parse('a,b\r\n"x ""1""","two\r\nlines"\r\n"","z"\r\nlast,')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['x "1"', 'two\r\nlines'] },
      { line: 4, fields: ['', 'z'] },
      { line: 5, fields: ['last', ''] },
    ]);
  });

  it('takes CRLF, LF and CR in one file, and counts empty lines', () => {
    expect(parse('a\nb\r\n\rc\r"d\re\nf"\ng')).toEqual([
      { line: 1, fields: ['a'] },
      { line: 2, fields: ['b'] },
      { line: 3, fields: [''] },
      { line: 4, fields: ['c'] },
      { line: 5, fields: ['d\re\nf'] },
      { line: 8, fields: ['g'] },
    ]);
  });

  it('leaves quotes inside an unquoted field, and blanks between a closing quote and the delimiter out', () => {
    expect(fields(parse('12" rack,a"b"c\n"x"  ,y'))).toEqual([
      ['12" rack', 'a"b"c'],
      ['x', 'y'],
    ]);
  });

  it('reports a stray quote with its line and goes on with the next', () => {
    const records = parse('Name,ID\n"Acme 12" rack",111122223333\nNext,222233334444\n"Quoted, fine",3\n');
    expect(fields(records)).toEqual([
      ['Name', 'ID'],
      ['"Acme 12" rack"', '111122223333'],
      ['Next', '222233334444'],
      ['Quoted, fine', '3'],
    ]);
    expect(records.map(({ problem }) => problem?.kind)).toEqual([undefined, 'text-after-quote', undefined, undefined]);
    expect(records[1]?.problem?.message).toBe(
      'Line 2, column 1: there is text after the quotation mark that should close the cell. Write a quotation mark inside a cell twice ("") and put the whole cell in quotation marks.',
    );
  });

  it('gives up one line where papaparse takes all lines up to the next quote into one cell', () => {
    const text = 'Name,ID\n"Acme 12" rack,1\nNext,2\n"Quoted, fine",3\nMore,4\n';
    const records = parse(text);
    expect(fields(records)).toEqual([
      ['Name', 'ID'],
      ['"Acme 12" rack', '1'],
      ['Next', '2'],
      ['Quoted, fine', '3'],
      ['More', '4'],
    ]);
    expect(records.map(({ problem }) => problem !== undefined)).toEqual([false, true, false, false, false]);
    expect(Papa.parse<string[]>(text, { delimiter: ',' }).data[1]?.[0]).toContain('Next');
  });

  it('gives up only the line of a quote that never closes', () => {
    const records = parse('a,b\nx,"open\n1,2\n3,4');
    expect(records.map(({ line, problem }) => [line, problem?.kind, problem?.column])).toEqual([
      [1, undefined, undefined],
      [2, 'quote-not-closed', 2],
      [3, undefined, undefined],
      [4, undefined, undefined],
    ]);
  });

  it('distrusts later stray quotes once a quotation is broken: they may be its other end', () => {
    const records = parse('"Acme "x"\nsecond half",1,2\nplain,1,2\n');
    expect(records.map(({ line, problem }) => [line, problem?.kind])).toEqual([
      [1, 'text-after-quote'],
      [2, 'stray-quote'],
      [3, undefined],
    ]);
  });

  it('refuses a cell and a row that never end, and too many columns', () => {
    const limits = { cellLength: 1_000, columns: 50 };
    expect(() => parse(' '.repeat(5_000), { chunk: 100, limits })).toThrow(
      'has a cell of more than 1000 characters in line 1',
    );
    expect(() => parse(`a\n${'b,'.repeat(60)}`, { limits })).toThrow('has more than 50 columns in line 2');
    expect(() => parse(`a\n"${' '.repeat(5_000)}`, { chunk: 100, limits })).toThrow('with a quote that is not closed');
  });

  it('reads what papaparse reads, however it is cut into chunks', () => {
    const field = fc.string({
      unit: fc.constantFrom('a', 'é', '😀', ' ', '"', ',', ';', '\n', '\r\n', '\t'),
      maxLength: 8,
    });
    const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '\t'), fc.integer({ min: 1, max: 7 }), (rows, delimiter, chunk) => {
        const text = Papa.unparse(rows, { delimiter, newline: '\r\n', quotes: true });
        const read = parse(text, { delimiter, chunk });
        expect(fields(read)).toEqual(Papa.parse<string[]>(text, { delimiter, newline: '\r\n' }).data);
        expect(fields(read)).toEqual(rows);
      }),
      { numRuns: 1_000, seed: 11 },
    );
  });
});
