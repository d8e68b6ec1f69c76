import type { RowProblem } from '../cell.ts';
import { tooLarge } from '../limits.ts';
import type { Limits } from '../limits.ts';

/** One record of a delimited text. */
export interface CsvRecord {
  /** 1-based line on which it starts. */
  line: number;
  /** With a problem: the line cut at the delimiters, quotes left in. */
  fields: string[];
  problem?: RowProblem;
}

type Taken = { fields: string[]; end: number; lines: number; strayQuote: number } | { problem: RowProblem } | 'more';

type QuoteProblem = Exclude<RowProblem['kind'], 'broken-byte'>;

const QUOTE = 34;
const LF = 10;
const CR = 13;
const SPACE = 32;

/**
 * Cuts delimited text into records (RFC 4180), chunk by chunk. Lines end with CRLF, LF or CR, also mixed. A quote inside an
 * unquoted field stands for itself, as spreadsheet programs have it. Where a quoted field is malformed, only the line on
 * which the record starts is given up (it comes as a record with a problem) and reading goes on with the next line, so that
 * one stray quote never swallows the rest of the file. From then on, a quote in an unquoted field is a problem too: it may
 * be the other end of the broken quotation.
 */
export class RecordParser {
  #rest = '';
  #line = 1;
  #broken = false;
  readonly #delimiter: number;
  readonly #limits: Limits;

  /** @param firstLine the line number of the first text that is pushed */
  constructor(delimiter: string, limits: Limits, firstLine = 1) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#limits = limits;
    this.#line = firstLine;
  }

  /**
   * Takes the next piece of text.
   * @returns the records that are complete with it
   * @throws AppError FILE_TOO_LARGE where a field or a record is too long
   */
  push(chunk: string): CsvRecord[] {
    return this.#cut(this.#rest === '' ? chunk : this.#rest + chunk, false);
  }

  /** @returns the last records, when all text was pushed */
  end(): CsvRecord[] {
    return this.#cut(this.#rest, true);
  }

  #cut(text: string, final: boolean): CsvRecord[] {
    const records: CsvRecord[] = [];
    let at = 0;
    while (at < text.length) {
      const taken = this.#take(text, at, final);
      if (taken === 'more') break;
      if ('problem' in taken) {
        const recovered = this.#giveUpLine(text, at, final, taken.problem);
        if (recovered === 'more') break;
        records.push(recovered.record);
        at = recovered.end;
        this.#line += 1;
        continue;
      }
      const record: CsvRecord = { line: this.#line, fields: taken.fields };
      if (this.#broken && taken.strayQuote > 0) record.problem = problem('stray-quote', taken.strayQuote, this.#line);
      records.push(record);
      at = taken.end;
      this.#line += taken.lines;
    }
    this.#rest = text.slice(at);
    return records;
  }

  #take(text: string, start: number, final: boolean): Taken {
    const fields: string[] = [];
    let lines = 1;
    let strayQuote = 0;
    for (let at = start; ;) {
      if (fields.length >= this.#limits.columns)
        throw this.#tooLong('columns', `more than ${this.#limits.columns} columns`);
      let end: number;
      if (text.charCodeAt(at) === QUOTE) {
        const close = this.#closingQuote(text, at, final);
        if (close === 'more') return 'more';
        if (close === 'none') return { problem: problem('quote-not-closed', fields.length + 1, this.#line) };
        const inner = text.slice(at + 1, close);
        end = close + 1;
        while (text.charCodeAt(end) === SPACE) end += 1;
        fields.push(inner.includes('"') ? inner.replaceAll('""', '"') : inner);
        lines += countLines(inner);
        if (end < text.length && !this.#endsField(text.charCodeAt(end)))
          return { problem: problem('text-after-quote', fields.length, this.#line) };
      } else {
        end = at;
        for (
          let code = text.charCodeAt(end);
          end < text.length && !this.#endsField(code);
          code = text.charCodeAt(end)
        ) {
          if (code === QUOTE && strayQuote === 0) strayQuote = fields.length + 1;
          end += 1;
        }
        if (end - at > this.#limits.cellLength)
          throw this.#tooLong('cellLength', `a cell of more than ${this.#limits.cellLength} characters`);
        fields.push(text.slice(at, end));
      }
      if (end >= text.length) return final ? { fields, end, lines, strayQuote } : this.#wait(text, start);
      const code = text.charCodeAt(end);
      if (code === LF) return { fields, end: end + 1, lines, strayQuote };
      if (code === CR) {
        if (end + 1 >= text.length && !final) return 'more';
        return { fields, end: text.charCodeAt(end + 1) === LF ? end + 2 : end + 1, lines, strayQuote };
      }
      at = end + 1;
    }
  }

  #endsField(code: number): boolean {
    return code === this.#delimiter || code === LF || code === CR;
  }

  #closingQuote(text: string, open: number, final: boolean): number | 'more' | 'none' {
    for (let from = open + 1; ;) {
      const at = text.indexOf('"', from);
      if ((at < 0 ? text.length : at) - open > this.#limits.cellLength) return 'none';
      if (at < 0) return final ? 'none' : 'more';
      if (at + 1 >= text.length && !final) return 'more';
      if (text.charCodeAt(at + 1) !== QUOTE) return at;
      from = at + 2;
    }
  }

  /** The line at `start`, up to its end whatever is quoted in it, as a record that only reports the problem. */
  #giveUpLine(
    text: string,
    start: number,
    final: boolean,
    why: RowProblem,
  ): { record: CsvRecord; end: number } | 'more' {
    let end = start;
    while (end < text.length && text.charCodeAt(end) !== LF && text.charCodeAt(end) !== CR) end += 1;
    if (end - start > this.#limits.cellLength)
      throw this.#tooLong(
        'cellLength',
        `a line of more than ${this.#limits.cellLength} characters with a quote that is not closed`,
      );
    if (end + 1 >= text.length && !final) return 'more';
    this.#broken = true;
    const fields = text.slice(start, end).split(String.fromCharCode(this.#delimiter)).slice(0, this.#limits.columns);
    const width = text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF ? 2 : 1;
    return { record: { line: this.#line, fields, problem: why }, end: end + width };
  }

  #wait(text: string, start: number): 'more' {
    if (text.length - start > 8 * this.#limits.cellLength)
      throw this.#tooLong('cellLength', `a row of more than ${8 * this.#limits.cellLength} characters`);
    return 'more';
  }

  #tooLong(limit: 'columns' | 'cellLength', what: string): ReturnType<typeof tooLarge> {
    return tooLarge(
      limit,
      `has ${what} in line ${this.#line}, which no account list has. Check that it is the right file.`,
      { line: this.#line },
    );
  }
}

function countLines(text: string): number {
  return text.includes('\n') || text.includes('\r') ? text.split(/\r\n|\n|\r/).length - 1 : 0;
}

const REASONS: Record<QuoteProblem, string> = {
  'quote-not-closed': 'a quotation mark opens the cell but does not close it',
  'text-after-quote': 'there is text after the quotation mark that should close the cell',
  'stray-quote': 'a quotation mark stands in the cell and may belong to a broken quotation further up',
};

function problem(kind: QuoteProblem, column: number, line: number): RowProblem {
  const message = `Line ${line}, column ${column}: ${REASONS[kind]}. Write a quotation mark inside a cell twice ("") and put the whole cell in quotation marks.`;
  return { kind, column, message };
}
