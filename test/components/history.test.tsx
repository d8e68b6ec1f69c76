/** The history: one change of before is reversed alone, or what of it can be. */
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { Revert } from '../../renderer/features/history/revert.tsx';
import type { MpaSummary } from '../../shared/contract/mpas.ts';
import type { Operation } from '../../shared/contract/history.ts';
import { button, client, dialog, newAccount, newMpa, show, withCore } from './support.tsx';

withCore();

async function newest({ id: mpaId }: MpaSummary): Promise<Operation> {
  const [operation] = await client().history.list({ mpaId, limit: 1 });
  if (operation === undefined) throw new Error('nothing was changed');
  return operation;
}

const subsetsOf = async (mpa: MpaSummary): Promise<string[]> =>
  (await client().subsets.list({ mpaId: mpa.id })).map(({ name }) => name);

describe('a change', () => {
  test('of before is reversed by keyboard; what came later stays, and the notice can undo it', async () => {
    const mpa = await newMpa();
    await client().subsets.add({ mpaId: mpa.id, name: 'Retail' });
    const added = await newest(mpa);
    await client().subsets.add({ mpaId: mpa.id, name: 'Bank' });
    const shown = show(<Revert operation={added} />);
    await shown.user.tab();
    await shown.user.keyboard('{Enter}');
    await waitFor(() => expect(shown.told()).toEqual(['Reversed: Added the subset Retail.']));
    expect(await subsetsOf(mpa)).toEqual(['Bank']);
    shown.session.notices.store.getState().notices[0]?.action?.run();
    await waitFor(async () => expect(await subsetsOf(mpa)).toEqual(['Bank', 'Retail']));
  });

  test('on which later changes stand shows them, and reverses the other rows when that is chosen', async () => {
    const mpa = await newMpa();
    const [till, shop] = [await newAccount(mpa, 'Till'), await newAccount(mpa, 'Shop')];
    await client().accounts.assign({ mpaId: mpa.id, accounts: { ids: [till, shop] }, to: { name: 'Retail' } });
    const assigned = await newest(mpa);
    await client().accounts.set({ id: till, note: 'checked' });
    const shown = show(<Revert operation={assigned} />);
    await shown.user.click(screen.getByRole('button', { name: 'Reverse this change alone' }));
    expect(await screen.findByText(/can’t be reversed as a whole: later changes stand on 2 rows/u)).toBeTruthy();
    expect(dialog().getByText(`Account Till (${till})`)).toBeTruthy();
    expect(dialog().getByText('was changed later:', { exact: false })).toBeTruthy();
    expect(dialog().getAllByText(new RegExp(`Changed the account Till \\(${till}\\)`, 'u'))).toHaveLength(2);
    expect(dialog().getByText(/^Subset Retail/u)).toBeTruthy();
    await shown.user.click(button('Reverse the other row'));
    await waitFor(() => expect(shown.told()).toEqual(['Reversed 1 of 3 rows: Put 2 accounts into Retail.']));
    expect((await client().accounts.get({ id: shop })).subset).toBeNull();
    expect((await client().accounts.get({ id: till })).subset?.name).toBe('Retail');
  });

  test('of which nothing can be reversed says why', async () => {
    const mpa = await newMpa();
    const { value: retail } = await client().subsets.add({ mpaId: mpa.id, name: 'Retail' });
    const added = await newest(mpa);
    await client().subsets.rename({ id: retail.id, name: 'Shops' });
    const shown = show(<Revert operation={added} />);
    await shown.user.click(screen.getByRole('button', { name: 'Reverse this change alone' }));
    await waitFor(() => expect(shown.told()).toHaveLength(1));
    expect(shown.told()[0]).toContain('Renamed the subset Retail to Shops');
    expect(await subsetsOf(mpa)).toEqual(['Shops']);
  });

  test.each([
    [{ kind: 'do', state: 'undone' }, 'This change was taken back already: there is nothing to reverse.'],
    [{ kind: 'undo', state: 'done' }, 'This is itself an undo: it can’t be reversed.'],
    [{ kind: 'redo', state: 'done' }, 'This is a redo. Reverse the change that it brought back.'],
  ] as const)('as %j says that it can’t be', async (how, text) => {
    const mpa = await newMpa();
    show(<Revert operation={{ ...(await newest(mpa)), ...how }} />);
    expect(screen.getByText(text)).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
