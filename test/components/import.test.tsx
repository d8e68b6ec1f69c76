/** An account list on its way into the ledger: the source, its header, what each column means. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { ImportPage } from '../../renderer/features/import/page.tsx';
import type { MpaSummary } from '../../shared/contract/mpas.ts';
import { choose, client, field, fill, isEnabled, newMpa, show, withCore } from './support.tsx';
import type { Shown, Within } from './support.tsx';
import { workbook } from '../import/workbook.ts';

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

/** Drops a file on the page's zone, as a browser hands it over. */
async function dropFile(path: string): Promise<void> {
  const file = new File([await readFile(path)], basename(path));
  const entry = { isDirectory: false };
  const item = { kind: 'file', webkitGetAsEntry: () => entry, getAsFile: () => file };
  fireEvent.drop(screen.getByText('Drop a file here'), { dataTransfer: { items: [item] } });
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
    await shown.user.click(screen.getByRole('button', { name: 'Import 1 change' }));
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
    expect(screen.getByRole('button', { name: 'Import 1 change' })).toBeTruthy();
  });
});

test('what words such as N/A are is asked once; for a list with the same headers it is shown, and can be said otherwise', async () => {
  const list = (id: string): string => `Account ID;Account Name;Subset Name\n${id};one;N/A\n`;
  const shown = await openList(list('111122230001'));
  await screen.findByText(/^Header in row 1\./u);
  await next(shown, 'Columns');
  await next(shown, 'Rows');
  await shown.user.click(await screen.findByRole('button', { name: 'They are blank cells' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'They are blank cells' })).toBeNull());
  await next(shown, 'Changes');
  await shown.user.click(screen.getByRole('button', { name: 'Import 1 change' }));
  await screen.findByRole('heading', { name: 'Imported' });
  await shown.user.click(screen.getByRole('button', { name: 'Import another list' }));
  await fill(shown, /^Cells, with their header/u, list('111122230002'));
  await shown.user.click(screen.getByRole('button', { name: 'Use what was pasted' }));
  await screen.findByText(/^Header in row 1\./u);
  await next(shown, 'Columns');
  await next(shown, 'Rows');
  expect(
    await screen.findByText(/They are taken as blank cells, as was said of an earlier list with the same headers\./u),
  ).toBeTruthy();
  await shown.user.click(screen.getByRole('button', { name: 'They are names' }));
  await waitFor(() => expect(screen.queryByText(/They are taken as blank cells/u)).toBeNull());
  await next(shown, 'Changes');
  expect(screen.getByRole('button', { name: 'Import 2 changes' })).toBeTruthy();
});

describe('sheets', () => {
  test('all that have a list are imported together, each with its own header and columns', async () => {
    const mpa = await newMpa();
    const shown = show(<ImportPage mpa={mpa} params={{}} setParams={() => undefined} />);
    await dropFile(
      await workbook({
        North: [
          ['Account ID', 'Subset Name'],
          ['111122226666', 'Acme'],
        ],
        South: [
          ['Account ID', 'Bereich'],
          ['111122227777', 'Beta'],
          ['nobody', 'Beta'],
        ],
        Notes: [['ask Kim']],
      }),
    );
    expect(await screen.findByText(/^The sheet 'South' is a list as well, of 2 rows, and is not read\./u)).toBeTruthy();
    await shown.user.click(screen.getByRole('checkbox', { name: 'Import all 2 sheets that have a list, together' }));
    await screen.findByText(/^No list was found on the sheet 'Notes'/u);
    await screen.findByRole('table', { name: 'Cells of North' });
    await shown.user.click(screen.getByRole('tab', { name: 'South' }));
    await screen.findByRole('table', { name: 'Cells of South' });
    expect(screen.getByText(/2 rows below it\.$/u)).toBeTruthy();
    await next(shown, 'Columns');
    await choose(shown, /Meaning of the column Bereich of South/u, 'Subset Name');
    await waitFor(() => expect(column(/South.*Bereich/u).getByText('chosen by you')).toBeTruthy());
    await next(shown, 'Rows');
    await shown.user.click(await screen.findByRole('button', { name: 'Leave out: row South!3' }));
    await screen.findByRole('button', { name: 'Left out (1)' });
    await next(shown, 'Changes');
    await shown.user.click(screen.getByRole('button', { name: 'Import 4 changes' }));
    await screen.findByRole('heading', { name: 'Imported' });
    const { rows } = await client().accounts.page({ mpaId: mpa.id, limit: 10 });
    expect(rows.map(({ id, subset }) => [id, subset?.name])).toEqual([
      ['111122226666', 'Acme'],
      ['111122227777', 'Beta'],
    ]);
  });

  test('the only list is on a hidden one: it is asked, and can be used', async () => {
    const mpa = await newMpa();
    const shown = show(<ImportPage mpa={mpa} params={{}} setParams={() => undefined} />);
    const list = [['Account ID'], ['111122225555']];
    await dropFile(await workbook({ Cover: [['ask Kim']], Old: list }, { sheets: { Old: 'hidden' } }));
    await screen.findByText(/^The only list is on a hidden sheet: 'Old', of 1 row\./u);
    expect(screen.getByRole('tab', { name: 'Old (hidden in the file)' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Import all of them' })).toBeNull();
    await shown.user.click(screen.getByRole('button', { name: 'Use the sheet Old' }));
    await waitFor(() => expect(screen.queryByText(/^The only list is on a hidden sheet/u)).toBeNull());
    await next(shown, 'Columns');
  });

  test('that look alike are asked about; all of them is an answer', async () => {
    const mpa = await newMpa();
    const shown = show(<ImportPage mpa={mpa} params={{}} setParams={() => undefined} />);
    const list = (id: string): string[][] => [
      ['Account ID', 'Account Name'],
      [id, 'x'],
    ];
    await dropFile(await workbook({ North: list('111122228888'), South: list('111122229999') }));
    await screen.findByText(/^Several sheets look like the account list: North, South\./u);
    await shown.user.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByText('Say which sheet the list is on.')).toBeTruthy();
    await shown.user.click(screen.getByRole('button', { name: 'Import all of them' }));
    await waitFor(() => expect(screen.queryByText(/^Several sheets look like/u)).toBeNull());
    await next(shown, 'Columns');
    await next(shown, 'Rows');
    await next(shown, 'Changes');
    expect(screen.getByRole('button', { name: 'Import 2 changes' })).toBeTruthy();
  });
});

test('an import that is cancelled begins anew', async () => {
  const shown = await openList(LIST);
  await screen.findByText(/^Header in row 1\./u);
  await shown.user.click(screen.getByRole('button', { name: 'Cancel the import' }));
  await screen.findByRole('heading', { level: 1, name: 'Source' });
  expect(field(/^Cells, with their header/u).value).toBe('');
});
