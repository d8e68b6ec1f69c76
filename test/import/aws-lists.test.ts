/** AWS's own lists of accounts, as operators have them at hand: they are known by their columns. */
import { expect, it } from 'vitest';
import type { ImportSummary } from '../../shared/contract/imports.ts';
import { fileOf, importDesk, MPA } from './import-desk.ts';

const arn = (id: string): string => `arn:aws:organizations::${MPA}:account/o-a1b2c3d4e5/${id}`;
const EMPTY = { questions: [], remarks: [], rows: { invalid: 0 } };

async function read(summary: ImportSummary, desk: Awaited<ReturnType<typeof importDesk>>) {
  return (await desk.rows(summary)).map(({ accountId, fields }) => [
    accountId,
    fields.accountName,
    fields.accountEmail,
    fields.status,
    fields.joinedMethod,
    fields.joinedAt,
  ]);
}

const ACME = ['111122223333', 'Acme', 'a@msp.example', 'ACTIVE', 'CREATED', '2022-01-31T07:19:57Z'];
const BETA = ['012345678901', "'=Quoted", 'b@msp.example', 'PENDING_CLOSURE', 'INVITED', '2022-01-31T07:19:57Z'];

it('the API’s names as headings ask nothing, and State stands above Status', async () => {
  const desk = await importDesk();
  const summary = await desk.open(
    fileOf(
      'accounts.csv',
      'Id,Name,Email,Status,State,Joined Method,Joined Timestamp,OU Id\n' +
        '111122223333,Acme,a@msp.example,ACTIVE,ACTIVE,CREATED,2022-01-31 07:19:57,r-xxxx\n' +
        "012345678901,'=Quoted,b@msp.example,SUSPENDED,PENDING_CLOSURE,INVITED,2022-01-31 07:19:57,r-xxxx\n",
    ),
  );
  expect(summary).toMatchObject(EMPTY);
  expect(await read(summary, desk)).toEqual([ACME, BETA]);
});

it('what `aws organizations list-accounts` prints as JSON, whole, filtered or cut', async () => {
  const desk = await importDesk();
  const accounts = [
    {
      Id: '111122223333',
      Arn: arn('111122223333'),
      Email: 'a@msp.example',
      Name: 'Acme',
      Status: 'ACTIVE',
      State: 'ACTIVE',
      Paths: ['o-a1b2c3d4e5/r-1/111122223333/'],
      JoinedMethod: 'CREATED',
      JoinedTimestamp: '2022-01-31T16:19:57.123000+09:00',
    },
    {
      Id: '012345678901',
      Arn: arn('012345678901'),
      Email: 'b@msp.example',
      Name: "'=Quoted",
      Status: 'SUSPENDED',
      State: 'PENDING_CLOSURE',
      JoinedMethod: 'INVITED',
      JoinedTimestamp: 1643613597.123,
    },
  ];
  for (const text of [JSON.stringify({ Accounts: accounts }, null, 4), `\ufeff ${JSON.stringify(accounts)}\n`]) {
    const summary = await desk.open(fileOf('accounts.json', text));
    expect(summary).toMatchObject({ ...EMPTY, source: { format: 'json' } });
    expect(await read(summary, desk)).toEqual([ACME, BETA]);
  }
  expect((await desk.paste(JSON.stringify({ Accounts: accounts }))).rows.taken).toBe(2);
  const cut = await desk.open(fileOf('accounts.json', JSON.stringify({ Accounts: accounts, NextToken: 'abc' })));
  expect(cut.remarks).toEqual([
    'The list is not complete: it ends with the token by which AWS gives the rest. Ask AWS for all accounts.',
  ]);
  const broken = fileOf('accounts.json', JSON.stringify({ Accounts: accounts }).slice(0, 200));
  await expect(desk.open(broken)).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
});

