import type { ReadField } from '../../../../shared/domain/import-field.ts';
import { FIELD_LABELS } from '../../../../shared/domain/import-field.ts';
import { nameKey } from '../../../../shared/domain/name-key.ts';
import { rowFault } from '../../../../shared/domain/row-fault.ts';
import type { RowFaultKey, SaidRowFault } from '../../../../shared/domain/row-fault.ts';
import type { Cell, Row, RowProblem } from '../../spreadsheets/cell.ts';
import { BLANK, cellText, isBlankCell } from '../../spreadsheets/cell.ts';
import type { AccountIdReading } from './account-id-ladder.ts';
import { readAccountId } from './account-id-ladder.ts';
import { checkCell } from './check-cell.ts';
import type { Placeholders } from './check-cell.ts';
import type { ColumnMatch } from './match-columns.ts';
import type { MergedCells } from './merged-cells.ts';
import type { FieldReading } from './read-fields.ts';
import { readArn, readEmail, readJoinedAt, readJoinedMethod, readName, readOrgId, readStatus } from './read-fields.ts';
import type { ReadColumns } from './staged-row.ts';

/** Something about a cell of a row that a person has to know; an error keeps the row out. */
export interface RowFault extends SaidRowFault {
  /** Counted from 0; null where no one column is to blame. */
  column: number | null;
  value: string;
}

/** A row as it was read: every field's value, null where the cell is blank. */
export interface ReadRow {
  raw: string[];
  idRaw: string | null;
  id: AccountIdReading | null;
  name: string | null;
  email: string | null;
  status: string | null;
  joinedMethod: string | null;
  joinedAt: string | null;
  subset: string | null;
  subsetKey: string | null;
  workflow: string | null;
  workflowKey: string | null;
  consoleEmail: string | null;
  orgId: string | null;
  faults: RowFault[];
  /** The words for 'no value' in it, whatever they were decided to be. */
  placeholders: string[];
}

const READERS = {
  accountName: readName,
  accountEmail: readEmail,
  status: readStatus,
  joinedMethod: readJoinedMethod,
  joinedAt: readJoinedAt,
  subsetName: readName,
  workflowName: readName,
  consoleEmail: readEmail,
  orgId: readOrgId,
} satisfies Partial<Record<ReadField, (cell: Cell) => FieldReading>>;

/** How the cells of a list are read. */
export interface RowReading {
  /** The payer account that the list is imported for; a row of another payer is an error. */
  readonly mpaId: string;
  readonly placeholders: Placeholders;
  /** Whether the ledger has something of just this name. */
  readonly isName: (field: ReadField, text: string) => boolean;
}

/** What of a sheet its rows are read with. */
export interface SheetReading extends RowReading {
  readonly columns: readonly ColumnMatch[];
  readonly merged: MergedCells;
  /** How many columns its headings are; null where it has none. */
  readonly headings: number | null;
  /** In a text a comma too many moves what stands behind it; the cells of a workbook have their places. */
  readonly isText: boolean;
}

/**
 * Makes the function that reads the rows of a sheet whose columns are known.
 * @returns a function that is given each row in its order, and gives undefined for one with nothing in the columns that count
 */
export function rowReader(sheet: SheetReading): (row: Row) => ReadRow | undefined {
  const at = fieldPlaces(sheet.columns);
  const places = [...at.values()];
  const keys = new KeyCache();
  const understood = sheet.columns.filter(({ field, candidates }) => field !== null || candidates.length > 0);
  const known = new Set(understood.map(({ index }) => index));
  return (row) => {
    if (row.problem !== undefined && row.problem.kind !== 'broken-byte') return malformed(row);
    const { row: seen, carried } = sheet.merged.carry(row);
    const beyond = beyondHeadings(row, sheet, known);
    if (beyond.length === 0 && places.every((place) => isBlankCell(row.cells[place] ?? BLANK))) return undefined;
    const read = readRow(seen, at, sheet, keys);
    for (const column of carried) {
      if (places.includes(column)) read.faults.push({ ...rowFault('merged'), column, value: read.raw[column] ?? '' });
    }
    read.faults.push(...beyond);
    if (row.problem !== undefined) read.faults.push(brokenByte(row, row.problem));
    return read;
  };
}

