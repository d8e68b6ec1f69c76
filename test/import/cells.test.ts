/** Every cell of a list is used, left out because somebody said so, or told of: nothing is dropped or taken in silence. */
import { expect, it } from 'vitest';
import type { ImportSummary } from '../../shared/contract/imports.ts';
import { archive } from '../support/archive.ts';
import { sheetXml, workbookParts } from '../support/spreadsheet-files.ts';
import { fileOf, importDesk } from './import-desk.ts';

type Desk = Awaited<ReturnType<typeof importDesk>>;

/** What is the matter, as 'row column code: value'. */
async function told(desk: Desk, summary: ImportSummary): Promise<string[]> {
  const faults = await desk.faults(summary);
  return faults.map(({ row, column, code, severity, value }) => `${row}${column} ${severity} ${code}: ${value}`);
}

/** A workbook of one sheet: rows of texts, and what stands around them. */
async function workbook(rows: readonly (readonly string[])[], before = '', after = '') {
  const cell = (text: string): string =>
    text.startsWith('<') ? text : text === '' ? '<c/>' : `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const xml = rows.map((cells, index) => `<row r="${index + 1}">${cells.map(cell).join('')}</row>`).join('');
  const bytes = await archive(workbookParts({ 'xl/worksheets/sheet1.xml': sheetXml(xml, before, after) }));
  return fileOf('list.xlsx', bytes);
}

const csv = (text: string) => fileOf('list.csv', text);

it('a row of a text with more cells than headings is wrong, wherever it stands, until its column is left out', async () => {
  const desk = await importDesk();
  const list = csv(
    'Account ID,Email,Account Name,Subset Name\n111122223333,a@msp.example,Acme, Inc,Contoso\n222233334444,b@msp.example,Beta,Contoso\n',
  );
  const summary = await desk.open(list);
  expect(await told(desk, summary)).toEqual(['2D note tidied:  Inc', '2E error beyond-headings: Contoso']);
  expect(summary.rows).toMatchObject({ taken: 1, invalid: 1 });
  expect(await told(desk, await desk.open(list, { map: { E: 'ignore' } }))).toEqual(['2D note tidied:  Inc']);
  const long = csv(
    `Account ID,Account Name\n${Array.from({ length: 400 }, (_, n) => `${111122220000 + n},A${n}`).join('\n')}\n111122229999,Late, Inc\n`,
  );
  expect(await told(desk, await desk.open(long))).toEqual(['402C error beyond-headings:  Inc']);
  expect(await told(desk, await desk.open(long, { map: { C: 'ignore' } }))).toEqual([]);
});

it('what stands beside the headings of a workbook is told of, and the row is taken', async () => {
  const desk = await importDesk();
  const list = await workbook([
    ['Account ID', 'Account Name'],
    ['111122223333', 'Acme', 'moved in May'],
  ]);
  const summary = await desk.open(list);
  expect(await told(desk, summary)).toEqual(['2C warning no-heading: moved in May']);
  expect(summary.rows).toMatchObject({ taken: 1, invalid: 0 });
});

it('the value of cells merged downwards holds for each of their rows, and that is told', async () => {
  const desk = await importDesk();
  const list = await workbook(
    [
      ['Account ID', 'Account Name', 'Subset Name'],
      ['111122223333', 'Acme', 'Contoso'],
      ['222233334444', 'Beta', ''],
      ['', '', ''],
      ['333344445555', 'Gamma', ''],
      ['444455556666', 'Delta', ''],
    ],
    '',
    '<mergeCells count="2"><mergeCell ref="C2:C5"/><mergeCell ref="A1:A1"/></mergeCells>',
  );
  const summary = await desk.open(list);
  expect(await told(desk, summary)).toEqual(['3C warning merged: Contoso', '5C warning merged: Contoso']);
  expect((await desk.rows(summary)).map(({ accountId, fields }) => [accountId, fields.subsetName ?? null])).toEqual([
    ['111122223333', 'Contoso'],
    ['222233334444', 'Contoso'],
    ['333344445555', 'Contoso'],
    ['444455556666', null],
  ]);
});

it('a formula without its result is an error in whatever field, and an ID given by hand stands above it', async () => {
  const desk = await importDesk();
  const formula = '<c><f>VLOOKUP(A2,X:Y,2,0)</f></c>';
  const headers = [
    'Account ID',
    'Account Name',
    'AWS Account Email',
    'Subset Name',
    'Billing Workflow Name',
    'Status',
    'ARN',
    'Payer ID',
  ];
  const list = await workbook([headers, headers.map(() => formula), ['111122223333', 'Acme']]);
  const summary = await desk.open(list);
  expect(await told(desk, summary)).toEqual([
    '2A error id-invalid: ',
    '2G error formula-without-result: ',
    '2H error formula-without-result: ',
    '2D error formula-without-result: ',
    '2E error formula-without-result: ',
    '2B error formula-without-result: ',
    '2C error formula-without-result: ',
    '2F error formula-without-result: ',
  ]);
  const ids = await desk.open(
    await workbook([
      ['Account ID', 'Account Name'],
      [formula, 'Acme'],
    ]),
  );
  const given = await desk.decide(ids, { ids: [{ row: 2, id: '111122223333' as never }] });
  expect(given.rows).toMatchObject({ taken: 1, invalid: 0 });
});

it('the errors of spreadsheet programs are errors as text too, in their languages', async () => {
  const desk = await importDesk();
  const errors = [
    '#N/A',
    '#n/a',
    '#REF!',
    '#NAME?',
    '#DIV/0!',
    '#NV',
    '#BEZUG!',
    '#N/D',
    '#VALEUR!',
    '#Н/Д',
    '#SPILL!',
    'Err:502',
  ];
  const rows = errors.map((text, index) => `11112222${1000 + index},A,${text}`);
  const summary = await desk.open(
    csv(`Account ID,Account Name,Subset Name\n${rows.join('\n')}\n222233334444,#1 Contoso,#2\n`),
  );
  expect(await told(desk, summary)).toEqual(errors.map((text, index) => `${index + 2}C error cell-error: ${text}`));
  expect(summary.rows).toMatchObject({ invalid: 12, taken: 1 });
});

