import type { Mpa } from '../../../../shared/contract/mpas.ts';
import { nameKey } from '../../../../shared/domain/name-key.ts';
import type { SheetNumber } from '../../../../shared/domain/sheets.ts';
import { sheetRowKey } from '../../../../shared/domain/ticket-rows.ts';
import type { TicketRow } from '../../../../shared/domain/ticket-rows.ts';
import type { TicketKind } from '../../../../shared/domain/ticket.ts';
import { workflowText } from '../../../../shared/domain/workflow-text.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { sheetRows } from '../sheets/service.ts';
import { workflowsWithRules } from '../workflows/service.ts';

/** What a ticket of a kind would say, as the ledger stands: the rows of its sheet, or the lines of its text. */
export function* presentRows(
  db: ReadDb,
  mpa: Pick<Mpa, 'id'>,
  kind: TicketKind,
  sheet: SheetNumber | null,
): Generator<TicketRow> {
  if (sheet !== null) yield* keyed(db, mpa, sheet);
  else if (kind === 'workflows') {
    for (const workflow of workflowsWithRules(db, mpa.id)) {
      yield { key: nameKey(workflow.name), cells: [workflow.name, workflowText(workflow)] };
    }
  } else if (kind === 'associate-workflows') yield* keyed(db, mpa, 4);
  else if (kind === 'end-customers') {
    for (const { key, cells } of keyed(db, mpa, 5)) {
      const [email = '', org = '', subset = ''] = cells;
      yield { key, cells: [subset, email, org] };
    }
  }
}

function* keyed(db: ReadDb, mpa: Pick<Mpa, 'id'>, sheet: SheetNumber): Generator<TicketRow> {
  for (const cells of sheetRows(db, mpa.id, sheet)) yield { key: sheetRowKey(sheet, cells), cells };
}
