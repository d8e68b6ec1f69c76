import type { ImportField } from '../../../../shared/domain/import-field.ts';
import type { Cell, Row } from '../../spreadsheets/cell.ts';
import { cellText } from '../../spreadsheets/cell.ts';
import { headerKey } from './header-words.ts';

/** The names of an account in the API of AWS Organizations ('Account' in its reference); as headings they mean just this. */
const API_NAMES: Readonly<Record<string, ImportField>> = {
  id: 'accountId',
  arn: 'arn',
  name: 'accountName',
  email: 'accountEmail',
  status: 'status',
  state: 'status',
  joinedmethod: 'joinedMethod',
  joinedtimestamp: 'joinedAt',
  paths: 'ignore',
};
/** With these beside them, 'Id', 'Name' and 'Email' are an account's. */
const TELLTALE = ['joinedmethod', 'joinedtimestamp', 'arn'];
/** What AWS Control Tower says of an account under 'State': whether it is enrolled there, which is no status of the account. */
const CONTROL_TOWER_STATE =
  /^(?:enrolled|not enrolled|enrolling|unenrolling|enrollment failed|update available|succeeded|inherited)/iu;

/** A column as far as it matters here. */
interface Column {
  readonly index: number;
  readonly header: string;
  readonly cells: readonly Cell[];
}

/**
 * What the columns of AWS's own lists mean, by their index: the API's names, and State before Status, which AWS has replaced by it.
 * Columns that are like any other list's are left to their words.
 */
export function awsColumns(columns: readonly Column[]): Map<number, ImportField> {
  const byKey = new Map(columns.map((column) => [headerKey(column.header), column]));
  const found = new Map<number, ImportField>();
  const isApi = ['id', 'name', 'email'].every((key) => byKey.has(key)) && TELLTALE.some((key) => byKey.has(key));
  for (const [key, { index }] of byKey) {
    const field = isApi ? API_NAMES[key] : undefined;
    if (field !== undefined) found.set(index, field);
  }
  const [state, status] = [byKey.get('state'), byKey.get('status')];
  if (state !== undefined && isOfControlTower(state.cells)) found.set(state.index, 'ignore');
  else if (state !== undefined && status !== undefined) {
    found.set(state.index, 'status');
    found.set(status.index, 'ignore');
  }
  return found;
}

function isOfControlTower(cells: readonly Cell[]): boolean {
  const filled = cells.filter(({ kind }) => kind !== 'blank');
  return filled.length > 0 && filled.every((cell) => CONTROL_TOWER_STATE.test(cellText(cell).trim()));
}

/** What each line of an account begins with in what `aws organizations list-accounts --output text` prints. */
export const TEXT_MARK = 'ACCOUNTS';
/** Its columns: the API's names in alphabetical order. State is new; older versions don't print it. */
const TEXT_COLUMNS: readonly ImportField[] = [
  'ignore',
  'arn',
  'accountEmail',
  'accountId',
  'joinedMethod',
  'joinedAt',
  'accountName',
  'status',
];

/** What the columns of such a text mean, by their index; undefined where it is none. */
export function awsTextColumns(rows: readonly Row[]): Map<number, ImportField> | undefined {
  const accounts = rows.filter(({ cells }) => isAccountLine(cells));
  const width = accounts[0]?.cells.length ?? 0;
  const isArn = accounts.every(({ cells }) => cells[1]?.kind === 'text' && cells[1].text.startsWith('arn:aws'));
  if (!isArn || width < TEXT_COLUMNS.length || width > TEXT_COLUMNS.length + 1) return undefined;
  const found = new Map(TEXT_COLUMNS.map((field, index) => [index, field]));
  if (width > TEXT_COLUMNS.length) found.set(TEXT_COLUMNS.length, 'ignore');
  return found;
}

/** Whether a line of such a text is of an account. */
export function isAccountLine(cells: readonly Cell[]): boolean {
  return cells[0]?.kind === 'text' && cells[0].text === TEXT_MARK;
}