it('words for no value are asked about once for the file, and not where the ledger has such a name', async () => {
  const desk = await importDesk();
  const words = ['N/A', '-', 'NULL', 'None', 'n/a', '(blank)', '—'];
  const list = csv(
    `Account ID,Account Name,Subset Name\n${words.map((word, index) => `11112222${1000 + index},A${index},${word}`).join('\n')}\n`,
  );
  const asked = await desk.open(list);
  expect(asked.questions.map(({ kind, sentence, options }) => ({ kind, sentence, options }))).toEqual([
    {
      kind: 'placeholders',
      sentence:
        "7 cells have a word that may stand for no value: 'N/A', '-', 'NULL', 'None', 'n/a' (rows 2, 3, 4, 5, 6 …).",
      options: ['blank', 'text'],
    },
  ]);
  await expect(desk.apply(asked)).rejects.toMatchObject({ code: 'CHOICE_NEEDED' });
  const blank = await desk.open(list, { placeholders: 'blank' });
  expect(blank.questions).toEqual([]);
  expect(blank.subsets).toEqual({ new: 0, changed: 0 });
  const text = await desk.open(list, { placeholders: 'text' });
  expect(text.subsets.new).toBe(6);
  await desk.apply(text);
  expect((await desk.open(list)).questions).toEqual([]);
});

it('a line break in a name is a repair that is shown, and a lost character is told of', async () => {
  const desk = await importDesk();
  const summary = await desk.open(
    csv('Account ID,Account Name,Subset Name\n111122223333,"Acme\nProd",Caf\uFFFD\n222233334444,Beta,Contoso\n'),
  );
  expect(await told(desk, summary)).toEqual([
    '2C warning lost-character: Caf\uFFFD',
    '2B warning line-break: Acme\nProd',
  ]);
  expect((await desk.rows(summary))[0]?.fields.accountName).toBe('Acme Prod');
});

