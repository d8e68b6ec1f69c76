import { AppError } from '../../../../shared/domain/app-error.ts';
import { rowBatches } from '../row-batches.ts';
import type { WriteColumn, WriteCounts, WriteTable } from '../write-table.ts';
import { encodeText } from './escapes.ts';
import { SHEET_OPENING, STYLE } from './fixed-parts.ts';
import { columnLetters, LAST_ROW } from './reference.ts';

/** UTF-16 units that Excel keeps of one cell ('Excel specifications and limits'). */
const LONGEST_CELL = 32_767;
const LONGEST_SHEET_NAME = 31;
const SPACE_MATTERS = /^\s|\s$|[\t\n]|\s\s/;

/**
 * The XML of the worksheet, in chunks: columns, header, rows as they come, then filter and ignored errors.
 * @throws AppError INVALID_INPUT for a text that is too long or a row too many
 */
export async function* sheetXml(
  { columns, rows }: WriteTable,
  counts: WriteCounts,
): AsyncGenerator<Buffer, void, undefined> {
  const cells = columns.map((column, index) => ({
    letters: columnLetters(index),
    style: column.text === true ? STYLE.text : STYLE.plain,
  }));
  yield Buffer.from(`${SHEET_OPENING}${columnsXml(columns)}<sheetData>${headerXml(columns)}`, 'utf8');
  for await (const batch of rowBatches(rows)) {
    let xml = '';
    for (const row of batch) {
      const number = counts.rows + 2;
      if (number > LAST_ROW)
        throw new AppError(
          'INVALID_INPUT',
          `A sheet holds ${LAST_ROW} rows, and there are more. Write fewer, or write .csv.`,
          { rows: LAST_ROW },
        );
      xml += `<row r="${number}">`;
      for (const [index, { letters, style }] of cells.entries()) {
        const text = row[index] ?? '';
        if (text !== '') xml += cellXml(`${letters}${number}`, style, text);
      }
      xml += '</row>';
      counts.rows += 1;
    }
    yield Buffer.from(xml, 'utf8');
  }
  yield Buffer.from(closingXml(columns, counts.rows + 1), 'utf8');
}

/**
 * Checks the title of a sheet against Excel's rules.
 * @throws AppError INVALID_INPUT
 */
export function checkSheetName(name: string): void {
  const good =
    name !== '' &&
    name.length <= LONGEST_SHEET_NAME &&
    !/[[\]:*?/\\\p{Cc}]/u.test(name) &&
    !/^'|'$/.test(name) &&
    name.toLowerCase() !== 'history';
  if (good) return;
  const rule = `1 to ${LONGEST_SHEET_NAME} characters, none of [ ] : * ? / \\, no apostrophe at either end, not 'History'`;
  throw new AppError('INVALID_INPUT', `'${name}' can't be the name of a sheet. Give one of ${rule}.`, { name });
}

function cellXml(reference: string, style: number, text: string): string {
  if (text.length > LONGEST_CELL) {
    throw new AppError(
      'INVALID_INPUT',
      `Cell ${reference} has ${text.length} characters; a cell holds ${LONGEST_CELL}. Shorten it, or write .csv.`,
      { cell: reference },
    );
  }
  const space = SPACE_MATTERS.test(text) ? ' xml:space="preserve"' : '';
  const styled = style === STYLE.plain ? '' : ` s="${style}"`;
  return `<c r="${reference}"${styled} t="inlineStr"><is><t${space}>${encodeText(text)}</t></is></c>`;
}

function columnsXml(columns: readonly WriteColumn[]): string {
  const all = columns.map(({ width, text }, index) => {
    const style = text === true ? ` style="${STYLE.text}"` : '';
    return `<col min="${index + 1}" max="${index + 1}" width="${width}"${style} customWidth="1"/>`;
  });
  return `<cols>${all.join('')}</cols>`;
}

function headerXml(columns: readonly WriteColumn[]): string {
  const cells = columns.map(({ header, text }, index) =>
    cellXml(`${columnLetters(index)}1`, text === true ? STYLE.textHeader : STYLE.header, header),
  );
  return `<row r="1">${cells.join('')}</row>`;
}

/** @param lastRow the number of the last row; elements stand in the order of CT_Worksheet */
function closingXml(columns: readonly WriteColumn[], lastRow: number): string {
  const filter = `<autoFilter ref="A1:${columnLetters(columns.length - 1)}${lastRow}"/>`;
  const margins = '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>';
  const ranges = columns.flatMap(({ text }, index) =>
    text === true && lastRow > 1 ? [`${columnLetters(index)}2:${columnLetters(index)}${lastRow}`] : [],
  );
  const ignored =
    ranges.length === 0
      ? ''
      : `<ignoredErrors><ignoredError sqref="${ranges.join(' ')}" numberStoredAsText="1"/></ignoredErrors>`;
  return `</sheetData>${filter}${margins}${ignored}</worksheet>`;
}
