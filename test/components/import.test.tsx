/** An account list on its way into the ledger: the source, its header, what each column means. */
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { ImportPage } from '../../renderer/features/import/page.tsx';
import type { MpaSummary } from '../../shared/contract/mpas.ts';
import { choose, client, field, fill, isEnabled, newMpa, show, withCore } from './support.tsx';
import type { Shown, Within } from './support.tsx';

withCore();

const LIST = 'Kto;Account Name;Bereich\n111122223333;one;Retail\n22223333444;two;Bank\n';

async function openList(text: string): Promise<Shown & { mpa: MpaSummary }> {
  const mpa = await newMpa();
  const shown = show(<ImportPage mpa={mpa} params={{}} setParams={() => undefined} />);
  const use = screen.getByRole('button', { name: 'Use what was pasted' });
  expect(isEnabled(use)).toBe(false);
  await fill(shown, /^Cells, with their header/u, text);
  await shown.user.click(use);
  return { ...shown, mpa };
}

async function next({ user }: Shown, title: string): Promise<void> {
  await user.click(screen.getByRole('button', { name: 'Next' }));
  await screen.findByRole('heading', { level: 1, name: title });
}

/** The row of a column of the list. */
function column(name: RegExp): Within {
  return within(within(screen.getByRole('grid', { name: 'Columns of the list' })).getByRole('row', { name }));
}

describe('columns', () => {
  test('are found by their headers; what is not known is chosen, and stays chosen', async () => {
    const shown = await openList(LIST);
    await screen.findByText(/^Header in row 1\./u);
    await next(shown, 'Columns');
    expect(column(/Account Name/u).getByText('Account Name', { selector: 'button *' })).toBeTruthy();
    await choose(shown, /Meaning of the column Bereich/u, 'Subset Name');
    await waitFor(() => expect(column(/Bereich/u).getByText('chosen by you')).toBeTruthy());
    await shown.user.click(screen.getByRole('button', { name: 'Back' }));
    await next(shown, 'Columns');
    expect(column(/Bereich/u).getByText('chosen by you')).toBeTruthy();
    await client().ledger.status();
  });

  test('one that is left out brings nothing into the ledger', async () => {
    const shown = await openList('Account ID;Account Name\n111122224444;one\n');
    await screen.findByText(/^Header in row 1\./u);
    await next(shown, 'Columns');
    await choose(shown, /Meaning of the column Account Name/u, 'Leave this column out');
    await waitFor(() => expect(column(/B · Account Name/u).getByText('chosen by you')).toBeTruthy());
    await next(shown, 'Rows');
    await next(shown, 'Changes');
    await shown.user.click(screen.getByRole('button', { name: 'Import 1 row' }));
    await screen.findByRole('heading', { name: 'Imported' });
    const page = await client().accounts.page({ mpaId: shown.mpa.id, limit: 10 });
    expect(page.rows).toMatchObject([{ id: '111122224444', name: '' }]);
  });

  test('without an account ID the list can’t go on, and it is said why', async () => {
    const shown = await openList('Colour;Taste\nred;sweet\n');
    expect(await screen.findByText(/Account ID|account ID/u)).toBeTruthy();
    expect(shown.told()).toEqual([]);
  });
});

describe('rows', () => {
  test('that are wrong keep the import from going on until they are left out', async () => {
    const shown = await openList('Account ID;Account Name\n111122225555;one\nnobody;two\n');
    await screen.findByText(/^Header in row 1\./u);
    await next(shown, 'Columns');
    await next(shown, 'Rows');
    await shown.user.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByText(/^1 row can't be imported as it is\./u)).toBeTruthy();
    await shown.user.click(screen.getByRole('checkbox', { name: /Leave out 1 row/u }));
    await next(shown, 'Changes');
    expect(screen.getByRole('button', { name: 'Import 1 row' })).toBeTruthy();
  });
});

test('an import that is cancelled begins anew', async () => {
  const shown = await openList(LIST);
  await screen.findByText(/^Header in row 1\./u);
  await shown.user.click(screen.getByRole('button', { name: 'Cancel the import' }));
  await screen.findByRole('heading', { level: 1, name: 'Source' });
  expect(field(/^Cells, with their header/u).value).toBe('');
});