it('a hidden column is asked about before it counts', async () => {
  const desk = await importDesk();
  const rows = [
    ['Account ID', 'Account Name', 'Subset Name'],
    ['111122223333', 'Acme', 'Contoso'],
  ];
  const list = await workbook(rows, '<cols><col min="3" max="3" hidden="1"/></cols>');
  const summary = await desk.open(list);
  expect(summary.questions.map(({ kind, sentence, options }) => ({ kind, sentence, options }))).toEqual([
    {
      kind: 'column',
      sentence: "The column C 'Subset Name' is hidden in the file.",
      options: ['subsetName', 'ignore'],
    },
  ]);
  const taken = await desk.open(list, { map: { C: 'subsetName' } });
  expect(taken.questions).toEqual([]);
  expect(taken.subsets.new).toBe(1);
  const left = await desk.open(list, { map: { C: 'ignore' } });
  expect(left.questions).toEqual([]);
  expect(left.subsets.new).toBe(0);
});

it('a list of which nothing can be taken says so, and is no list that the ledger has already', async () => {
  const desk = await importDesk();
  const empty = await desk.open(csv('Account ID,Account Name\n'));
  expect(empty.nothing).toBe('The list has no rows below its header.');
  await expect(desk.apply(empty)).rejects.toMatchObject({ code: 'INVALID_ROWS' });
  const wrong = await desk.open(csv('Account ID,Account Name\nabc,Acme\n'));
  expect(wrong.nothing).toBe('No row of the list can be taken.');
  await expect(desk.apply(wrong, true)).rejects.toMatchObject({ code: 'INVALID_ROWS' });
  const same = csv('Account ID,Account Name\n111122223333,Acme\n');
  await desk.importAll(same);
  expect(await desk.open(same)).toMatchObject({ nothing: null, changes: false });
});

it('no more than three zeros are put back, unless the ledger or the cell’s format has them', async () => {
  const desk = await importDesk();
  const list = csv('Account ID,Account Name\n12345,Short\n123456789,Nine\n12345678,Eight\n');
  const summary = await desk.open(list, { decisions: { acceptRepairs: true } });
  expect((await desk.faults(summary)).map(({ row, code, reason }) => [row, code, reason])).toEqual([
    [
      2,
      'id-unconfirmed',
      'The ID has lost digits: 7 leading zeros put back, it would be 000000012345. The ledger does not know this account, and more than 3 zeros are not accepted.',
    ],
    [
      4,
      'id-unconfirmed',
      'The ID has lost digits: 4 leading zeros put back, it would be 000012345678. The ledger does not know this account, and more than 3 zeros are not accepted.',
    ],
  ]);
  expect((await desk.rows(summary, 'new')).map(({ accountId }) => accountId)).toEqual(['000123456789']);
  await desk.importAll(csv('Account ID,Account Name\n000000012345,Short\n'));
  expect((await desk.open(list)).rows).toMatchObject({ taken: 1, unconfirmed: 2 });
  const styles = {
    'xl/styles.xml':
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="164" formatCode="000000000000"/></numFmts><cellXfs><xf/><xf numFmtId="164"/></cellXfs></styleSheet>',
  };
  const formatted = await archive(
    workbookParts({
      'xl/worksheets/sheet1.xml': sheetXml(
        '<row r="1"><c t="inlineStr"><is><t>Account ID</t></is></c></row><row r="2"><c s="1"><v>98765</v></c></row>',
      ),
      ...styles,
    }),
  );
  const bytes = fileOf('f.xlsx', formatted);
  expect((await desk.rows(await desk.open(bytes))).map(({ accountId, state }) => [accountId, state])).toEqual([
    ['000000098765', 'new'],
  ]);
});
