import { basename } from 'node:path';
import type { OpenImportInput } from '../../../shared/contract/imports.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { FIELD_LABELS, IMPORT_FIELDS, isImportField } from '../../../shared/domain/import-field.ts';
import type { ImportField } from '../../../shared/domain/import-field.ts';
import { toAccountId } from './parse.ts';

/** The options of `enroll import`. */
export interface ImportOptions {
  sheet?: string;
  headerRow?: number;
  map?: string[];
  encoding?: string;
  placeholders?: NonNullable<OpenImportInput['placeholders']>;
  includeHidden?: true;
  excludeHidden?: true;
  acceptRepairs?: true;
  id?: string[];
  leaveOut?: number[];
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
    const [row = '', written = ''] = text.split('=');
    if (!/^\d+$/u.test(row)) throw new AppError('INVALID_INPUT', `${text} is not ROW=ID, such as 12=099999999998.`);
    return { row: Number(row), id: toAccountId(written) };
  });
  const hidden = includeHidden ? 'include' : excludeHidden ? 'exclude' : null;
  return { hidden, acceptRepairs: acceptRepairs === true, ids, leaveOut };
}

/** How the options say that a list is read. @throws AppError INVALID_INPUT. */
export function toReading(
  options: ImportOptions,
): Pick<OpenImportInput, 'sheet' | 'headerRow' | 'map' | 'encoding' | 'placeholders'> {
  const { sheet, headerRow, map, encoding, placeholders } = options;
  return {
    ...(sheet !== undefined && { sheet }),
    ...(headerRow !== undefined && { headerRow }),
    ...(map !== undefined && { map: toMap(map) }),
    ...(encoding !== undefined && { encoding }),
    ...(placeholders !== undefined && { placeholders }),
  };
}

/** `--map 'Column=field'`, with the last equals sign as the one that counts. @throws AppError INVALID_INPUT. */
function toMap(given: readonly string[]): Record<string, ImportField> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.lastIndexOf('=');
      const field = text.slice(at + 1).trim();
      if (at > 0 && isImportField(field)) return [text.slice(0, at).trim(), field];
      throw new AppError('INVALID_INPUT', `${text} is not Column=field. The fields are: ${IMPORT_FIELDS.join(', ')}.`, {
        fields: IMPORT_FIELDS,
      });
    }),
  );
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
