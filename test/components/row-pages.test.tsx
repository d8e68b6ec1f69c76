/** The rows of a table, a page at a time, as the ledger changes under them. */
import { screen, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { expect, test } from 'vitest';
import { useSession } from '../../renderer/session/session.ts';
import { useRowPages } from '../../renderer/session/use-row-pages.ts';
import { EVERYTHING } from '../../renderer/features/accounts/filter.ts';
import { accountPages } from '../../renderer/features/accounts/store.ts';
import type { RowQuestions } from '../../renderer/session/use-row-pages.ts';
import type { Account } from '../../shared/contract/accounts.ts';
import type { AccountId } from '../../shared/domain/account-id.ts';
import { client, newAccount, newMpa, show, withCore } from './support.tsx';

withCore();

/** Pages of two accounts by name. */
function Rows({ mpaId, text = '' }: { mpaId: AccountId; text?: string }): ReactElement {
  const { queries } = useSession();
  const where = {
    ...EVERYTHING,
    tokens: text === '' ? [] : [{ field: 'name' as const, operator: '^' as const, value: text }],
  };
  const asked = { mpaId, where, sort: { column: 'name' as const, descending: false } };
  const questions: RowQuestions<Account, string> = {
    ...accountPages(queries, asked),
    page: (cursor) =>
      queries.accounts.page.queryOptions({ input: { mpaId, filter: { where }, sort: 'name', cursor, limit: 2 } }),
  };
  const pages = useRowPages(questions);
  const names = pages.rows.map(({ name }) => name).join(' ');
  return (
    <>
      <p data-testid="rows">{`${pages.phase} ${pages.index + 1}/${pages.cursors.length} of ${pages.total}: ${names}`}</p>
      {[1, 2, 3].map((number) => (
        <button key={number} type="button" onClick={() => pages.go(number - 1)}>
          {`page ${number}`}
        </button>
      ))}
    </>
  );
}

const rows = (): string | null => screen.getByTestId('rows').textContent;

test('from page to page and back; the page that has no rows any more gives way to the one before', async () => {
  const mpa = await newMpa();
  const ids = [];
  for (const name of ['a', 'b', 'c', 'd', 'e']) ids.push(await newAccount(mpa, name));
  const { user } = show(<Rows mpaId={mpa.id} />);
  const go = (number: number): Promise<void> => user.click(screen.getByText(`page ${number}`));
  await waitFor(() => expect(rows()).toBe('ready 1/2 of 5: a b'));
  // Nobody knows yet where the third page begins.
  await go(3);
  await waitFor(() => expect(rows()).toBe('ready 2/3 of 5: c d'));
  await go(3);
  await waitFor(() => expect(rows()).toBe('ready 3/3 of 5: e'));
  await client().accounts.remove({ id: ids[4] as AccountId });
  await waitFor(() => expect(rows()).toBe('ready 2/2 of 4: c d'));
  await client().accounts.remove({ id: ids[2] as AccountId });
  await waitFor(() => expect(rows()).toBe('ready 2/2 of 3: d'));
  await go(1);
  await waitFor(() => expect(rows()).toBe('ready 1/2 of 3: a b'));
});

test('another filter begins at its first page', async () => {
  const mpa = await newMpa();
  for (const name of ['a1', 'a2', 'a3', 'b1']) await newAccount(mpa, name);
  const { user, again } = show(<Rows mpaId={mpa.id} />);
  await waitFor(() => expect(rows()).toBe('ready 1/2 of 4: a1 a2'));
  await user.click(screen.getByText('page 2'));
  await waitFor(() => expect(rows()).toBe('ready 2/2 of 4: a3 b1'));
  again(<Rows mpaId={mpa.id} text="b" />);
  await waitFor(() => expect(rows()).toBe('ready 1/1 of 1: b1'));
});
