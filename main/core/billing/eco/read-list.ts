import type { EcoListFault, EcoListPreview } from '../../../../shared/contract/cost-data.ts';
import type { InputOfName } from '../../../../shared/contract/kinds.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { isCommitment } from '../../../../shared/domain/eco-commitment.ts';
import type { JobContext } from '../../ledger/context.ts';
import { cellText } from '../../spreadsheets/cell.ts';
import type { Row } from '../../spreadsheets/cell.ts';
import { readTable } from '../../spreadsheets/read.ts';
import type { TableSource } from '../../spreadsheets/read.ts';
import { columnLetters } from '../../spreadsheets/xlsx/reference.ts';
import { ecoCommitments } from '../choices/repo.ts';

/** What heads the column with the IDs; without such a heading it is the first column. */
const HEADINGS = ['ARN', 'ID', 'Commitment', 'Commitment ID', 'Commitment ARN', 'Reservation ID', 'Reservation ARN'];
const MORE = ['Reserved Instance ID', 'RI ID', 'RI ARN', 'Savings Plan ID', 'Savings Plan ARN', 'Savings Plans ID'];
const KNOWN = new Set([...HEADINGS, ...MORE].map(headingKey));
/** The vendor manages some thousands for its largest customers. */
const MOST = 50_000;

/**
 * Reads a list of the commitments that Eco manages, and compares it with the one that is kept. Nothing is changed.
 * @throws AppError FILE_* as readTable does; INVALID_INPUT where there is no ID at all, or more than 50,000
 */
export async function previewEcoList(
  context: JobContext,
  { mpaId, source }: InputOfName<'costData.previewEcoList'>,
): Promise<EcoListPreview> {
  const { name, commitments, repeated, faults } = await readList(context, toTableSource(source));
  if (commitments.size === 0 && faults.length === 0)
    throw new AppError('INVALID_INPUT', `${name || 'The pasted text'} has no row with the ID of a commitment.`, {
      name,
    });
  const kept = new Set(ecoCommitments.all(context.db, { mpaId }).map(({ commitment }) => commitment));
  const all = [...commitments];
  return {
    name,
    commitments: all,
    added: all.filter((each) => !kept.has(each)),
    removed: [...kept].filter((each) => !commitments.has(each)),
    repeated,
    faults,
  };
}

interface ReadList {
  name: string;
  readonly commitments: Set<string>;
  repeated: number;
  readonly faults: EcoListFault[];
}

async function readList(context: JobContext, source: TableSource): Promise<ReadList> {
  const read: ReadList = { name: '', commitments: new Set(), repeated: 0, faults: [] };
  // Of each sheet, once its first row was seen.
  let column: number | null = null;
  for await (const event of readTable(source, { knownHeaders: [...HEADINGS, ...MORE] })) {
    context.checkCancelled();
    if (event.type === 'info') read.name = event.info.name;
    if (event.type === 'sheet') column = null;
    if (event.type !== 'rows' || !event.sheet.visible) continue;
    for (const row of event.rows) {
      if (column === null) {
        const headed = headedColumn(row);
        column = headed ?? 0;
        if (headed !== null) continue;
      }
      takeRow(read, event.sheet.name, row, column);
    }
  }
  return read;
}

function takeRow(read: ReadList, sheet: string, row: Row, column: number): void {
  const cell = row.cells[column];
  const value = cell === undefined ? '' : cellText(cell).trim();
  const reason = row.problem?.message ?? whyNot(value);
  if (reason !== null) read.faults.push({ sheet, row: row.number, column: columnLetters(column), value, reason });
  else if (read.commitments.has(value)) read.repeated += 1;
  else read.commitments.add(value);
  if (read.commitments.size + read.faults.length > MOST)
    throw new AppError(
      'INVALID_INPUT',
      `The list has more than ${MOST.toLocaleString('en-US')} rows. Nothing was changed.`,
    );
}

function whyNot(value: string): string | null {
  if (value === '') return 'the row has no ID';
  if (isCommitment(value)) return null;
  return 'it is neither the ARN nor the ID of a reservation or Savings Plan';
}

/** The column that a heading row names; null where the row is none. */
function headedColumn({ cells }: Row): number | null {
  const found = cells.findIndex((cell) => KNOWN.has(headingKey(cellText(cell))));
  return found === -1 ? null : found;
}

function headingKey(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z]/gu, '');
}

function toTableSource(source: InputOfName<'costData.previewEcoList'>['source']): TableSource {
  if (source.kind !== 'bytes') return source;
  return { kind: 'bytes', name: source.name, bytes: Buffer.from(source.base64, 'base64') };
}
