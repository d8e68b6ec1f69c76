import { nameKey } from './name-key.ts';
import type { TicketRow } from './ticket-rows.ts';

/** What has become of a ticket's rows since it was sent, by what the vendor has to be asked. */
export interface TicketChanges {
  /** Rows that the vendor has not been told of. */
  new: TicketRow[];
  /** Accounts that are in another subset now; an empty name: in none. `cells` are those of the sheet, empty where its rows are subsets. */
  moved: { key: string; from: string; to: string; cells: readonly string[] }[];
  /** Rows with another cell than before. What is only renamed is no change of a row. */
  changed: { key: string; before: readonly string[]; after: readonly string[] }[];
  /** Rows that are no more, as the vendor knows them. An account in no subset is one. */
  ended: TicketRow[];
  renamed: { what: Renamed; from: string; to: string }[];
  unchanged: number;
}

/** The parts of what has changed, in the order in which they are told. */
export const TICKET_CHANGE_PARTS = ['new', 'changed', 'moved', 'renamed', 'ended'] as const;

/** What a ticket names, and what can have another name later. */
export type Renamed = 'subset' | 'workflow';

/** The names that subsets and billing workflows had (without case, nameKey) with those that they have now. */
export type NamesNow = Readonly<Record<Renamed, ReadonlyMap<string, string>>>;

/** A row that the vendor knows, and the same with the names that its subset and workflow have now. */
export interface KnownRow {
  told: TicketRow;
  now: TicketRow;
}

/** Stands before the name of a subset or workflow that is gone, where another one has taken that name: they are not the same. */
export const GONE = '\u0000';

/** Which cells of a row name what, by the ticket's headers; null where none does. */
export interface NamedCells {
  subset: number | null;
  workflow: number | null;
  /** Whether rows are accounts; else they are subsets or workflows, and go by their names. */
  byAccount: boolean;
}

/** @param headers ticketHeaders of the ticket */
export function namedCells(headers: readonly string[]): NamedCells {
  const at = (wanted: string): number | null => {
    const index = headers.findIndex((header) => nameKey(header) === wanted);
    return index < 0 ? null : index;
  };
  return {
    subset: at('subset name'),
    workflow: at('billing workflow name'),
    byAccount: headers.includes('AWS Account ID'),
  };
}

/** A row with the names that its subset and workflow have now. */
export function renameRow(row: TicketRow, named: NamedCells, names: NamesNow): TicketRow {
  const { subset, workflow, byAccount } = named;
  const cells = [...row.cells];
  const rename = (at: number | null, what: Renamed): void => {
    if (at === null) return;
    const before = cells[at] ?? '';
    const after = names[what].get(nameKey(before));
    if (after === undefined || after === before) return;
    cells[at] = after;
    // A description begins with the workflow's name and a colon (workflowText).
    if (what === 'workflow' && subset === null) {
      const text = cells[at + 1] ?? '';
      if (text.startsWith(`${before}:`)) cells[at + 1] = `${after}${text.slice(before.length)}`;
    }
  };
  rename(subset, 'subset');
  rename(workflow, 'workflow');
  return { key: byAccount ? row.key : keyOfName(cells[subset ?? workflow ?? 0] ?? ''), cells };
}

/** A name that is gone is equal to no present one. */
function keyOfName(name: string): string {
  return name.startsWith(GONE) ? name : nameKey(name);
}

/**
 * Compares what the vendor knows with what is there now.
 * @returns rows in the order in which they come in; no accounts that moved where rows are not accounts: they are not in them.
 */
export function compareRows(known: Iterable<KnownRow>, present: Iterable<TicketRow>, named: NamedCells): TicketChanges {
  const before = new Map<string, KnownRow>();
  const renamed = new Map<string, TicketChanges['renamed'][number]>();
  for (const row of known) {
    for (const each of renamedIn(row, named)) renamed.set(`${each.what} ${each.from}`, each);
    if (isAsked(row.told, named)) before.set(row.now.key, row);
  }
  const changes: TicketChanges = { new: [], moved: [], changed: [], ended: [], renamed: [], unchanged: 0 };
  for (const row of present) {
    if (!isAsked(row, named)) continue;
    const old = before.get(row.key);
    before.delete(row.key);
    if (!old) changes.new.push(row);
    else if (sameCells(old.now.cells, row.cells)) changes.unchanged += 1;
    else place(changes, old, row, named);
  }
  for (const { told } of before.values()) changes.ended.push(told);
  changes.renamed.push(...renamed.values());
  return changes;
}

/** What a row is about, as it is written there. */
export function rowTitle({ key, cells }: TicketRow, { byAccount, subset, workflow }: NamedCells): string {
  return byAccount ? key : (cells[subset ?? workflow ?? 0] ?? key);
}

/** How many changes there are. */
export function changeCount(changes: TicketChanges): number {
  return TICKET_CHANGE_PARTS.reduce((sum, part) => sum + changes[part].length, 0);
}

/** An account of no subset asks for nothing. */
function isAsked({ cells }: TicketRow, { byAccount, subset }: NamedCells): boolean {
  return !byAccount || subset === null || cells[subset] !== '';
}

function place(changes: TicketChanges, { told, now }: KnownRow, { key, cells }: TicketRow, named: NamedCells): void {
  const { byAccount, subset } = named;
  const to = subset === null ? '' : (cells[subset] ?? '');
  if (byAccount && subset !== null && keyOfName(now.cells[subset] ?? '') !== nameKey(to)) {
    changes.moved.push({ key, from: told.cells[subset] ?? '', to, cells });
    return;
  }
  const before = cells.map((cell, at) => (now.cells[at] === cell ? cell : (told.cells[at] ?? '')));
  changes.changed.push({ key, before, after: cells });
}

function renamedIn({ told, now }: KnownRow, { subset, workflow }: NamedCells): TicketChanges['renamed'] {
  const pair = (what: Renamed, at: number | null): TicketChanges['renamed'] => {
    const [from = '', to = ''] = at === null ? [] : [told.cells[at], now.cells[at]];
    return from === to || to.startsWith(GONE) ? [] : [{ what, from, to }];
  };
  return [...pair('subset', subset), ...pair('workflow', workflow)];
}

function sameCells(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((cell, index) => cell === b[index]);
}
