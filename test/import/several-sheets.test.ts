import { expect, test } from 'vitest';
import type { Account } from '../../shared/contract/accounts.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { act } from '../../shared/domain/action.ts';
import { resultOf } from '../support/result-of.ts';
import { importDesk, MPA } from './import-desk.ts';
import { workbook } from './workbook.ts';

const SUBSETS = 'subsetName';
const HEADER = ['Account ID', 'Account Name', 'Subset Name'];
/** Three lists, each with columns of its own and a header of its own, and a sheet that is none. */
const BOOK = {
  North: [HEADER, ['111122223333', 'Prod', 'Acme'], ['222233334444', 'Test', 'Acme']],
  Notes: [['ask Kim about these']],
  South: [
    ['As of November', '', '', ''],
    ['Remark', 'Subset Name', 'Account Name', 'Account ID'],
    ['new', 'Beta', 'Shop', '333344445555'],
  ],
  Bare: [['Account ID'], ['444455556666']],
} as const;

type Desk = Awaited<ReturnType<typeof importDesk>>;

const accountsOf = async (desk: Desk): Promise<Account[]> =>
  (await desk.client.accounts.page({ mpaId: MPA, limit: 100 })).rows;

test('all sheets are one import: one operation, one undo; each account comes from its sheet', async () => {
  const desk = await importDesk();
  const open = await desk.open(await workbook(BOOK), { sheets: 'all' });
  expect(open.sheets).toEqual([
    { name: 'North', hidden: false, importable: true, chosen: true, headerRows: [1], rows: 2 },
    { name: 'Notes', hidden: false, importable: false, chosen: false, headerRows: [], rows: 1 },
    { name: 'South', hidden: false, importable: true, chosen: true, headerRows: [2], rows: 1 },
    { name: 'Bare', hidden: false, importable: true, chosen: true, headerRows: [1], rows: 1 },
  ]);
  expect(open.questions).toEqual([]);
  expect(open.remarks).toEqual(["No list was found on the sheet 'Notes', which has 1 row. It is not read."]);
  expect(open.columns.map(({ sheet, letter, field }) => `${sheet}!${letter} ${field ?? '-'}`)).toEqual([
    'North!A accountId',
    'North!B accountName',
    'North!C subsetName',
    'South!A ignore',
    'South!B subsetName',
    'South!C accountName',
    'South!D accountId',
    'Bare!A accountId',
  ]);
  expect(open).toMatchObject({ rows: { total: 4, taken: 4 }, accounts: { new: 4 }, subsets: { new: 2 } });
  expect((await desk.rows(open)).map(({ sheet, row, accountId: id }) => [sheet, row, id])).toEqual([
    ['North', 2, '111122223333'],
    ['North', 3, '222233334444'],
    ['South', 3, '333344445555'],
    ['Bare', 2, '444455556666'],
  ]);
  const operations = await desk.operations();
  expect(await desk.apply(open)).toMatchObject({ accounts: { added: 4 }, subsets: { added: 2 } });
  expect(await desk.operations()).toBe(operations + 1);
  expect((await accountsOf(desk)).map(({ id, subset }) => [id, subset?.name ?? null])).toEqual([
    ['111122223333', 'Acme'],
    ['222233334444', 'Acme'],
    ['333344445555', 'Beta'],
    ['444455556666', null],
  ]);
  const [change] = await desk.client.history.of({ entity: 'account', key: '333344445555' });
  expect(change?.source).toMatchObject({ file: 'list.xlsx', sheet: 'South', row: 3, column: 'Account ID' });
  await desk.client.history.undo();
  expect(await accountsOf(desk)).toEqual([]);
});

test('several sheets by name: these alone are read, in the order of the file', async () => {
  const desk = await importDesk();
  const open = await desk.open(await workbook(BOOK), { sheets: ['bare', 'North', 'Bare'] });
  expect(open.sheets.map(({ name, chosen }) => [name, chosen])).toEqual([
    ['North', true],
    ['Bare', true],
  ]);
  expect(open).toMatchObject({ rows: { total: 3 }, remarks: [] });
});

