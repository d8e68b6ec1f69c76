import { expect, it } from 'vitest';
import { JOBS_IDLE_MS } from '../../main/core/runtime/ledger-threads.ts';
import { resultOf } from '../support/result-of.ts';
import { importDesk } from './import-desk.ts';

const LIST = `Export of 21 November\n\nKonto;Kunde;Mail\n111122223333;Contoso;a@x.example\n222233334444;Fabrikam;b@x.example\n`;

it('shows the cells as they are in the file, title rows too, page by page', async () => {
  const desk = await importDesk();
  const rows = Array.from({ length: 400 }, (_, i) => `${String(i).padStart(12, '0')};Contoso`);
  const { importId } = await desk.paste(['A list;', 'Account ID;Subset Name', ...rows].join('\n'));
  const first = await desk.client.imports.cells({ importId, limit: 3 });
  expect(first).toEqual({
    sheet: 'Pasted text',
    rows: [
      { row: 1, hidden: false, cells: ['A list'] },
      { row: 2, hidden: false, cells: ['Account ID', 'Subset Name'] },
      { row: 3, hidden: false, cells: ['000000000000', 'Contoso'] },
    ],
    next: 4,
  });
  const across = await desk.client.imports.cells({ importId, fromRow: 249, limit: 3 });
  expect(across.rows.map(({ row, cells }) => [row, cells[0]])).toEqual([
    [249, '000000000246'],
    [250, '000000000247'],
    [251, '000000000248'],
  ]);
  const last = await desk.client.imports.cells({ importId, fromRow: 401, limit: 50 });
  expect([last.rows.map(({ row }) => row), last.next]).toEqual([[401, 402], null]);
  await expect(desk.client.imports.cells({ importId, sheet: 'Other' })).rejects.toMatchObject({
    code: 'SHEET_NOT_FOUND',
  });
});

it('keeps a file in which no list is found, asks, and reads it again without its bytes', async () => {
  const desk = await importDesk();
  const source = {
    kind: 'bytes',
    name: 'odd.csv',
    base64: Buffer.from('Kto;Kunde\nx1;Contoso\nx2;Fabrikam\n').toString('base64'),
  } as const;
  await expect(desk.open(source)).rejects.toMatchObject({ code: 'HEADER_NOT_FOUND' });
  const open = await desk.open(source, { askForHeader: true });
  expect(open).toMatchObject({ preview: 1, sheets: [{ headerRows: [] }], rows: { total: 0 }, changes: false });
  expect(open.questions.map(({ kind }) => kind)).toEqual(['header']);
  expect(open.columns.map(({ letter, samples }) => [letter, samples])).toEqual([
    ['A', ['Kto', 'x1', 'x2']],
    ['B', ['Kunde', 'Contoso', 'Fabrikam']],
  ]);
  await expect(desk.apply(open)).rejects.toMatchObject({ code: 'CHOICE_NEEDED' });
  const { importId } = open;
  const again = await resultOf(
    await desk.client.imports.reopen({ importId, headerRow: 1, map: { Kto: 'accountId', Kunde: 'subsetName' } }),
  );
  expect(again).toMatchObject({
    importId,
    preview: 2,
    sheets: [{ headerRows: [1] }],
    questions: [],
    rows: { total: 2, invalid: 2 },
  });
  expect(again.source).toMatchObject({ name: 'odd.csv', format: 'csv' });
});

it('waits for a person longer than the job thread does', async () => {
  const desk = await importDesk();
  const open = await desk.paste(LIST, { map: { Kunde: 'subsetName' } });
  await new Promise((resolve) => setTimeout(resolve, JOBS_IDLE_MS + 1500));
  expect(await desk.client.imports.summary({ importId: open.importId })).toEqual(open);
  expect(await desk.apply(open)).toMatchObject({ accounts: { added: 2 } });
});

it('reads an import again in another way, and leaves it as it was where that fails', async () => {
  const desk = await importDesk();
  const open = await desk.paste(LIST, { map: { Kunde: 'subsetName' } });
  expect(open).toMatchObject({ sheets: [{ headerRows: [3] }], accounts: { new: 2 }, subsets: { new: 2 } });
  const { importId } = open;
  const reopen = async (input: Omit<Parameters<typeof desk.client.imports.reopen>[0], 'importId'>) =>
    resultOf(await desk.client.imports.reopen({ importId, ...input }));
  await expect(reopen({ map: { Nowhere: 'subsetName' } })).rejects.toMatchObject({ code: 'COLUMN_NOT_FOUND' });
  expect(await desk.client.imports.summary({ importId })).toEqual(open);
  expect(await desk.rows(open)).toHaveLength(2);
  const other = await reopen({ map: { Kunde: 'ignore' }, decisions: { leaveOut: [{ row: 5 }] } });
  expect(other).toMatchObject({ preview: 2, accounts: { new: 1 }, subsets: { new: 0 }, rows: { leftOut: 1 } });
  await expect(desk.apply(open)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await desk.apply(other)).toMatchObject({ accounts: { added: 1 }, subsets: { added: 0 } });
});

it('finds the rows that a person wants to look at, and counts those alike', async () => {
  const desk = await importDesk();
  const open = await desk.paste(
    [
      'Account ID;Account Name;AWS Account Email;Status;Subset Name',
      '111122223333;one;a@x.example;Aktiv;Contoso',
      '22223333444;two;b@x.example;Aktiv;Contoso',
      '1.21212E+11;three;c@x.example;ACTIVE;Contoso',
    ].join('\n'),
  );
  const rowsOf = async (matter: 'wrong' | 'warned' | 'repaired' | 'edited') =>
    (await desk.client.imports.rows({ importId: open.importId, matter })).rows.map(({ row }) => row);
  expect(open.rows).toMatchObject({ warned: 2, edited: 0, invalid: 1, unconfirmed: 1 });
  expect([await rowsOf('wrong'), await rowsOf('warned'), await rowsOf('repaired'), await rowsOf('edited')]).toEqual([
    [3, 4],
    [2, 3],
    [3],
    [],
  ]);
  const second = await desk.client.imports.rows({ importId: open.importId, matter: 'wrong', limit: 1 });
  expect(second.next).not.toBeNull();
  const { importId } = open;
  expect(await desk.client.imports.alike({ importId, field: 'status', from: 'Aktiv' })).toEqual({ rows: 2 });
  expect(await desk.client.imports.alike({ importId, field: 'orgId', from: '' })).toEqual({ rows: 0 });
  const edited = await desk.decide(open, { fixes: [{ field: 'status', from: 'Aktiv', to: 'ACTIVE' }] });
  expect([edited.rows.edited, await rowsOf('edited')]).toEqual([2, [2, 3]]);
});

it('gives the rejected rows as a workbook of bytes', async () => {
  const desk = await importDesk();
  const { importId } = await desk.paste('Account ID;Subset Name\n1.21212E+11;Contoso\n111122223333;Contoso\n');
  const { name, rows, base64 } = await resultOf(await desk.client.imports.rejected({ importId }));
  expect([name, rows]).toEqual(['rejected-rows.xlsx', 1]);
  const again = await desk.open({ kind: 'bytes', name, base64 });
  expect(again.rows).toMatchObject({ total: 1, invalid: 1 });
  expect(again.columns.map(({ field }) => field)).toEqual(['accountId', 'subsetName', 'rowNote', 'rowNote']);
});
