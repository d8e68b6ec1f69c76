import { linkSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accountId } from '../../shared/domain/account-id.ts';
import { tempFolder } from '../support/temp-core.ts';
import { readAll } from '../support/spreadsheet-files.ts';
import { cellText } from '../../main/core/spreadsheets/cell.ts';
import { writeXlsx } from '../../main/core/spreadsheets/write.ts';
import { resultOf } from '../support/result-of.ts';
import { importDesk, MPA } from './import-desk.ts';

const HEADER =
  'Account ID\tAccount Name\tAWS Account Email\tSubset Name\tBilling Workflow Name\tSpot Console Email\tSpot Org ID';

/** A list under HEADER; a missing cell is blank. */
const list = (...rows: string[][]): string => [HEADER, ...rows.map((row) => row.join('\t'))].join('\n');

const A = ['111122223333', 'Alpha', 'a@msp.example', 'North', 'Standard', 'n@customer.example', '606000000001'];
const B = ['222233334444', 'Beta', 'b@msp.example', 'South', 'Standard', 's@customer.example', '606000000002'];

test('new, renamed, moved, unchanged, missing', async () => {
  const desk = await importDesk();
  await desk.importAll({
    kind: 'text',
    text: list(A, B, ['333344445555', 'Gamma', '', 'North'], ['444455556666', 'Delta', '', 'North']),
  });
  const open = await desk.paste(
    list(
      A,
      ['222233334444', 'Beta', '', 'North'],
      ['333344445555', 'Gamma 2', '', 'North'],
      ['555566667777', 'Epsilon', '', 'West'],
    ),
  );
  expect(open.accounts).toEqual({ new: 1, changed: 1, moved: 1, unchanged: 1, missing: 1 });
  expect((await desk.rows(open)).map(({ state, changes }) => [state, changes])).toEqual([
    ['unchanged', []],
    ['moved', [{ field: 'subsetName', old: 'South', new: 'North' }]],
    ['changed', [{ field: 'accountName', old: 'Gamma', new: 'Gamma 2' }]],
    [
      'new',
      [
        { field: 'accountName', old: null, new: 'Epsilon' },
        { field: 'subsetName', old: null, new: 'West' },
      ],
    ],
  ]);
  expect((await desk.rows(open, 'moved')).map(({ accountId: id }) => id)).toEqual(['222233334444']);
  expect((await desk.client.imports.missing({ importId: open.importId })).accounts).toEqual([
    { id: '444455556666', name: 'Delta', subset: 'North' },
  ]);
  expect(await desk.apply(open)).toMatchObject({ accounts: { added: 1, changed: 1, moved: 1 }, subsets: { added: 1 } });
  expect(await desk.client.accounts.get({ id: accountId('444455556666') })).toMatchObject({ name: 'Delta' });
  expect(await desk.client.accounts.get({ id: accountId('222233334444') })).toMatchObject({
    email: 'b@msp.example',
    subset: { name: 'North' },
  });
});

test('a blank cell keeps what is there; workflow and customer of a blank subset go to the account’s own', async () => {
  const desk = await importDesk();
  await desk.importAll({ kind: 'text', text: list(A) });
  expect(await desk.paste(list(['111122223333']))).toMatchObject({ changes: false, accounts: { unchanged: 1 } });
  const open = await desk.paste(list(['111122223333', '', '', '', 'Premium', '', '']));
  expect(open).toMatchObject({ subsets: { changed: 1 }, workflows: { new: 1 } });
  expect((await desk.client.imports.related({ importId: open.importId, entity: 'subset' })).changes).toEqual([
    {
      key: 'north',
      name: 'North',
      kind: 'changed',
      changes: [{ field: 'workflowName', old: 'Standard', new: 'Premium' }],
    },
  ]);
  const nowhere = await desk.paste(list(['999988887777', 'New', '', '', 'Premium']));
  expect(await desk.faults(nowhere)).toMatchObject([{ code: 'subset-missing', severity: 'error', row: 2 }]);
});