function beyondHeadings(row: Row, { headings, isText }: SheetReading, known: ReadonlySet<number>): RowFault[] {
  if (headings === null || row.cells.length <= headings) return [];
  return row.cells.slice(headings).flatMap((cell, index) => {
    const column = headings + index;
    const value = cellText(cell);
    if (value.trim() === '' || known.has(column)) return [];
    return [{ ...rowFault(isText ? 'beyond-headings' : 'no-heading'), column, value }];
  });
}

/** What was read of a row, in the columns of the stage. */
export function readColumns(read: ReadRow): ReadColumns {
  const { id } = read;
  const repaired = id?.verdict === 'repaired' ? id : null;
  const lost = id?.verdict === 'lost-digits' ? id : null;
  return {
    id_raw: read.idRaw,
    id_verdict: id?.verdict ?? null,
    id: id?.verdict === 'right' ? id.id : (repaired?.id ?? null),
    id_sure: repaired === null ? null : Number(repaired.sure),
    id_note: repaired?.why ?? null,
    id_missing: repaired?.missing ?? null,
    id_from: lost?.from ?? null,
    id_to: lost?.to ?? null,
    name: read.name,
    email: read.email,
    status: read.status,
    joined_method: read.joinedMethod,
    joined_at: read.joinedAt,
    subset: read.subset,
    subset_key: read.subsetKey,
    workflow: read.workflow,
    workflow_key: read.workflowKey,
    console_email: read.consoleEmail,
    org_id: read.orgId,
  };
}

/** In which column each field is. */
export function fieldPlaces(columns: readonly ColumnMatch[]): Map<ReadField, number> {
  const at = new Map<ReadField, number>();
  for (const { field, index } of columns) {
    if (field !== null && field !== 'ignore' && field !== 'rowNote') at.set(field, index);
  }
  return at;
}

/** Reads a row whose fields are in known columns. */
export function readRow(row: Row, at: ReadonlyMap<ReadField, number>, reading: RowReading, keys: KeyCache): ReadRow {
  const faults: RowFault[] = [];
  const words: string[] = [];
  /** The cell of a field, looked at as any cell is; undefined where the file has no column for it. */
  const cellOf = (field: ReadField): FieldCell | undefined => {
    const column = at.get(field);
    if (column === undefined) return undefined;
    const stored = row.cells[column] ?? BLANK;
    const placeholders = OF_IDS.has(field) ? 'text' : reading.placeholders;
    const checked = checkCell(stored, placeholders, (text) => reading.isName(field, text));
    const { cell, faults: found } = checked;
    if (checked.isPlaceholder && !OF_IDS.has(field)) words.push(cellText(stored));
    for (const fault of found) {
      // Of an ID its digits alone are read, and the rest is told of.
      if (fault.key === 'hidden-characters' && OF_IDS.has(field)) continue;
      const said = field === 'accountId' ? (SAID_OF_ID[fault.key] ?? fault) : fault;
      faults.push({ ...said, column, value: cellText(stored) });
    }
    return { cell, column };
  };
  const value = (field: keyof typeof READERS): string | null => {
    const found = cellOf(field);
    if (found === undefined) return null;
    const read = READERS[field](found.cell);
    noteReading(faults, read, found.column, found.cell);
    return read.value;
  };
  const idCell = cellOf('accountId');
  const id = idCell === undefined ? null : idWithArn(cellOf('arn'), readAccountId(idCell.cell), reading.mpaId, faults);
  const isSaid = faults.some(({ key }) => key === 'id-without-result');
  if (idCell !== undefined && id !== null && !isSaid) noteId(faults, id, idCell.column, idCell.cell);
  checkPayer(cellOf('payerId'), reading.mpaId, faults);
  const subset = value('subsetName');
  const workflow = value('workflowName');
  return {
    raw: row.cells.map(cellText),
    idRaw: idCell === undefined ? null : cellText(idCell.cell),
    id,
    name: value('accountName'),
    email: value('accountEmail'),
    status: value('status'),
    joinedMethod: value('joinedMethod'),
    joinedAt: value('joinedAt'),
    subset,
    subsetKey: keys.of(subset),
    workflow,
    workflowKey: keys.of(workflow),
    consoleEmail: value('consoleEmail'),
    orgId: value('orgId'),
    faults,
    placeholders: words,
  };
}

/** What is said of an ID, so that an ID that a person gives stands above it. */
const SAID_OF_ID: Partial<Record<RowFaultKey, SaidRowFault>> = {
  'formula-without-result': rowFault('id-without-result'),
};

interface FieldCell {
  readonly cell: Cell;
  readonly column: number;
}