it('what `aws organizations list-accounts --output text` prints, with and without State', async () => {
  const desk = await importDesk();
  const line = (id: string, mail: string, how: string, at: string, ...rest: string[]): string =>
    ['ACCOUNTS', arn(id), mail, id, how, at, ...rest].join('\t');
  const old = [
    line('111122223333', 'a@msp.example', 'CREATED', '2022-01-31T16:19:57.123000+09:00', 'Acme', 'ACTIVE'),
    line('012345678901', 'b@msp.example', 'INVITED', '1643613597.123', "'=Quoted", 'PENDING_CLOSURE'),
  ];
  const summary = await desk.open(fileOf('accounts.txt', `${old.join('\n')}\n`));
  expect(summary).toMatchObject(EMPTY);
  expect(new Set(summary.columns.map(({ by }) => by))).toEqual(new Set(['content']));
  expect(await read(summary, desk)).toEqual([ACME, BETA]);
  const now = [
    line('111122223333', 'a@msp.example', 'CREATED', '2022-01-31T07:19:57Z', 'Acme', 'ACTIVE', 'ACTIVE'),
    'PATHS\to-a1b2c3d4e5/r-1/111122223333/',
    line('012345678901', 'b@msp.example', 'INVITED', '1643613597', "'=Quoted", 'PENDING_CLOSURE', 'SUSPENDED'),
    'NEXTTOKEN\tabc',
  ];
  const newer = await desk.open(fileOf('accounts.txt', `${now.join('\n')}\n`));
  expect(newer.remarks).toEqual([
    'The list is not complete: it ends with the token by which AWS gives the rest. Ask AWS for all accounts.',
    'What stands under PATHS is no account and was left out.',
  ]);
  expect(await read(newer, desk)).toEqual([ACME, BETA]);
});

it('whether an account is enrolled in AWS Control Tower is not its status', async () => {
  const desk = await importDesk();
  const summary = await desk.open(
    fileOf(
      'control-tower.csv',
      'Account name,Account ID,Account email,Organizational unit,State\nAcme,111122223333,a@msp.example,Sandbox,Enrolled\nBeta,222233334444,b@msp.example,Root,Not enrolled\n',
    ),
  );
  expect(summary).toMatchObject({ ...EMPTY, faults: { error: 0, warning: 0 } });
  expect((await desk.rows(summary)).map(({ fields }) => [fields.accountName, fields.status])).toEqual([
    ['Acme', undefined],
    ['Beta', undefined],
  ]);
});

it('a JSON list is one sheet and always UTF-8: another sheet or an encoding that is asked for is refused', async () => {
  const desk = await importDesk();
  const list = fileOf('accounts.json', JSON.stringify([{ 'Account ID': '111122223333' }]));
  await expect(desk.open(list, { sheets: ['Other'] })).rejects.toMatchObject({
    code: 'SHEET_NOT_FOUND',
    message: "There is no sheet 'Other': a text file is one sheet. Leave the sheet out.",
  });
  await expect(desk.open(list, { sheets: 'all' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: 'accounts.json is one sheet alone. Leave out that all sheets are to be imported.',
  });
  await expect(desk.open(list, { encoding: 'windows-1252' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: 'accounts.json is JSON, which is always UTF-8. Leave the encoding out.',
  });
  expect(await desk.open(list, { sheets: ['accounts'] })).toMatchObject({
    sheets: [{ name: 'accounts', chosen: true }],
  });
});

it('the only sheet of a text is called as its file, whatever the text is', async () => {
  const desk = await importDesk();
  const csv = 'Account ID\n111122223333\n';
  const json = JSON.stringify([{ 'Account ID': '111122223333' }]);
  const sheetOf = async (source: Parameters<typeof desk.open>[0]): Promise<string | undefined> =>
    (await desk.open(source)).sheets[0]?.name;
  expect(await sheetOf(fileOf('of.november.csv', csv))).toBe('of.november');
  expect(await sheetOf(fileOf('of.november.json', json))).toBe('of.november');
  expect(await sheetOf({ kind: 'text', text: csv })).toBe('Pasted text');
  expect(await sheetOf({ kind: 'text', text: json })).toBe('Pasted text');
});
