import type { SheetNumber } from '../../../../shared/domain/sheets.ts';
import { select, selectCells } from '../../sqlite/sqlite.ts';
import type { CellsStatement } from '../../sqlite/sqlite.ts';

const ACCOUNT = `a.name, a.email, a.id`;
const CUSTOMER = `coalesce(c.console_email, ''), coalesce(c.spot_org_id, '')`;
const NAMES = `s.name, coalesce(w.name, '')`;

/** Columns in the order of the sheet; `s`, `w` and `c` are the account's subset and that subset's workflow and end customer. */
const ASSIGNED_COLUMNS = {
  1: `${ACCOUNT}, s.name`,
  2: `${ACCOUNT}, ${NAMES}`,
  3: `${ACCOUNT}, ${CUSTOMER}, ${NAMES}`,
} as const;

/**
 * The accounts of subsets, by the subset's name and the account ID. The join order is forced so that the indexes give the
 * order and nothing has to be sorted.
 */
function assigned(columns: string): CellsStatement<{ mpaId: string }> {
  return selectCells(
    `SELECT ${columns} FROM subset s
     LEFT JOIN workflow w ON w.id = s.workflow_id
     LEFT JOIN end_customer c ON c.id = s.end_customer_id
     CROSS JOIN account a INDEXED BY account_subset ON a.mpa_id = s.mpa_id AND a.subset_id = s.id
     WHERE s.mpa_id = @mpaId ORDER BY s.name_key, a.id`,
  );
}

/** The accounts of no subset, by ID, with blanks where the names would be. */
function unassigned(blanks: number): CellsStatement<{ mpaId: string }> {
  return selectCells(
    `SELECT ${ACCOUNT}${`, ''`.repeat(blanks)} FROM account a WHERE a.mpa_id = @mpaId AND a.subset_id IS NULL ORDER BY a.id`,
  );
}

/** The statements whose rows, one after the other, are a sheet. */
export const SHEET_ROWS: Readonly<Record<SheetNumber, readonly CellsStatement<{ mpaId: string }>[]>> = {
  1: [assigned(ASSIGNED_COLUMNS[1]), unassigned(1)],
  2: [assigned(ASSIGNED_COLUMNS[2]), unassigned(2)],
  3: [assigned(ASSIGNED_COLUMNS[3]), unassigned(4)],
  4: [
    selectCells(
      `SELECT s.name, w.name FROM subset s JOIN workflow w ON w.id = s.workflow_id WHERE s.mpa_id = @mpaId ORDER BY s.name_key`,
    ),
  ],
  5: [
    selectCells(
      `SELECT c.console_email, c.spot_org_id, s.name, coalesce(w.name, '') FROM subset s
       JOIN end_customer c ON c.id = s.end_customer_id LEFT JOIN workflow w ON w.id = s.workflow_id
       WHERE s.mpa_id = @mpaId ORDER BY s.name_key`,
    ),
  ],
};

/** How many rows each sheet has, without reading them. */
export const sheetCounts = select<{ mpaId: string }, { accounts: number; withWorkflow: number; withCustomer: number }>(
  `SELECT (SELECT count(*) FROM account WHERE mpa_id = @mpaId) AS accounts,
     (SELECT count(*) FROM subset WHERE mpa_id = @mpaId AND workflow_id IS NOT NULL) AS withWorkflow,
     (SELECT count(*) FROM subset WHERE mpa_id = @mpaId AND end_customer_id IS NOT NULL) AS withCustomer`,
);