test('sheets 4 and 5, which have no accounts', async () => {
  const desk = await importDesk();
  await desk.importAll({ kind: 'text', text: list(A, B) });
  const four = await desk.paste('Subset Name\tBilling Workflow Name\nNorth\tStandard\nsouth\tPremium\nEast\tPremium\n');
  expect(four).toMatchObject({
    accounts: { new: 0, missing: 0 },
    subsets: { new: 1, changed: 1 },
    workflows: { new: 1 },
    rows: { total: 3, taken: 3 },
  });
  expect((await desk.rows(four)).map(({ state }) => state)).toEqual(['unchanged', 'changed', 'new']);
  await desk.apply(four);
  const five = await desk.paste(
    'Spot Console email\tSpot Org ID\tSubset Name\tBilling Workflow Name\nn2@customer.example\t606000000001\tNorth\tStandard\n',
  );
  expect(five).toMatchObject({ subsets: { changed: 0 }, endCustomers: { new: 0, changed: 1 } });
  await desk.apply(five);
  expect((await desk.client.endCustomers.list({ mpaId: MPA })).map(({ consoleEmail }) => consoleEmail).sort()).toEqual([
    'n2@customer.example',
    's@customer.example',
  ]);
});

test('end customers: an Org ID decides, an e-mail alone must be the only one, a blank Org ID is filled in', async () => {
  const desk = await importDesk();
  await desk.importAll({ kind: 'text', text: list(['111122223333', '', '', 'North', '', 'n@customer.example', '']) });
  const filled = await desk.paste(list(['111122223333', '', '', 'North', '', 'N@customer.example', '606']));
  expect(filled.endCustomers).toEqual({ new: 0, changed: 1 });
  await desk.apply(filled);
  const other = await desk.paste(list(['111122223333', '', '', 'North', '', 'n@customer.example', '707']));
  expect(other).toMatchObject({ endCustomers: { new: 1, changed: 0 }, subsets: { changed: 1 } });
  await desk.apply(other);
  const unclear = await desk.paste(list(['222233334444', '', '', 'South', '', 'n@customer.example', '']));
  expect(await desk.faults(unclear)).toMatchObject([{ code: 'customer-ambiguous', column: 'F' }]);
  const same = await desk.paste(list(['111122223333', '', '', 'North', '', 'n@customer.example', '']));
  expect(same.changes).toBe(false);
});

test('contradictions within the file name all their rows', async () => {
  const desk = await importDesk();
  const open = await desk.paste(
    list(
      ['111122223333', '', '', 'North', 'Standard', 'n@customer.example', '606'],
      ['222233334444', '', '', 'north', 'Premium', '', ''],
      ['333344445555', '', '', 'South', 'Standard', 'x@customer.example', '606'],
      ['444455556666', '', '', 'West', 'Standard', '', ''],
    ),
  );
  expect(
    (await desk.faults(open))
      .filter(({ severity }) => severity === 'error')
      .map(({ row, code, reason }) => [row, code, reason]),
  ).toEqual([
    [2, 'subset-torn', "The subset has different workflows in this file: 'Premium' in row 3, 'Standard' in row 2."],
    [
      2,
      'org-torn',
      "The Spot organization 606 has different console e-mails in this file: 'n@customer.example' in row 2, 'x@customer.example' in row 4.",
    ],
    [3, 'subset-torn', "The subset has different workflows in this file: 'Premium' in row 3, 'Standard' in row 2."],
    [
      4,
      'org-torn',
      "The Spot organization 606 has different console e-mails in this file: 'n@customer.example' in row 2, 'x@customer.example' in row 4.",
    ],
  ]);
  expect(await desk.apply(open, true)).toMatchObject({ accounts: { added: 1 }, subsets: { added: 1 }, leftOutRows: 3 });
});

test('accounts of other payers, payers themselves, shared e-mail addresses', async () => {
  const desk = await importDesk();
  const other = accountId('088888888888');
  await desk.client.mpas.add({ id: other, name: 'Other', scenario: 'msp' });
  await desk.importAll({ kind: 'text', text: list(A) });
  const open = await desk.open(
    {
      kind: 'text',
      text: list(
        A,
        [MPA, 'Payer'],
        [other, 'Itself', '', 'North'],
        ['222233334444', 'Copy', 'A@msp.example'],
        ['333344445555', 'Copy', 'a@msp.example'],
      ),
    },
    { mpaId: other },
  );
  expect((await desk.faults(open)).map(({ row, code, severity }) => `${row} ${severity} ${code}`)).toEqual([
    '2 error account-of-other-payer',
    '3 error account-is-payer',
    '4 warning payer-in-subset',
    '5 warning email-of-other-account',
    '6 warning email-of-other-account',
  ]);
  const arn = 'Account ID\tARN\n222233334444\tarn:aws:organizations::099999999999:account/o-a1b2c3d4e5/222233334444\n';
  expect(await desk.faults(await desk.open({ kind: 'text', text: arn }, { mpaId: other }))).toMatchObject([
    { code: 'other-payer', severity: 'error' },
  ]);
  expect(await desk.faults(await desk.paste(arn))).toEqual([]);
});

