import type { Account } from '../../../shared/contract/accounts.ts';
import { accountStatusSchema } from '../../../shared/contract/accounts.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { Changed } from '../../../shared/contract/base.ts';
import type { Client } from '../../../shared/contract/client.ts';
import { useAct } from '../../session/session.ts';
import { FIELD_WORDS } from './words.ts';

/**
 * Changes one cell of the table.
 * @returns takes the account, the column and what was typed or chosen (of a subset its ID, '' for none); where the change
 * fails it rejects, so that the cell stays open, and the page has been told
 */
export function useCellEdit(mpaId: AccountId): (account: Account, column: string, value: string) => Promise<void> {
  const { change } = useAct();
  return async (account, column, value) => {
    const { id } = account;
    const words = FIELD_WORDS[column as keyof typeof FIELD_WORDS].toLowerCase();
    const done = await change(`Changed the ${words} of ${id}.`, (client) =>
      changeCell(client, mpaId, account, column, value),
    );
    if (done === undefined) throw new Error('the cell was not changed');
  };
}

async function changeCell(
  client: Client,
  mpaId: AccountId,
  { id }: Account,
  column: string,
  value: string,
): Promise<Changed<unknown>> {
  switch (column) {
    case 'name':
    case 'email':
    case 'note':
      return client.accounts.set({ id, [column]: value });
    case 'status':
      return client.accounts.set({ id, status: value === '' ? null : accountStatusSchema.parse(value) });
    case 'subset':
      return client.accounts.assign({
        mpaId,
        accounts: { ids: [id] },
        to: value === '' ? null : { id: Number(value) },
      });
    default:
      throw new Error(`the column ${column} is not edited`);
  }
}