test('sheets that contradict each other are in conflict, as rows of one sheet are; the sentence names the sheets', async () => {
  const desk = await importDesk();
  const path = await workbook({
    North: [HEADER, ['111122223333', 'Prod', 'Acme'], ['222233334444', 'Test', 'Acme']],
    South: [HEADER, ['111122223333', 'Prod', 'Beta'], ['222233334444', 'Test', 'Acme']],
  });
  const open = await desk.open(path, { sheets: 'all' });
  expect(open).toMatchObject({ rows: { total: 4, taken: 2, conflict: 2 }, accounts: { new: 1 } });
  const faults = await desk.faults(open);
  expect(faults.map(({ sheet, row, code, reason }) => [sheet, row, code, reason])).toEqual([
    [
      'North',
      2,
      'account-twice',
      "The account 111122223333 is in the file more than once with different subsets: 'Acme' in row 2 of 'North', 'Beta' in row 2 of 'South'.",
    ],
    [
      'South',
      2,
      'account-twice',
      "The account 111122223333 is in the file more than once with different subsets: 'Acme' in row 2 of 'North', 'Beta' in row 2 of 'South'.",
    ],
    [
      'South',
      3,
      'account-again',
      'The account 222233334444 stands in an earlier row already, with nothing that contradicts it; the rows are taken as one.',
    ],
  ]);
  const decided = await desk.decide(open, { leaveOut: [{ sheet: 'south', row: 2 }] });
  expect(decided.rows).toMatchObject({ taken: 3, conflict: 0, leftOut: 1 });
  expect((await desk.rows(decided, 'left-out')).map(({ sheet, row }) => [sheet, row])).toEqual([['South', 2]]);
});

test('what hangs on a subset may not differ between sheets either', async () => {
  const desk = await importDesk();
  const header = ['Subset Name', 'Workflow Name'];
  const path = await workbook({
    One: [header, ['Acme', 'Standard']],
    Two: [header, ['Acme', 'Special']],
  });
  const open = await desk.open(path, { sheets: 'all' });
  expect(open.rows).toMatchObject({ total: 2, conflict: 2 });
  const [fault] = await desk.faults(open);
  expect(fault?.reason).toBe(
    "The subset has different workflows in this file: 'Special' in row 2 of 'Two', 'Standard' in row 2 of 'One'.",
  );
});

test('a list of subsets beside lists of accounts: its rows are looked at as subsets', async () => {
  const desk = await importDesk();
  const path = await workbook({
    Accounts: [HEADER, ['111122223333', 'Prod', 'Acme']],
    Subsets: [
      ['Subset Name', 'Workflow Name'],
      ['Acme', 'Standard'],
      ['', 'Special'],
    ],
  });
  const open = await desk.open(path, { sheets: 'all' });
  expect(open).toMatchObject({
    accounts: { new: 1 },
    subsets: { new: 1 },
    workflows: { new: 1 },
    rows: { invalid: 1 },
  });
  expect((await desk.faults(open)).map(({ sheet, row, code }) => [sheet, row, code])).toEqual([
    ['Subsets', 3, 'subset-missing'],
  ]);
});