test('an ARN beside a mangled ID makes it whole', async () => {
  const desk = await importDesk();
  const arn = (id: string): string => `arn:aws:organizations::${MPA}:account/o-a1b2c3d4e5/${id}`;
  const open = await desk.paste(
    `Account ID\tARN\n2.22233E+11\t${arn('222233334444')}\n12345\t${arn('000000012345')}\n\t${arn('333344445555')}\n111122223333\t${arn('111122223334')}\n`,
  );
  expect((await desk.rows(open)).map((row) => [row.accountId, row.state, row.id?.sure])).toEqual([
    ['222233334444', 'new', true],
    ['000000012345', 'new', true],
    ['333344445555', 'new', true],
    ['111122223333', 'invalid', null],
  ]);
  expect(await desk.faults(open)).toMatchObject([{ code: 'arn-contradicts', row: 5, column: 'B' }]);
});

test('a preview holds as long as the outcome is the same', async () => {
  const desk = await importDesk();
  const open = await desk.paste(list(A));
  await desk.client.mpas.set({ id: MPA, name: 'Renamed meanwhile' });
  expect(await desk.apply(open)).toMatchObject({ accounts: { added: 1 } });

  const rename = await desk.paste(list(['111122223333', 'Omega']));
  await desk.client.accounts.set({ id: accountId('111122223333'), name: 'Something else' });
  await expect(desk.apply(rename)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await desk.client.accounts.get({ id: accountId('111122223333') })).toMatchObject({ name: 'Something else' });
  const again = await desk.decide(rename);
  expect((await desk.rows(again))[0]?.changes).toEqual([{ field: 'accountName', old: 'Something else', new: 'Omega' }]);
  expect(await desk.apply(again)).toMatchObject({ accounts: { changed: 1 } });
});

test('one operation: its source is in the history, undo takes all of it back', async () => {
  const desk = await importDesk();
  await desk.importAll({ kind: 'text', text: list(A, B) });
  const [change] = await desk.client.history.of({ entity: 'account', key: '111122223333' });
  expect(change).toMatchObject({
    what: 'added',
    label: 'Imported pasted text into Example MSP',
    source: { row: 2, column: 'Account ID', raw: '111122223333', repair: null },
  });
  const [subset] = await desk.client.subsets.list({ mpaId: MPA });
  const [made] = await desk.client.history.of({ entity: 'subset', key: String(subset?.id) });
  expect(made).toMatchObject({ what: 'added', source: { row: 2 } });
  await desk.client.history.undo();
  expect(await desk.mpa()).toMatchObject({ accounts: 0, subsets: 0, workflows: 0, endCustomers: 0 });
  await desk.client.history.redo();
  expect(await desk.mpa()).toMatchObject({ accounts: 2, subsets: 2, workflows: 1, endCustomers: 2 });
});

test('rejected rows go to a workbook that can be mended and imported', async () => {
  const desk = await importDesk();
  const open = await desk.paste(
    'Account ID\tAccount Name\tRemark\tSubset Name\n111122223333\tGood\tx\tS\n11112222333X\tLetters\ty\tS\n123456789\tShort\tz\tS\n',
  );
  const path = join(tempFolder(), 'rejected.xlsx');
  const written = await resultOf(await desk.client.imports.writeRejected({ importId: open.importId, path }));
  expect(written).toMatchObject({ path, rows: 2 });
  const rows = (await readAll({ kind: 'path', path })).sheets[0]?.rows.map(({ cells }) => cells.map(cellText)) ?? [];
  expect(rows[0]).toEqual(['Account ID', 'Account Name', 'Remark', 'Subset Name', 'Problem', 'What to do']);
  expect(rows[1]).toEqual([
    '11112222333X',
    'Letters',
    'y',
    'S',
    "'11112222333X' contains letters that no account ID has.",
    'Write the 12 digits of the account ID into this cell as text and import again.',
  ]);
  expect(rows[2]?.slice(0, 4)).toEqual(['123456789', 'Short', 'z', 'S']);
  const mended = rows.map((row) => row.join('\t').replace('11112222333X', '111122223334')).join('\n');
  const again = await desk.paste(mended, { decisions: { acceptRepairs: true } });
  expect(again.columns.map(({ field }) => field)).toEqual([
    'accountId',
    'accountName',
    'ignore',
    'subsetName',
    'rowNote',
    'rowNote',
  ]);
  expect(await desk.apply(again)).toMatchObject({ accounts: { added: 2 }, leftOutRows: 0 });
  await expect(
    desk.client.imports.writeRejected({ importId: open.importId, path: `${path}.csv` }).then(resultOf),
  ).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
});

