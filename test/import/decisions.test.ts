import { expect, test } from 'vitest';
import { accountId } from '../../shared/domain/account-id.ts';
import { act } from '../../shared/domain/action.ts';
import { importDesk } from './import-desk.ts';
import { workbook } from './workbook.ts';

const HEADER = ['Account ID', 'Account Name', 'Subset Name'];

test('hidden rows are counted and wait for a decision', async () => {
  const desk = await importDesk();
  const rows = [HEADER, ['111122223333', 'a', 'S'], ['222233334444', 'b', 'S'], ['333344445555', 'c', 'S']];
  const open = await desk.open(await workbook({ List: rows }, { rows: [3] }));
  expect(open.rows).toMatchObject({ total: 3, taken: 2, hidden: 1, leftOut: 1 });
  expect(open.questions.map(({ kind, options }) => [kind, options])).toEqual([['hidden', ['include', 'exclude']]]);
  await expect(desk.apply(open)).rejects.toMatchObject({ code: 'CHOICE_NEEDED' });
  expect((await desk.rows(open, 'hidden')).map(({ row }) => row)).toEqual([3]);

  const included = await desk.decide(open, { hidden: 'include' });
  expect(included).toMatchObject({ rows: { taken: 3, leftOut: 0 }, questions: [] });
  const excluded = await desk.decide(open, { hidden: 'exclude' });
  expect(excluded).toMatchObject({ rows: { taken: 2, leftOut: 1 }, questions: [] });
  expect(await desk.apply(excluded)).toMatchObject({ accounts: { added: 2 }, leftOutRows: 1 });
});

test('two sheets that look alike: the choice is asked for', async () => {
  const desk = await importDesk();
  const path = await workbook({
    Notes: [['nothing here']],
    North: [HEADER, ['111122223333', 'a', 'S']],
    South: [HEADER, ['222233334444', 'b', 'S']],
  });
  const open = await desk.open(path);
  expect(open.questions).toMatchObject([{ kind: 'sheet', options: ['North', 'South'] }]);
  await expect(desk.apply(open, true)).rejects.toMatchObject({ code: 'CHOICE_NEEDED' });
  const south = await desk.open(path, { sheets: ['South'] });
  expect(south).toMatchObject({ questions: [], columns: [{ sheet: 'South' }, {}, {}], accounts: { new: 1 } });
  await expect(desk.open(path, { sheets: ['East'] })).rejects.toMatchObject({ code: 'SHEET_NOT_FOUND' });
  await expect(desk.open(path, { sheets: ['Notes'] })).rejects.toMatchObject({ code: 'HEADER_NOT_FOUND' });
});

test('another sheet with a list is told of, with its rows', async () => {
  const desk = await importDesk();
  const path = await workbook({
    North: [HEADER, ['111122223333', 'a', 'S']],
    Old: [['Account ID'], ['222233334444'], ['333344445555']],
    Notes: [['nothing here']],
  });
  const open = await desk.open(path);
  expect(open).toMatchObject({ questions: [], sheets: [{ name: 'North', chosen: true }, {}, {}] });
  expect(open.remarks).toEqual([
    "The sheet 'Old' is a list as well, of 2 rows, and is not read. Import it too\u27E6import.sheet\u27E7.",
  ]);
});

test('the sheet that says more is taken, whatever the order', async () => {
  const desk = await importDesk();
  const less = [['Account ID'], ['111122223333']];
  const more = [HEADER, ['222233334444', 'b', 'S']];
  const taken = async (sheets: Record<string, string[][]>): Promise<string[]> =>
    (await desk.open(await workbook(sheets))).sheets.filter(({ chosen }) => chosen).map(({ name }) => name);
  expect(await taken({ Less: less, More: more })).toEqual(['More']);
  expect(await taken({ More: more, Less: less })).toEqual(['More']);
});

test('an ambiguous column stops the import until it is mapped', async () => {
  const desk = await importDesk();
  const text =
    'Account ID\tEmail\tSpot Console Email\tSubset Name\n111122223333\ta@msp.example\tb@customer.example\tS\n';
  const open = await desk.paste(text);
  expect(open.questions).toMatchObject([{ kind: 'column', options: ['accountEmail', 'ignore'] }]);
  expect(open.questions[0]?.remedy).toBe(
    `Say what it means${act('import.column-meaning', { column: 'Email', fields: ['accountEmail', 'ignore'] })}.`,
  );
  await expect(desk.apply(open, true)).rejects.toMatchObject({ code: 'CHOICE_NEEDED' });
  const mapped = await desk.paste(text, { map: { Email: 'accountEmail' } });
  expect(mapped.questions).toEqual([]);
  const byLetter = await desk.paste(text, { map: { b: 'ignore' } });
  expect(byLetter.columns.map(({ field, by }) => `${field} ${by}`)).toEqual([
    'accountId name',
    'ignore hand',
    'consoleEmail name',
    'subsetName name',
  ]);
  await expect(desk.paste(text, { map: { Mail: 'accountEmail' } })).rejects.toMatchObject({
    code: 'COLUMN_NOT_FOUND',
    data: { column: 'Mail' },
  });
});

