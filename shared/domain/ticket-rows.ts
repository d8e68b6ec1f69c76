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