test('a row is decided about by its sheet and number; without the sheet, or of another one, it is refused', async () => {
  const desk = await importDesk();
  const path = await workbook({
    North: [HEADER, ['123456789', 'Prod', 'Acme']],
    South: [HEADER, ['223456789', 'Shop', 'Beta']],
  });
  const open = await desk.open(path, { sheets: 'all' });
  expect(open.rows).toMatchObject({ taken: 0, unconfirmed: 2 });
  const accepted = await desk.decide(open, {
    acceptRepairs: [{ sheet: 'North', row: 2 }],
    ids: [{ sheet: 'South', row: 2, id: accountId('333344445555') }],
    cells: [{ sheet: 'South', row: 2, field: 'accountName', value: 'Store' }],
  });
  expect(accepted.rows).toMatchObject({ taken: 2, unconfirmed: 0, edited: 1 });
  expect((await desk.rows(accepted)).map(({ accountId: id, fields }) => [id, fields.accountName])).toEqual([
    ['000123456789', 'Prod'],
    ['333344445555', 'Store'],
  ]);
  await expect(desk.decide(open, { leaveOut: [{ row: 2 }] })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: `Rows of several sheets are imported: North, South. Say of which row 2 is${act('import.row-of-sheet')}.`,
  });
  await expect(desk.decide(open, { leaveOut: [{ sheet: 'East', row: 2 }] })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: "No sheet 'East' is imported, so its row 2 can't be decided about. Imported are: North, South.",
  });
  await expect(desk.decide(open, { leaveOut: [{ sheet: 'North', row: 9 }] })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: "The sheet 'North' has no row 9. Rows are counted as in the file.",
  });
  await expect(
    desk.decide(open, { cells: [{ sheet: 'North', row: 9, field: 'accountName', value: 'x' }] }),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('a fix for all rows alike goes over all sheets, wherever the column stands', async () => {
  const desk = await importDesk();
  const path = await workbook({
    North: [
      ['Account ID', 'Status'],
      ['111122223333', 'Aktiv'],
    ],
    South: [
      ['Status', 'Account Name', 'Account ID'],
      ['Aktiv', 'Shop', '222233334444'],
    ],
  });
  const open = await desk.open(path, { sheets: 'all' });
  const { importId } = open;
  expect(await desk.client.imports.alike({ importId, field: 'status', from: 'Aktiv' })).toEqual({ rows: 2 });
  const fixed = await desk.decide(open, { fixes: [{ field: 'status', from: 'Aktiv', to: 'ACTIVE' }] });
  expect(fixed.rows).toMatchObject({ edited: 2, warned: 0 });
  expect((await desk.rows(fixed)).map(({ fields }) => fields.status)).toEqual(['ACTIVE', 'ACTIVE']);
});

test('a column is named for all sheets that have it, or for one alone; a header too', async () => {
  const desk = await importDesk();
  const path = await workbook({
    North: [
      ['Account ID', 'Bereich', 'Kunde'],
      ['111122223333', 'x', 'Acme'],
    ],
    South: [
      ['Account ID', 'Bereich'],
      ['222233334444', 'Beta'],
    ],
    Bare: [['444455556666'], ['555566667777'], ['666677778888']],
  });
  const fieldsOf = async (options: Parameters<Desk['open']>[1]): Promise<string[]> =>
    (await desk.open(path, { sheets: 'all', ...options })).columns.map(
      ({ sheet, letter, field }) => `${sheet}!${letter} ${field ?? '-'}`,
    );
  expect(await fieldsOf({ map: { Bereich: SUBSETS } })).toEqual([
    'North!A accountId',
    'North!B subsetName',
    'North!C ignore',
    'South!A accountId',
    'South!B subsetName',
    'Bare!A accountId',
  ]);
  const alone = { North: { map: { B: 'ignore', Kunde: SUBSETS } } } as const;
  expect(await fieldsOf({ map: { Bereich: SUBSETS }, perSheet: alone })).toEqual([
    'North!A accountId',
    'North!B ignore',
    'North!C subsetName',
    'South!A accountId',
    'South!B subsetName',
    'Bare!A accountId',
  ]);
  const other = await desk.open(path, { sheets: 'all', perSheet: { bare: { headerRow: 1, map: { A: 'accountId' } } } });
  expect(other.sheets.map(({ headerRows, rows }) => [headerRows, rows])).toEqual([
    [[1], 1],
    [[1], 1],
    [[1], 2],
  ]);
  await expect(desk.open(path, { sheets: 'all', map: { Nowhere: 'ignore' } })).rejects.toMatchObject({
    code: 'COLUMN_NOT_FOUND',
    message: "No sheet has a column 'Nowhere'. Name it by its header or its letter.",
  });
  await expect(desk.open(path, { sheets: 'all', perSheet: { East: { headerRow: 1 } } })).rejects.toMatchObject({
    code: 'SHEET_NOT_FOUND',
    message: "Something was said about the sheet 'East', which is not imported. Imported are: North, South, Bare.",
  });
  await expect(desk.open(path, { sheets: ['North'], perSheet: { South: { headerRow: 1 } } })).rejects.toMatchObject({
    code: 'SHEET_NOT_FOUND',
  });
});

test('a sheet that is asked for by name and has no list is refused; a text is one sheet alone', async () => {
  const desk = await importDesk();
  await expect(desk.open(await workbook(BOOK), { sheets: ['North', 'Notes'] })).rejects.toMatchObject({
    code: 'HEADER_NOT_FOUND',
    message: `The sheet 'Notes' is no account list. No row with column headers was found in the first rows of the sheet. Name it${act('import.header-row')}.`,
  });
  await expect(desk.open(await workbook({ Notes: [['x']] }), { sheets: 'all' })).rejects.toMatchObject({
    code: 'HEADER_NOT_FOUND',
  });
  await expect(desk.paste('Account ID\n111122223333\n', { sheets: 'all' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: 'A pasted text is one sheet alone. Leave out that all sheets are to be imported.',
  });
});

test('questions about several sheets name the sheet, and stop the import', async () => {
  const desk = await importDesk();
  const header = ['Account ID', 'Email', 'Spot Console Email', 'Subset Name'];
  const path = await workbook({
    North: [header, ['111122223333', 'a@msp.example', 'b@customer.example', 'N/A']],
    South: [HEADER, ['222233334444', 'Shop', 'N/A']],
  });
  const open = await desk.open(path, { sheets: 'all' });
  expect(open.questions.map(({ kind, sentence }) => [kind, sentence])).toEqual([
    ['column', "The column B 'Email' of the sheet 'North' can be understood in more than one way."],
    ['placeholders', "2 cells have a word that may stand for no value: 'N/A' (row 2 of 'North', row 2 of 'South')."],
  ]);
  expect(open.questions[0]?.remedy).toBe(
    `Say what it means${act('import.column-meaning', { column: 'North!Email', fields: ['accountEmail', 'ignore'] })}.`,
  );
  await expect(desk.apply(open)).rejects.toMatchObject({ code: 'CHOICE_NEEDED' });
  const said = await desk.open(path, {
    sheets: 'all',
    placeholders: 'blank',
    perSheet: { North: { map: { Email: 'accountEmail' } } },
  });
  expect(said.questions).toEqual([]);
});

test('the columns of each sheet are remembered for its headers', async () => {
  const desk = await importDesk();
  const north = [
    ['Account ID', 'Kunde'],
    ['111122223333', 'Acme'],
  ];
  const south = [
    ['Konto', 'Account Name'],
    ['222233334444', 'Shop'],
  ];
  const map = { Kunde: SUBSETS, Konto: 'accountId' } as const;
  await desk.importAll(await workbook({ North: north, South: south }), { sheets: 'all', map });
  const again = await desk.open(await workbook({ South: south, North: north }), { sheets: 'all' });
  expect(again.columns.map(({ sheet, letter, field, by }) => `${sheet}!${letter} ${field} ${by}`)).toEqual([
    'South!A accountId remembered',
    'South!B accountName name',
    'North!A accountId name',
    'North!B subsetName remembered',
  ]);
});

test('rows that are not imported are written together: a column for each field, whatever it is called', async () => {
  const desk = await importDesk();
  const path = await workbook({
    North: [
      ['Account ID', 'Subset Name', 'Cost centre'],
      ['1.21212E+11', 'Acme', '12'],
    ],
    South: [
      ['Account Name', 'AWS Account ID'],
      ['Shop', 'nobody'],
    ],
  });
  const { importId } = await desk.open(path, { sheets: 'all' });
  const { rows, base64, name } = await resultOf(await desk.client.imports.rejected({ importId }));
  expect(rows).toBe(2);
  const again = await desk.open({ kind: 'bytes', name, base64 });
  expect(again.columns.map(({ header }) => header)).toEqual([
    'Account ID',
    'Subset Name',
    'Cost centre',
    'Account Name',
    'Problem',
    'What to do',
  ]);
  expect((await desk.rows(again)).map(({ raw }) => [raw.accountId, raw.subsetName, raw.accountName])).toEqual([
    ['1.21212E+11', 'Acme', ''],
    ['nobody', '', 'Shop'],
  ]);
});

test('one sheet, then all of them, then one again: the import stays the same', async () => {
  const desk = await importDesk();
  const { importId } = await desk.open(await workbook(BOOK));
  const reopen = async (sheets: 'all' | string[]) => resultOf(await desk.client.imports.reopen({ importId, sheets }));
  const all = await reopen('all');
  expect([all.rows.total, all.sheets.map(({ chosen }) => chosen)]).toEqual([4, [true, false, true, true]]);
  const cells = await desk.client.imports.cells({ importId, sheet: 'South', limit: 3 });
  expect(cells.rows.map(({ row, cells: [, , , id] }) => [row, id])).toEqual([
    [1, undefined],
    [2, 'Account ID'],
    [3, '333344445555'],
  ]);
  const one = await reopen(['Bare']);
  expect([one.rows.total, one.sheets.map(({ name, chosen }) => [name, chosen])]).toEqual([
    1,
    [
      ['North', false],
      ['Notes', false],
      ['South', false],
      ['Bare', true],
    ],
  ]);
  expect(await desk.apply(one)).toMatchObject({ accounts: { added: 1 } });
});

test('rows beyond the first ones of a sheet are shown of their own sheet', async () => {
  const desk = await importDesk();
  const many = (first: number): string[][] =>
    Array.from({ length: 300 }, (_, at) => [String(first + at).padStart(12, '0')]);
  const { importId } = await desk.open(
    await workbook({ One: [['Account ID'], ...many(1000)], Two: [['Account ID'], ...many(5000)] }),
    { sheets: 'all' },
  );
  const { rows } = await desk.client.imports.cells({ importId, sheet: 'Two', fromRow: 300, limit: 50 });
  expect(rows.map(({ row, cells }) => [row, cells[0]])).toEqual([
    [300, '000000005298'],
    [301, '000000005299'],
  ]);
});