test('a list without a header, and without account IDs', async () => {
  const desk = await importDesk();
  const bare = await desk.paste('111122223333\tFirst\ta@msp.example\n222233334444\tSecond\tb@msp.example\n', {
    map: { B: 'accountName' },
  });
  expect(bare).toMatchObject({ sheets: [{ headerRows: [] }], rows: { total: 2 }, accounts: { new: 2 } });
  expect((await desk.rows(bare))[1]?.fields).toEqual({ accountName: 'Second', accountEmail: 'b@msp.example' });
  await expect(desk.paste('Account Name\tSubset\tWorkflow\nx\ty\tz\n')).rejects.toMatchObject({
    code: 'COLUMN_NOT_FOUND',
  });
  await expect(desk.paste('just\nsome\nwords\n')).rejects.toMatchObject({ code: 'HEADER_NOT_FOUND' });
});

test('a text that is called a workbook is read all the same, and said to be a text where no list is in it', async () => {
  const desk = await importDesk();
  const file = (text: string): { kind: 'bytes'; name: string; base64: string } => ({
    kind: 'bytes',
    name: 'not-a-zip.xlsx',
    base64: Buffer.from(text).toString('base64'),
  });
  expect(await desk.open(file('Account ID,Account Name\n111122223333,First\n'))).toMatchObject({ rows: { total: 1 } });
  await expect(desk.open(file('this is not a zip file'))).rejects.toMatchObject({
    code: 'HEADER_NOT_FOUND',
    message: expect.stringMatching(
      /^not-a-zip\.xlsx is called a workbook but is a text; ask for it again if it should be a workbook\. No row with column headers/,
    ) as string,
  });
});

test('digits that are lost: the ledger’s accounts are offered, a person decides', async () => {
  const desk = await importDesk();
  await desk.importAll({
    kind: 'text',
    text: [
      'Account ID\tAccount Name\tAWS Account Email',
      '121212007919\tWoodgrove Bank\tw@msp.example',
      '121212300000\tSomebody else\ts@msp.example',
      '121213600000\tWoodgrove Bank\tfar@msp.example',
    ].join('\n'),
  });
  const open = await desk.paste('Account ID\tAccount Name\tStatus\n1.21212E+11\twoodgrove bank\tACTIVE\n');
  const [row] = await desk.rows(open);
  expect(row).toMatchObject({
    state: 'invalid',
    accountId: null,
    candidates: [{ id: '121212007919', name: 'Woodgrove Bank' }],
    faults: [{ code: 'id-lost-digits', column: 'A', header: 'Account ID', value: '1.21212E+11' }],
  });
  await expect(desk.apply(open)).rejects.toMatchObject({ code: 'INVALID_ROWS' });
  const decided = await desk.decide(open, { ids: [{ row: 2, id: accountId('121212007919') }] });
  expect(decided).toMatchObject({ rows: { taken: 1, invalid: 0 }, accounts: { changed: 1 }, faults: { error: 0 } });
  expect(await desk.apply(decided)).toMatchObject({ accounts: { changed: 1 } });
});

test('repairs are confirmed one by one, conflicts are settled by leaving a row out', async () => {
  const desk = await importDesk();
  const open = await desk.paste('Account ID\tSubset\n123456789\tA\n6789123456\tA\n111122223333\tA\n111122223333\tB\n');
  expect(open.rows).toMatchObject({ taken: 0, unconfirmed: 2, conflict: 2 });
  const decided = await desk.decide(open, { acceptRepairs: [{ row: 2 }], leaveOut: [{ row: 5 }] });
  expect(decided.rows).toMatchObject({ taken: 2, unconfirmed: 1, conflict: 0, leftOut: 1 });
  expect(await desk.apply(decided, true)).toMatchObject({
    accounts: { added: 2 },
    subsets: { added: 1 },
    leftOutRows: 2,
  });
  await expect(desk.decide(open, { leaveOut: [{ row: 99 }] })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('a closed import is gone', async () => {
  const desk = await importDesk();
  const open = await desk.paste('Account ID\n111122223333\n');
  await (await desk.client.imports.close({ importId: open.importId })).next();
  await expect(desk.apply(open)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(desk.rows(open)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(desk.client.imports.summary({ importId: '../../etc' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
