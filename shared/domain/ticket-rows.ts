import { nameKey } from './name-key.ts';
import { sheetHeaders } from './sheets.ts';
import type { SheetNumber } from './sheets.ts';
import type { TicketKind } from './ticket.ts';

/** One thing that a ticket says: a row of its sheet, or a line of its text. */
export interface TicketRow {
  /** What it is about: an account ID, or a name without case. Unique within a ticket. */
  key: string;
  cells: readonly string[];
}

/** What is different between what was sent and what is there now. */
export interface TicketChanges {
  added: TicketRow[];
  removed: TicketRow[];
  changed: { key: string; before: readonly string[]; after: readonly string[] }[];
  unchanged: number;
}

/** The names of the cells of a ticket's rows; empty where a ticket says nothing but its text. */
export function ticketHeaders(kind: TicketKind, sheet: SheetNumber | null): string[] {
  if (sheet !== null) return sheetHeaders(sheet);
  switch (kind) {
    case 'workflows':
      return ['Billing Workflow Name', 'Text'];
    case 'associate-workflows':
      return ['Subset Name', 'Billing Workflow Name'];
    case 'end-customers':
      return ['Subset name', 'Spot console email', 'Spot Org ID'];
    default:
      return [];
  }
}

/** The key of a row of a sheet: the account where rows are accounts, else the subset. */
export function sheetRowKey(sheet: SheetNumber, cells: readonly string[]): string {
  if (sheet <= 3) return cells[2] ?? '';
  return nameKey(cells[sheet === 4 ? 0 : 2] ?? '');
}

/**
 * Compares what was sent with what is there now, by key. A renamed subset is one that went and one that came, which is what
 * the vendor, who knows it by its name, has to be told.
 * @returns rows in the order in which they come in.
 */
export function compareRows(sent: Iterable<TicketRow>, present: Iterable<TicketRow>): TicketChanges {
  const before = new Map<string, readonly string[]>();
  for (const { key, cells } of sent) before.set(key, cells);
  const changes: TicketChanges = { added: [], removed: [], changed: [], unchanged: 0 };
  for (const row of present) {
    const old = before.get(row.key);
    before.delete(row.key);
    if (!old) changes.added.push(row);
    else if (sameCells(old, row.cells)) changes.unchanged += 1;
    else changes.changed.push({ key: row.key, before: old, after: row.cells });
  }
  for (const [key, cells] of before) changes.removed.push({ key, cells });
  return changes;
}

/** How many rows are different. */
export function changeCount({ added, removed, changed }: TicketChanges): number {
  return added.length + removed.length + changed.length;
}

function sameCells(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((cell, index) => cell === b[index]);
}
