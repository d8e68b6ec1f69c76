import { JSON_LIMITS, parseBoundedJson } from '../../../../shared/domain/bounded-json.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { ByteSource } from '../byte-source.ts';
import { BLANK } from '../cell.ts';
import type { Cell, Row } from '../cell.ts';
import { encodingWithoutEffect } from '../encoding.ts';
import { damaged, tooLarge } from '../limits.ts';
import { onlySheet } from '../only-sheet.ts';
import { ROWS_PER_BATCH } from '../table.ts';
import type { Emit, ReadJob } from '../table.ts';

const MOST_BYTES = 64 * 1024 * 1024;
type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads a list of objects in JSON, as the AWS CLI prints one, as a sheet whose headings are the names: row 1 is the headings, row 2 the
 * first object. The list may stand alone or under a name ('Accounts'); what stands beside it under other names is told in `notes`.
 * @returns false where the text is no JSON, or has no such list: then nothing was emitted
 * @throws AppError FILE_TOO_LARGE, FILE_DAMAGED for a list that is cut off, SHEET_NOT_FOUND, INVALID_INPUT for an encoding
 */
export async function readJson(source: ByteSource, sha256: string, job: ReadJob, emit: Emit): Promise<boolean> {
  const found = findList(await jsonOf(source, job.limits.cells));
  if (found === null) return false;
  const { list, beside } = found;
  const names = [...new Set(list.flatMap((each) => Object.keys(each)))];
  if (names.length > job.limits.columns) {
    throw tooLarge(
      'columns',
      `has objects with more than ${job.limits.columns} names. Check that it is the right file.`,
    );
  }
  const sheet = onlySheet(source.name, job);
  if (job.encoding !== null)
    throw encodingWithoutEffect(`${source.name || 'The text'} is JSON, which is always UTF-8`, job.encoding);
  await emit({
    type: 'info',
    info: { format: 'json', name: source.name, encoding: 'utf-8', sha256, bytes: source.size, sheets: [sheet] },
  });
  await emit({ type: 'sheet', sheet, merged: [], hiddenColumns: [] });
  const rows = [headings(names), ...list.map((each, index) => toRow(each, names, index + 2))];
  for (let at = 0; at < rows.length; at += ROWS_PER_BATCH) {
    await emit({ type: 'rows', sheet, rows: rows.slice(at, at + ROWS_PER_BATCH) });
  }
  const end = { rows: rows.length, hiddenRows: 0, problems: 0, doubt: null };
  await emit({ type: 'sheet-end', sheet, ...end, ...(beside.length > 0 && { beside }) });
  return true;
}

async function jsonOf(source: ByteSource, values: number): Promise<unknown> {
  if (source.size > MOST_BYTES) return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.chunks()) chunks.push(Uint8Array.from(chunk));
  const text = new TextDecoder('utf-8').decode(Buffer.concat(chunks)).trim();
  try {
    return parseBoundedJson(text, { ...JSON_LIMITS, values });
  } catch (error) {
    // As the AWS CLI begins what it prints; anything else that begins so may be a text of another kind.
    if (!/^(?:\[\s*\{|\{\s*"\w+"\s*:)/u.test(text)) return undefined;
    if (error instanceof AppError)
      throw tooLarge(
        'cells',
        'has values that stand too deep in each other, or too many. Check that it is the right file.',
      );
    throw damaged('The file is JSON and is cut off or broken.', {}, error);
  }
}

function findList(value: unknown): { list: JsonObject[]; beside: string[] } | null {
  if (isList(value)) return { list: value, beside: [] };
  if (!isObject(value)) return null;
  const lists = Object.entries(value).filter(([, each]) => isList(each));
  const [only] = lists;
  if (only === undefined || lists.length > 1) return null;
  const beside = Object.keys(value).filter((name) => name !== only[0] && value[name] !== null);
  return { list: only[1] as JsonObject[], beside };
}

function isList(value: unknown): value is JsonObject[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function headings(names: readonly string[]): Row {
  return { number: 1, cells: names.map((text) => ({ kind: 'text', text })), hidden: false };
}

function toRow(object: JsonObject, names: readonly string[], number: number): Row {
  const cells = names.map((name) => toCell(object[name]));
  while (cells.at(-1)?.kind === 'blank') cells.pop();
  return { number, cells, hidden: false };
}

function toCell(value: unknown): Cell {
  if (value === undefined || value === null || value === '') return BLANK;
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (typeof value === 'number') return { kind: 'number', text: String(value), format: null };
  return { kind: 'text', text: JSON.stringify(value) };
}
