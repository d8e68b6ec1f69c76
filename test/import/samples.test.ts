import { describe, expect, test } from 'vitest';
import { dumpHash } from '../support/dump.ts';
import { samplePath } from '../samples/files.ts';
import { importDesk, MPA } from './import-desk.ts';

const MAPPING = samplePath('billing-team-mapping.xlsx');
const SEMICOLON = samplePath('semicolon-windows-1252.csv');
const UNICODE = samplePath('unicode-text.txt');
const MANGLED = samplePath('ids-mangled-by-excel.xlsx');
const FAULTY = samplePath('conflicts-and-bad-rows.csv');
const CONSOLE = samplePath('organizations-console-export.csv');

describe('the samples', () => {
  test('three files in turn: 60 accounts, 12 subsets, 3 workflows, then 12 end customers, then nothing', async () => {
    const desk = await importDesk();
    const first = await desk.open(MAPPING);
    expect(first).toMatchObject({
      questions: [],
      rows: { total: 60, taken: 60, invalid: 0 },
      accounts: { new: 60, changed: 0, missing: 0 },
    });
    const chosen = first.sheets.filter((sheet) => sheet.chosen);
    expect(chosen).toEqual([
      { name: 'Mapping 2026', hidden: false, importable: true, chosen: true, headerRows: [4], rows: 60 },
    ]);
    await desk.apply(first);
    expect(await desk.mpa()).toMatchObject({ accounts: 60, unassigned: 0, subsets: 12, workflows: 3, endCustomers: 0 });

    expect(await desk.importAll(SEMICOLON, { encoding: 'windows-1252' })).toMatchObject({
      accounts: { added: 0, changed: 0, moved: 0 },
      subsets: { added: 0, changed: 12 },
      endCustomers: { added: 12, changed: 0 },
    });
    expect(await desk.mpa()).toMatchObject({ accounts: 60, subsets: 12, workflows: 3, endCustomers: 12 });

    const operations = await desk.operations();
    const third = await desk.open(UNICODE);
    expect(third).toMatchObject({ changes: false, accounts: { unchanged: 60, missing: 0 }, faults: { error: 0 } });
    await desk.apply(third);
    expect(await desk.operations()).toBe(operations);
    const names = (await desk.client.subsets.list({ mpaId: MPA })).map(({ name }) => name);
    expect(names).toContain('Fromagerie L\u2019\u0152uf');
    expect(names).toContain('M\u00F8ller & S\u00F8n A/S');
  });

  test('IDs that Excel has mangled: each row classified, the repaired ones as in the team’s own sheet', async () => {
    const desk = await importDesk();
    const mapping = await desk.open(MAPPING);
    const truth = new Map((await desk.rows(mapping)).map((row) => [row.fields.accountEmail, row.accountId]));
    await desk.apply(mapping);
    const before = await desk.operations();

    const mangled = await desk.open(MANGLED);
    expect(mangled).toMatchObject({
      ids: { right: 2, repaired: 27, lostDigits: 1, invalid: 0, blank: 0 },
      rows: { total: 30, invalid: 1, unconfirmed: 0 },
      accounts: { new: 1, missing: 32 },
    });
    const rows = await desk.rows(mangled);
    const repaired = rows.filter(({ id }) => id?.verdict === 'repaired');
    expect(repaired).toHaveLength(27);
    for (const row of repaired) expect(row.accountId).toBe(truth.get(row.fields.accountEmail));
    expect(rows.find(({ id }) => id?.raw === '1.21212E+11')).toMatchObject({
      row: 11,
      state: 'invalid',
      accountId: null,
      candidates: [],
    });
    expect(rows.find(({ id }) => id?.raw === '1234-5678-9012')).toMatchObject({
      accountId: '123456789012',
      state: 'new',
    });
    expect(rows.find(({ id }) => id?.raw === ' 777788882222 ')).toMatchObject({
      accountId: '777788882222',
      state: 'unchanged',
    });

    await expect(desk.apply(mangled)).rejects.toMatchObject({ code: 'INVALID_ROWS' });
    expect(await desk.operations()).toBe(before);
    expect(await desk.apply(mangled, true)).toMatchObject({
      accounts: { added: 1, changed: 0, moved: 0 },
      leftOutRows: 1,
    });
  });

  test('mangled IDs that the ledger does not know wait for a person', async () => {
    const desk = await importDesk();
    const mangled = await desk.open(MANGLED);
    expect(mangled.rows).toMatchObject({ taken: 21, invalid: 1, unconfirmed: 8 });
    const confirmed = await desk.decide(mangled, { acceptRepairs: true });
    // One has lost more zeros than are put back.
    expect(confirmed.rows).toMatchObject({ taken: 28, invalid: 1, unconfirmed: 1 });
    await expect(desk.apply(mangled)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await desk.apply(confirmed, true)).toMatchObject({ accounts: { added: 28 }, leftOutRows: 2 });
  });

  test('every fault of the faulty list, with row, column and reason; the ledger stays', async () => {
    const desk = await importDesk();
    const before = dumpHash(desk.ledgerPath);
    const summary = await desk.open(FAULTY);
    const told = (await desk.faults(summary)).map(
      ({ row, column, severity, code, value }) => `${row}${column} ${severity} ${code}: ${value}`,
    );
    expect(told.sort(byRow)).toEqual([
      '2A error account-twice: Books Production',
      '2B error account-twice: one@msp.example',
      '2D error account-twice: Harbour Lane Books',
      '3A error account-twice: Books, moved',
      '3B error account-twice: two@msp.example',
      '3D error account-twice: Zinnia Toys',
      '4C unconfirmed id-unconfirmed: 98765',
      '5C error id-invalid: 44445555666O',
      '6C error id-missing: ',
      '7B error email-invalid: six at msp.example',
      '8A warning formula-as-name: =HYPERLINK("http://msp.example","Open")',
      '8D warning formula-as-name: @SUM(1,2)',
      '9A note tidied:   Two   spaces ',
      '9C note id-tidied:  444455556666 ',
      '9D note spelling: harbour lane BOOKS',
      '11C note account-again: 555566667777',
    ]);
    expect((await desk.faults(summary)).every(({ reason, remedy }) => reason !== '' && remedy !== '')).toBe(true);
    expect((await desk.faults(summary))[0]?.reason).toBe(
      "The account 121212121212 is in the file more than once with different subsets: 'Harbour Lane Books' in row 2, 'Zinnia Toys' in row 3.",
    );
    expect((await desk.rows(summary)).map(({ row, state }) => `${row} ${state}`)).toEqual([
      '2 conflict',
      '3 conflict',
      '4 unconfirmed',
      '5 invalid',
      '6 invalid',
      '7 invalid',
      '8 new',
      '9 new',
      '10 new',
      '11 repeat',
    ]);
    await expect(desk.apply(summary)).rejects.toMatchObject({ code: 'INVALID_ROWS' });
    expect(dumpHash(desk.ledgerPath)).toBe(before);
    expect(await desk.mpa()).toMatchObject({ accounts: 0, subsets: 0 });
  });

  test('the console export beside the mapping: names stay, statuses come in', async () => {
    const desk = await importDesk();
    await desk.importAll(MAPPING);
    const summary = await desk.open(CONSOLE);
    expect(summary).toMatchObject({
      questions: [],
      accounts: { new: 0, changed: 60, moved: 0 },
      faults: { error: 0, warning: 0 },
    });
    await desk.apply(summary);
    const suspended = await desk.client.accounts.count({ mpaId: MPA, filter: { status: 'SUSPENDED' } });
    expect(suspended).toEqual({ count: 3 });
  });
});

function byRow(a: string, b: string): number {
  return Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1);
}