/** What stands in them is an ID or it is wrong: no word stands for 'no ID'. */
const OF_IDS: ReadonlySet<ReadField> = new Set(['accountId', 'arn', 'payerId']);

function noteReading(faults: RowFault[], reading: FieldReading, column: number, cell: Cell): void {
  if (reading.fault !== undefined) faults.push({ ...reading.fault, column, value: cellText(cell) });
  if (reading.tidied === true) {
    faults.push({ ...rowFault('tidied', { value: reading.value ?? '' }), column, value: cellText(cell) });
  }
}

function noteId(faults: RowFault[], id: AccountIdReading, column: number, cell: Cell): void {
  const value = cellText(cell);
  if (id.verdict === 'blank') {
    faults.push({ ...rowFault('id-missing'), column, value });
  } else if (id.verdict === 'invalid' || id.verdict === 'lost-digits') {
    faults.push({ ...rowFault(id.key, id.details), column, value });
  } else if (id.verdict === 'right' && value !== id.id) {
    faults.push({ ...rowFault('id-tidied', { id: id.id }), column, value });
  }
}

/** The ARN beside an ID tells it in full: it makes a repair sure, and it contradicts a wrong ID. */
function idWithArn(
  beside: FieldCell | undefined,
  id: AccountIdReading,
  mpaId: string,
  faults: RowFault[],
): AccountIdReading {
  const arn = beside === undefined ? null : readArn(beside.cell);
  if (arn === null || beside === undefined) return id;
  const { cell, column } = beside;
  const note = (fault: SaidRowFault): number => faults.push({ ...fault, column, value: cellText(cell) });
  if ('fault' in arn) {
    note(arn.fault);
    return id;
  }
  if (arn.payer !== mpaId) {
    note(rowFault('arn-of-other-payer', { payer: arn.payer, mpaId }));
    return id;
  }
  const fromArn = readAccountId({ kind: 'text', text: arn.account });
  if (fromArn.verdict !== 'right') return id;
  if (id.verdict === 'repaired' && id.id === fromArn.id) return { ...id, sure: true, why: `${id.why}, as in the ARN` };
  const fits = id.verdict === 'blank' || (id.verdict === 'lost-digits' && id.from <= fromArn.id && fromArn.id <= id.to);
  if (fits)
    return { verdict: 'repaired', id: fromArn.id, sure: true, why: 'taken from the ARN in the same row', missing: 0 };
  if ((id.verdict === 'right' || id.verdict === 'repaired') && id.id !== fromArn.id) {
    note(rowFault('arn-contradicts', { account: arn.account, field: FIELD_LABELS.accountId, id: id.id }));
  }
  return id;
}

function checkPayer(found: FieldCell | undefined, mpaId: string, faults: RowFault[]): void {
  if (found === undefined) return;
  const { cell, column } = found;
  const payer = readAccountId(cell);
  if ((payer.verdict !== 'right' && payer.verdict !== 'repaired') || payer.id === mpaId) return;
  faults.push({ ...rowFault('row-of-other-payer', { payer: payer.id, mpaId }), column, value: cellText(cell) });
}

function brokenByte({ cells }: Row, { column, message }: RowProblem): RowFault {
  const value = cellText(cells[column - 1] ?? BLANK);
  return { ...rowFault('broken-byte', { problem: message }), column: column - 1, value };
}

function malformed(row: Row): ReadRow {
  const { column = 1, message = '' } = row.problem ?? {};
  const value = row.cells[column - 1];
  return {
    ...NO_FIELDS,
    raw: row.cells.map(cellText),
    faults: [
      {
        ...rowFault('row-malformed', { problem: message }),
        column: column - 1,
        value: value === undefined ? '' : cellText(value).slice(0, 200),
      },
    ],
  };
}

const NO_FIELDS = {
  idRaw: null,
  id: null,
  name: null,
  email: null,
  status: null,
  joinedMethod: null,
  joinedAt: null,
  subset: null,
  subsetKey: null,
  workflow: null,
  workflowKey: null,
  consoleEmail: null,
  orgId: null,
  placeholders: [] as string[],
} satisfies Partial<ReadRow>;

/** Names of subsets and workflows come again and again; bounded, for a file in which they don't. */
export class KeyCache {
  readonly #keys = new Map<string, string>();

  of(name: string | null): string | null {
    if (name === null) return null;
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    if (this.#keys.size > 50_000) this.#keys.clear();
    const key = nameKey(name);
    this.#keys.set(name, key);
    return key;
  }
}
