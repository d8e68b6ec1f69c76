import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Account } from '../../shared/contract/accounts.ts';
import type { ImportFault, ImportResult, ImportRow, ImportSummary } from '../../shared/contract/imports.ts';
import type { MpaSummary } from '../../shared/contract/mpas.ts';
import { dumpHash } from '../support/dump.ts';
import { samplePath } from '../samples/files.ts';
import { enroll } from './enroll.ts';
import type { Enroll } from './enroll.ts';

/** A test runs up to 24 commands, each a process of its own, which takes minutes where many others run. */
vi.setConfig({ testTimeout: 600_000 });

/** What `import --json` prints. */
interface ImportDocument {
  summary: ImportSummary;
  rejects: string | null;
  faults: ImportFault[];
  missing: { id: string; name: string }[];
  rows: ImportRow[];
  applied: ImportResult | null;
}

async function start(): Promise<Enroll> {
  const cli = enroll();
  const args = ['--name', 'Example MSP', '--scenario', 'enterprise', '--spot-org', '606000000001'];
  expect((await cli.run('mpa', 'add', '099999999999', ...args)).code).toBe(0);
  return cli;
}

async function importDocument(cli: Enroll, ...args: string[]): Promise<ImportDocument & { code: number | null }> {
  const { code, stdout } = await cli.run('import', ...args, '--mpa', '099999999999', '--json');
  return { ...(JSON.parse(stdout) as ImportDocument), code };
}

test('three kinds of list in turn: 60 accounts, 12 subsets, 3 workflows, 12 end customers', async () => {
  const cli = await start();
  const counts = async (): Promise<Partial<MpaSummary> | undefined> => {
    const [mpa] = await cli.json<MpaSummary[]>('mpa', 'list');
    const { accounts, unassigned, subsets, workflows, endCustomers } = mpa ?? {};
    return { accounts, unassigned, subsets, workflows, endCustomers } as Partial<MpaSummary>;
  };
  const first = await cli.run('import', samplePath('billing-team-mapping.xlsx'), '--mpa', '099999999999', '--yes');
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(await counts()).toEqual({ accounts: 60, unassigned: 0, subsets: 12, workflows: 3, endCustomers: 0 });
  const semicolons = ['import', samplePath('semicolon-windows-1252.csv'), '--mpa', '099999999999', '--yes'];
  const asked = await cli.run(...semicolons);
  expect(asked).toMatchObject({ code: 2, stdout: '' });
  expect(asked.stderr).toContain('Say which is right: --encoding windows-1252 or --encoding windows-1250');
  const second = await cli.run(...semicolons, '--encoding', 'windows-1252');
  expect(second).toMatchObject({ code: 0, stderr: '' });
  expect(await counts()).toEqual({ accounts: 60, unassigned: 0, subsets: 12, workflows: 3, endCustomers: 12 });
  const before = dumpHash(cli.ledger);
  const third = await importDocument(cli, samplePath('unicode-text.txt'), '--yes');
  expect(third).toMatchObject({ code: 0, summary: { changes: false, accounts: { unchanged: 60 } } });
  expect(dumpHash(cli.ledger)).toBe(before);
  const accounts = await cli.json<Account[]>('accounts', 'list');
  const namesIn = (subsetName: string): string[] =>
    accounts.filter(({ subset }) => subset?.name === subsetName).map(({ name }) => name);
  expect(namesIn('Fromagerie L’Œuf').sort()).toEqual([
    'Fromagerie L’Œuf Development',
    'Fromagerie L’Œuf Log archive',
    'Fromagerie L’Œuf Production',
    'Fromagerie L’Œuf Shared services',
    'Fromagerie L’Œuf Staging',
  ]);
  expect(namesIn('Møller & Søn A/S')).toContain('Møller & Søn A/S Production');
  expect(accounts.every(({ id }) => /^\d{12}$/.test(id))).toBe(true);
  expect(accounts[0]?.id).toBe('000000012345');
});