test('rows that were left out by hand are in the workbook too, before the import and after it', async () => {
  const desk = await importDesk();
  const open = await desk.paste('Account ID\tAccount Name\n111122223333\tGood\nabc\tWrong\n222233334444\tNot now\n', {
    decisions: { leaveOut: [{ row: 3 }, { row: 4 }] },
  });
  const written = async (name: string) => {
    const path = join(tempFolder(), name);
    const { rows } = await resultOf(await desk.client.imports.writeRejected({ importId: open.importId, path }));
    return [rows, (await readAll({ kind: 'path', path })).sheets[0]?.rows.map(({ cells }) => cells.map(cellText))];
  };
  const expected = [
    2,
    [
      ['Account ID', 'Account Name', 'Problem', 'What to do'],
      [
        'abc',
        'Wrong',
        "It was left out by hand. 'abc' contains letters that no account ID has.",
        'Write the 12 digits of the account ID into this cell as text and import again.',
      ],
      ['222233334444', 'Not now', 'It was left out by hand.'],
    ],
  ];
  expect(await written('before.xlsx')).toEqual(expected);
  expect(await desk.apply(open)).toMatchObject({ accounts: { added: 1 }, leftOutRows: 2 });
  expect(await written('after.xlsx')).toEqual(expected);
});

test('the rejected rows are not written over the list that they are from, by whatever name of it', async () => {
  const desk = await importDesk();
  const folder = tempFolder();
  const list = join(folder, 'list.xlsx');
  await writeXlsx(list, {
    sheetName: 'List',
    columns: [
      { header: 'Account ID', width: 20, text: true },
      { header: 'Account Name', width: 20, text: false },
    ],
    rows: [['11112222333X', 'Letters']],
  });
  linkSync(list, join(folder, 'other-name.xlsx'));
  const before = readFileSync(list);
  const { importId } = await desk.open(list);
  for (const name of ['list.xlsx', 'other-name.xlsx']) {
    const path = join(folder, name);
    await expect(desk.client.imports.writeRejected({ importId, path }).then(resultOf)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: `${path} is the list itself. Give another name for the rows that are wrong; the list was left as it is.`,
    });
  }
  expect(readFileSync(list).equals(before)).toBe(true);
});

test('blank rows, the header again, and a malformed line', async () => {
  const desk = await importDesk();
  const folder = tempFolder();
  const { writeFileSync } = await import('node:fs');
  const path = join(folder, 'joined.csv');
  writeFileSync(
    path,
    'Account ID,Account Name,Comment\n111122223333,a,\n,,only a comment\nAccount ID,Account Name,Comment\n222233334444,"b" c,\n',
  );
  const open = await desk.open(path);
  expect(open.rows).toMatchObject({ total: 2, taken: 1, invalid: 1, blank: 1, repeatedHeaders: 1 });
  expect(await desk.faults(open)).toMatchObject([{ code: 'row-malformed', row: 5, column: 'B' }]);
});

test('pages of rows and faults follow on each other', async () => {
  const desk = await importDesk();
  const ids = Array.from({ length: 25 }, (_, index) => String(index + 1));
  const open = await desk.paste(list(...ids.map((id) => [id])));
  const seen: number[] = [];
  for (let after: number | null = 0; after !== null;) {
    const page: { rows: { row: number }[]; next: number | null } = await desk.client.imports.rows({
      importId: open.importId,
      state: 'unconfirmed',
      after,
      limit: 10,
    });
    seen.push(...page.rows.map(({ row }) => row));
    after = page.next;
  }
  expect(seen).toEqual(ids.map((_, index) => index + 2));
  let faults = 0;
  for (let after: string | null | undefined; after !== null;) {
    const page: { faults: unknown[]; next: string | null } = await desk.client.imports.faults({
      importId: open.importId,
      ...(after === undefined ? {} : { after }),
      limit: 10,
    });
    faults += page.faults.length;
    after = page.next;
  }
  expect(faults).toBe(25);
});
