import type { Account } from '../../../shared/contract/accounts.ts';
import { accountStatusSchema } from '../../../shared/contract/accounts.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { Changed, Shown } from '../../../shared/contract/base.ts';
import type { Client } from '../../../shared/contract/client.ts';
import { useAct } from '../../session/session.ts';
import type { CellEdit } from './edit-cells.tsx';
import { FIELD_WORDS } from './words.ts';

/**
 * Changes one cell of the table.
 * @returns takes the account, the column and what was typed or chosen, as the cell gives it (of a subset its ID, '' for none); where the
 * change fails it rejects, so that the cell stays open, and the page has been told
 */
export function useCellEdit(mpaId: AccountId): (account: Account, column: string, edit: unknown) => Promise<void> {
  const { save } = useAct();
  return async ({ id }, column, edit) => {
    const words = FIELD_WORDS[column as keyof typeof FIELD_WORDS].toLowerCase();
    // The table hands on what the cell gave to it.
    const { value, label, opened } = edit as CellEdit;
    const edits = { typed: { [column]: label }, shown: { [column]: shownOf(opened, column) } };
    const done = await save(`Changed the ${words} of ${id}.`, edits, (client, seen) =>
      changeCell(client, { mpaId, id, column, value, shown: seen }),
    );
    if (done === undefined) throw new Error('the cell was not changed');
  };
}

/** What a cell showed, as the ledger has it; of a subset its name. */
function shownOf(account: Account, column: string): unknown {
  return column === 'subset' ? (account.subset?.name ?? null) : account[column as keyof Account];
}

function changeCell(
  client: Client,
  cell: { mpaId: AccountId; id: AccountId; column: string; value: string; shown: Shown },
): Promise<Changed<unknown>> {
  const { mpaId, id, column, value, shown } = cell;
  switch (column) {
    case 'name':
    case 'email':
    case 'note':
      return client.accounts.set({ id, [column]: value, shown });
    case 'status':
      return client.accounts.set({ id, status: value === '' ? null : accountStatusSchema.parse(value), shown });
    case 'subset':
      return client.accounts.assign({
        mpaId,
        accounts: { ids: [id] },
        to: value === '' ? null : { id: Number(value) },
        shown,
      });
    default:
      throw new Error(`the column ${column} is not edited`);
  }
}