test('IDs mangled by a spreadsheet: every row classified, repairs right, the rounded one refused', async () => {
  const cli = await start();
  await cli.run('import', samplePath('billing-team-mapping.xlsx'), '--yes', '-q');
  const truth = new Map((await cli.json<Account[]>('accounts', 'list')).map(({ name, id }) => [name, id]));
  // Into an empty payer account of a ledger of its own, so that nothing is known beforehand.
  const fresh = await start();
  const empty = dumpHash(fresh.ledger);
  const seen = await importDocument(fresh, samplePath('ids-mangled-by-excel.xlsx'));
  expect(seen.code).toBe(1);
  expect(seen.rows).toHaveLength(30);
  expect(seen.rows.filter(({ id }) => id === null)).toEqual([]);
  const repaired = seen.rows.filter(({ id }) => id?.verdict === 'repaired');
  expect(repaired).toHaveLength(27);
  expect(repaired.filter(({ accountId, fields }) => accountId !== truth.get(fields.accountName ?? ''))).toEqual([]);
  const rounded = seen.rows.filter(({ id }) => id?.verdict === 'lost-digits');
  expect(rounded.map(({ row, id, accountId, state }) => [row, id?.raw, accountId, state])).toEqual([
    [11, '1.21212E+11', null, 'invalid'],
  ]);
  const refused = await fresh.run('import', samplePath('ids-mangled-by-excel.xlsx'), '--yes', '--json');
  expect(refused.code).toBe(1);
  expect((JSON.parse(refused.stdout) as ImportDocument).applied).toBeNull();
  expect(JSON.parse(refused.stderr)).toMatchObject({ error: { code: 'INVALID_ROWS' } });
  expect(dumpHash(fresh.ledger)).toBe(empty);
  const left = await importDocument(
    fresh,
    samplePath('ids-mangled-by-excel.xlsx'),
    '--yes',
    '--skip-invalid',
    '--accept-repairs',
  );
  // The rounded one, and one that has lost more zeros than are put back.
  expect(left).toMatchObject({ code: 0, applied: { accounts: { added: 28 }, leftOutRows: 2 } });
  const stored = await fresh.json<Account[]>('accounts', 'list');
  expect(stored.some(({ id }) => id.startsWith('1212'))).toBe(false);
});

test('conflicts and bad rows: every fault with row, column and reason; exit 1; the ledger as it was', async () => {
  const cli = await start();
  await cli.run('import', samplePath('billing-team-mapping.xlsx'), '--yes', '-q');
  const before = dumpHash(cli.ledger);
  const seen = await importDocument(cli, samplePath('conflicts-and-bad-rows.csv'));
  expect(seen.code).toBe(1);
  expect(dumpHash(cli.ledger)).toBe(before);
  const faults = seen.faults.map(({ row, column, severity, code }) => `${row} ${column} ${severity} ${code}`);
  expect(
    faults
      .filter((fault) => / (?:error|unconfirmed) /.test(fault))
      .map((fault) => fault.split(' ').slice(0, 2).join(' ')),
  ).toEqual(expect.arrayContaining(['2 D', '3 D', '4 C', '5 C', '6 C', '7 B']));
  expect(seen.faults.filter(({ reason, remedy }) => reason === '' || remedy === '')).toEqual([]);
  expect(seen.faults.filter(({ column, header }) => column === '' || header === '')).toEqual([]);
  expect(seen.summary.rows).toMatchObject({ total: 10, invalid: 3, conflict: 2, unconfirmed: 1 });
  const forced = await cli.run('import', samplePath('conflicts-and-bad-rows.csv'), '--yes');
  expect(forced.code).toBe(1);
  expect(forced.stderr).toMatch(/^INVALID_ROWS: /);
  expect(dumpHash(cli.ledger)).toBe(before);
});

test('rejected rows go to a workbook that can be mended and imported', async () => {
  const cli = await start();
  const path = join(cli.folder, 'rejected.xlsx');
  const seen = await importDocument(cli, samplePath('conflicts-and-bad-rows.csv'), '--rejects', path);
  expect(seen.rejects).toBe(path);
  const again = await importDocument(cli, path);
  expect(again.summary.columns.filter(({ field }) => field === 'rowNote').map(({ header }) => header)).toEqual([
    'Problem',
    'What to do',
  ]);
  expect(again.summary.rows.total).toBe(6);
});

test('importing each export changes nothing', async () => {
  const cli = await start();
  await cli.run('import', samplePath('billing-team-mapping.xlsx'), '--yes', '-q');
  await cli.run('import', samplePath('semicolon-windows-1252.csv'), '--encoding', 'windows-1252', '--yes', '-q');
  const before = dumpHash(cli.ledger);
  for (const sheet of ['1', '2', '3', '4', '5']) {
    for (const format of ['xlsx', 'csv']) {
      const { path, rows } = await cli.json<{ path: string; rows: number }>(
        'export',
        sheet,
        '--format',
        format,
        '--out',
        cli.folder,
      );
      expect(rows).toBe(Number(sheet) <= 3 ? 60 : 12);
      const back = await importDocument(cli, path, '--yes');
      expect({ sheet, format, code: back.code, changes: back.summary.changes }).toEqual({
        sheet,
        format,
        code: 0,
        changes: false,
      });
    }
  }
  expect(dumpHash(cli.ledger)).toBe(before);
});
