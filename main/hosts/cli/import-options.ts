import { basename } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { ImportRowPlace, OpenImportInput } from '../../../shared/contract/imports.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { FIELD_LABELS, IMPORT_FIELDS, isImportField } from '../../../shared/domain/import-field.ts';
import type { ImportField } from '../../../shared/domain/import-field.ts';
import { toAccountId } from './parse.ts';

/** The options of `enroll import`. */
export interface ImportOptions {
  sheet?: string[];
  allSheets?: true;
  headerRow?: ImportRowPlace[];
  map?: string[];
  encoding?: string;
  placeholders?: NonNullable<OpenImportInput['placeholders']>;
  includeHidden?: true;
  excludeHidden?: true;
  acceptRepairs?: true;
  id?: string[];
  leaveOut?: ImportRowPlace[];
  skipInvalid?: true;
  rejects?: string;
  from?: 'organizations';
  profile?: string;
}

/** More is refused by the reader as well; here it is not even held. */
const MOST_INPUT_BYTES = 256 * 1024 * 1024;

type Decisions = NonNullable<OpenImportInput['decisions']>;

/** What the options decide. @throws AppError INVALID_INPUT. */
export function toDecisions(options: ImportOptions): Decisions {
  const { includeHidden, excludeHidden, acceptRepairs, id = [], leaveOut = [] } = options;
  if (includeHidden && excludeHidden) {
    throw new AppError('INVALID_INPUT', 'Say --include-hidden or --exclude-hidden, not both.');
  }
  const ids = id.map((text) => {
    const at = text.lastIndexOf('=');
    const place = rowPlace(text.slice(0, Math.max(at, 0)));
    if (place === undefined) throw new AppError('INVALID_INPUT', `${text} is not ROW=ID, such as 12=099999999998.`);
    return { ...place, id: toAccountId(text.slice(at + 1)) };
  });
  const hidden = includeHidden ? 'include' : excludeHidden ? 'exclude' : null;
  return { hidden, acceptRepairs: acceptRepairs === true, ids, leaveOut };
}

/** Rows of an option that may be given several times, for commander: `12`, or `North!12` where there are several sheets. @throws InvalidArgumentError. */
export function collectRowPlaces(text: string, earlier: ImportRowPlace[] = []): ImportRowPlace[] {
  const place = rowPlace(text);
  if (place === undefined) throw new InvalidArgumentError('It is the number of a row, or SHEET!ROW.');
  return [...earlier, place];
}

function rowPlace(text: string): ImportRowPlace | undefined {
  const [, sheet, row] = /^(?:(.+)!)?(\d{1,15})$/u.exec(text) ?? [];
  if (row === undefined) return undefined;
  return sheet === undefined ? { row: Number(row) } : { sheet, row: Number(row) };
}

type Reading = Pick<OpenImportInput, 'sheets' | 'headerRow' | 'map' | 'perSheet' | 'encoding' | 'placeholders'>;

/** How the options say that a list is read. @throws AppError INVALID_INPUT. */
export function toReading(options: ImportOptions): Partial<Reading> {
  const { allSheets, sheet, encoding, placeholders } = options;
  const sheets = allSheets ? 'all' : sheet;
  const perSheet: NonNullable<Reading['perSheet']> = {};
  return {
    ...(sheets !== undefined && { sheets }),
    ...toHeaderRow(options, perSheet),
    ...toMap(options, perSheet),
    ...(Object.keys(perSheet).length > 0 && { perSheet }),
    ...(encoding !== undefined && { encoding }),
    ...(placeholders !== undefined && { placeholders }),
  };
}

/** What of `--header-row` is said of all sheets; the rest goes into `perSheet`. @throws AppError INVALID_INPUT where two are said of one. */
function toHeaderRow(
  { headerRow: given = [] }: ImportOptions,
  perSheet: NonNullable<Reading['perSheet']>,
): Pick<Reading, 'headerRow'> {
  let headerRow: number | undefined;
  for (const { sheet, row } of given) {
    const before = sheet === undefined ? headerRow : perSheet[sheet]?.headerRow;
    if (before !== undefined) {
      const message = `--header-row says both ${before} and ${row}${sheet === undefined ? '' : ` of the sheet '${sheet}'`}. Say one of them.`;
      throw new AppError('INVALID_INPUT', message, { rows: [before, row] });
    }
    if (sheet === undefined) headerRow = row;
    else perSheet[sheet] = { headerRow: row };
  }
  return headerRow === undefined ? {} : { headerRow };
}

/**
 * `--map 'Column=field'`, with the last equals sign as the one that counts; what is said of one sheet alone goes into `perSheet`.
 * @throws AppError INVALID_INPUT.
 */
function toMap(
  { map: given = [], sheet = [], allSheets }: ImportOptions,
  perSheet: NonNullable<Reading['perSheet']>,
): Pick<Reading, 'map'> {
  const map: Record<string, ImportField> = {};
  for (const text of given) {
    const at = text.lastIndexOf('=');
    const field = text.slice(at + 1).trim();
    if (at <= 0 || !isImportField(field)) {
      const message = `${text} is not Column=field. The fields are: ${IMPORT_FIELDS.join(', ')}.`;
      throw new AppError('INVALID_INPUT', message, { fields: IMPORT_FIELDS });
    }
    const column = text.slice(0, at).trim();
    // Of one sheet alone a '!' is part of the header.
    const [, ofSheet, own] = (allSheets || sheet.length > 1 ? /^(.+)!(.+)$/u.exec(column) : null) ?? [];
    if (ofSheet === undefined || own === undefined) map[column] = field;
    else perSheet[ofSheet] = { ...perSheet[ofSheet], map: { ...perSheet[ofSheet]?.map, [own]: field } };
  }
  return given.length === 0 ? {} : { map };
}

/** The fields that `--map` knows, for the help. */
export function fieldsText(): string {
  return IMPORT_FIELDS.map((field) => `  ${field.padEnd(13)} ${FIELD_LABELS[field]}`).join('\n');
}

/**
 * Where the list comes from: a file, or standard input for `-`.
 * @throws AppError FILE_TOO_LARGE, INVALID_INPUT when nothing came.
 */
export async function toSource(file: string, input: NodeJS.ReadStream): Promise<OpenImportInput['source']> {
  if (file !== '-') return { kind: 'path', path: file };
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of input) {
    const buffer = Buffer.from(chunk as Uint8Array);
    bytes += buffer.length;
    if (bytes > MOST_INPUT_BYTES) {
      throw new AppError(
        'FILE_TOO_LARGE',
        'Standard input is larger than 256 MB. Split the list and import the parts.',
      );
    }
    chunks.push(buffer);
  }
  if (bytes === 0) throw new AppError('INVALID_INPUT', 'Nothing came on standard input.');
  return { kind: 'bytes', name: 'standard input', base64: Buffer.concat(chunks).toString('base64') };
}

/** The name of the source for a person. */
export function sourceName(file: string | null): string {
  if (file === null) return 'the accounts of AWS Organizations';
  return file === '-' ? 'standard input' : basename(file);
}
