/** Cost data by the command line: what is read, what is said of it, and what is refused. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { DataSet } from '../../shared/contract/cost-data.ts';
import { COST_COLUMNS } from '../../shared/domain/cost-columns.ts';
import { csvOf, USAGE } from '../support/cost-report.ts';
import { enroll } from './enroll.ts';
import type { Enroll } from './enroll.ts';

const MPA = '099999999999';

async function start(): Promise<Enroll> {
  const cli = enroll();
  await cli.run('mpa', 'add', MPA, '--name', 'Example', '--scenario', 'msp');
  const lines = [1, 2, 3].map((each) => ({ ...USAGE, line_item_unblended_cost: `${each}.0000000001` }));
  writeFileSync(join(cli.folder, 'october.csv.gz'), gzipSync(csvOf(lines)));
  return cli;
}

test('a report is read, and what there is, is listed', async () => {
  const cli = await start();
  expect((await cli.run('cur', 'list')).stdout).toContain(
    'There is no cost data yet. Add a report: enroll cur add PATH',
  );
  const { code, stdout } = await cli.run('cur', 'add', 'october.csv.gz');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^099999999999 +2026-10 +6\.0000000003 +USD +3 +1 +final +by checksums/mu);
  expect(stdout).toContain(
    'its files are whole; without a manifest nothing says whether there are more; AWS has settled it.',
  );
  const [set] = await cli.json<DataSet[]>('cur', 'list', '--mpa', MPA);
  expect(set).toMatchObject({ month: '2026-10', unblended: '6.0000000003', lines: 3 });
  expect((await cli.run('history')).stdout).toContain('Read cost data of October 2026 (3 lines)');
});

test('lines are shown that fit, as many as are asked for, and all columns for programs', async () => {
  const cli = await start();
  await cli.run('cur', 'add', 'october.csv.gz');
  const costs = async (...args: string[]): Promise<unknown[]> => {
    const lines = await cli.json<Record<string, string>[]>('cur', 'lines', '--month', '2026-10', ...args);
    return lines.map(({ line_item_unblended_cost: cost }) => cost);
  };
  expect(await costs()).toEqual(['1.0000000001', '2.0000000001', '3.0000000001']);
  expect(await costs('--limit', '2')).toEqual(['1.0000000001', '2.0000000001']);
  expect(await costs('--where', 'line_item_unblended_cost>=2', '--where', 'line_item_unblended_cost<3')).toEqual([
    '2.0000000001',
  ]);
  expect(await costs('--where', 'line_item_usage_type~micro')).toHaveLength(3);
  expect((await cli.run('cur', 'lines', '--month', '2026-10', '--limit', '1')).stdout).toContain(
    'The first 1 line; more with --limit',
  );
  expect((await cli.run('cur', 'lines', '--month', '2026-10', '--where', 'line_item_product_code=x')).stdout).toContain(
    'No line fits.',
  );
  for (const args of [
    ['--where', 'cost=1'],
    ['--where', 'line_item_unblended_cost=free'],
    ['--month', 'May'],
  ])
    expect(await cli.run('cur', 'lines', '--month', '2026-10', ...args)).toMatchObject({ code: 2, stdout: '' });
  expect(await cli.run('cur', 'lines', '--month', '2026-09')).toMatchObject({
    code: 2,
    stderr: `NOT_FOUND: There is no cost data of September 2026 for the payer account ${MPA}. See what there is: enroll cur list\n`,
  });
});

test('what breaks a rule is accepted by its name alone, never by --yes', async () => {
  const cli = await start();
  writeFileSync(join(cli.folder, 'strange.csv'), csvOf([{ ...USAGE, line_item_usage_account_id: '1.2E+11' }]));
  const refused = await cli.run('cur', 'add', 'strange.csv', '--yes');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain("One line has account IDs that are not 12 digits, such as '1.2E+11'.");
  expect(refused.stderr).toContain('can be accepted by its name: --accept account-ids\n');
  const accepted = await cli.run('cur', 'add', 'strange.csv', '--accept', 'account-ids', '--accept', 'round');
  expect(accepted.code).toBe(0);
  expect(accepted.stderr).toContain(
    "Warning: Accepted: One line has account IDs that are not 12 digits, such as '1.2E+11'.",
  );
  expect(accepted.stderr).toContain('Warning: --accept round had no effect: no line breaks that rule.');
  expect(await cli.run('cur', 'add', 'strange.csv', '--accept', 'everything')).toMatchObject({ code: 2, stdout: '' });
});

test('damage is refused with its file and line, and exit code 3', async () => {
  const cli = await start();
  const whole = readFileSync(join(cli.folder, 'october.csv.gz'));
  writeFileSync(join(cli.folder, 'cut.csv.gz'), whole.subarray(0, -20));
  writeFileSync(join(cli.folder, 'line.csv'), csvOf([USAGE, USAGE]).replace(/,INV-1,/u, ','));
  expect(await cli.run('cur', 'add', 'cut.csv.gz')).toMatchObject({
    code: 3,
    stdout: '',
    stderr:
      "FILE_DAMAGED: cut.csv.gz can't be used: it ends before it should: it was cut, or is not all there yet. Get it again from the bucket, and add it once more. Nothing was kept of it.\n",
  });
  expect((await cli.run('cur', 'add', 'line.csv')).stderr).toContain('line 2 has 49 values, and there are 50 headings');
  expect(await cli.run('cur', 'add', 'nothing.csv')).toMatchObject({ code: 3 });
  expect(await cli.json('cur', 'list')).toEqual([]);
});

test('two currencies, and two deliveries side by side, are refused with what they are', async () => {
  const cli = await start();
  writeFileSync(join(cli.folder, 'mixed.csv'), csvOf([USAGE, USAGE, { ...USAGE, line_item_currency_code: 'NOK' }]));
  expect(await cli.run('cur', 'add', 'mixed.csv', '--yes')).toMatchObject({
    code: 1,
    stdout: '',
    stderr:
      "INVALID_ROWS: The report has more than one currency: USD on 2 lines, NOK on 1 lines. Their sums would say nothing, so it can't be used. Nothing was kept.\n",
  });
  for (const assembly of ['16e57707-f9e3-49be-8be6-b84e684b5194', '26e57707-f9e3-49be-8be6-b84e684b5194']) {
    const folder = join(cli.folder, '20261001-20261101', assembly);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'r-1.csv'), csvOf([USAGE]));
  }
  expect(await cli.run('cur', 'add', '20261001-20261101')).toMatchObject({
    code: 3,
    stdout: '',
    stderr: expect.stringContaining(
      'there are 2 deliveries of 2026-10 side by side (16e57707-f9e3-49be-8be6-b84e684b5194, 26e57707-f9e3-49be-8be6-b84e684b5194)',
    ) as string,
  });
  expect(await cli.json('cur', 'list')).toEqual([]);
});

test('a month is said where the report does not, and refused where that says another one', async () => {
  const cli = await start();
  const two = [
    USAGE,
    { ...USAGE, bill_billing_period_start_date: '2026-09-01', line_item_usage_start_date: '2026-10-01' },
  ];
  writeFileSync(join(cli.folder, 'two.csv'), csvOf(two));
  expect(await cli.run('cur', 'add', 'two.csv')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Say which: --month YYYY-MM') as string,
  });
  expect(await cli.run('cur', 'add', 'two.csv', '--month', '2026-10')).toMatchObject({ code: 0 });
  mkdirSync(join(cli.folder, 'BILLING_PERIOD=2026-10'));
  writeFileSync(join(cli.folder, 'BILLING_PERIOD=2026-10', 'a.csv'), csvOf([USAGE]));
  expect((await cli.run('cur', 'add', 'BILLING_PERIOD=2026-10', '--month', '2026-09')).stderr).toContain(
    'a.csv is of 2026-10, as its manifest or its folder says, and not of 2026-09.',
  );
});

test('a month is forgotten, and its lines are taken off the computer', async () => {
  const cli = await start();
  await cli.run('cur', 'add', 'october.csv.gz');
  expect((await cli.run('cur', 'empty', '--yes')).stdout).toContain('Took 1 file away');
  expect((await cli.run('cur', 'list')).stdout).toMatch(/by checksums {2}no/u);
  expect(await cli.run('cur', 'lines', '--month', '2026-10')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Read the report again (october.csv.gz): enroll cur add PATH') as string,
  });
  expect(await cli.run('cur', 'forget', '--month', '2026-10', '--yes')).toMatchObject({ code: 0 });
  expect(await cli.json('cur', 'list')).toEqual([]);
  expect(await cli.run('cur', 'forget', '--month', '2026-10', '--yes')).toMatchObject({ code: 2 });
});

test('health says what is there and what is the matter, for a month or several, and ends with 1 for warnings', async () => {
  const cli = await start();
  await cli.run('accounts', 'add', '111111111111', '--name', 'Shop');
  await cli.run('cur', 'add', 'october.csv.gz');
  const { code, stdout } = await cli.run('cur', 'health', '--month', '2026-10');
  expect(code).toBe(1);
  expect(stdout).toMatch(/^Usage +3 +6\.0000000003$/mu);
  expect(stdout).toContain('warning: One account with costs in no subset: 111111111111. (3 lines, 6.0000000003)');
  expect(stdout).toContain('1 month: 3 warnings, 0 hints');
  expect(await cli.run('cur', 'health', '--from', '2026-01', '--to', '2026-12')).toMatchObject({ code: 1, stdout });
  for (const args of [
    [],
    ['--from', '2026-10'],
    ['--month', '2026-10', '--to', '2026-10'],
    ['--from', '2026-11', '--to', '2026-10'],
  ])
    expect(await cli.run('cur', 'health', ...args)).toMatchObject({ code: 2, stdout: '' });
  expect(await cli.run('cur', 'health', '--month', '2026-09')).toMatchObject({ code: 2, stdout: '' });
});

test('a month that is read again says what changed since, when it is added and in its health', async () => {
  const cli = await start();
  await cli.run('cur', 'add', 'october.csv.gz');
  expect((await cli.run('cur', 'add', 'october.csv.gz')).stdout).toMatch(
    /^October 2026 was read before on \d{4}-\d\d-\d\d: nothing has changed since AWS had settled it\.$/mu,
  );
  const late = { ...USAGE, line_item_line_item_type: 'EdpDiscount', line_item_unblended_cost: '-0.5' };
  writeFileSync(join(cli.folder, 'late.csv'), csvOf([{ ...USAGE, line_item_unblended_cost: '6.0000000003' }, late]));
  const told =
    /2 sums of an account, line item type and service changed since AWS had settled it \(lines 3 → 2, unblended 6\.0000000003 → 5\.5000000003\)\./u;
  const row = /^111111111111 +EdpDiscount +AmazonEC2 +0 +1 +0\.0000000000 +-0\.5000000000$/mu;
  const { stdout } = await cli.run('cur', 'add', 'late.csv');
  expect(stdout).toMatch(told);
  expect(stdout).toMatch(row);
  const health = await cli.run('cur', 'health', '--month', '2026-10');
  expect(health.stdout).toMatch(row);
  expect(health.stdout).toMatch(/^warning: October 2026 was read before .*-0\.5000000000\)$/mu);
});

test('findings and lines are written as a .csv that a German Excel opens; nothing is written over by itself', async () => {
  const cli = await start();
  const line = {
    ...USAGE,
    line_item_usage_account_id: '011111111111',
    line_item_unblended_cost: '-0.5',
    line_item_usage_amount: '2.25',
    line_item_line_item_description: '=HYPERLINK("x");2',
  };
  writeFileSync(join(cli.folder, 'one.csv'), csvOf([line, { ...line, line_item_product_code: 'AmazonS3' }]));
  await cli.run('cur', 'add', 'one.csv');
  const month = ['--month', '2026-10'];
  const s3 = ['--where', 'line_item_product_code=AmazonS3'];
  expect((await cli.run('cur', 'lines', ...month, ...s3, '--out', 'lines.csv')).stdout).toMatch(
    /lines\.csv: 1 line$/mu,
  );
  const text = readFileSync(join(cli.folder, 'lines.csv'), 'utf8');
  const [head = '', row = '', end] = text.split('\r\n');
  expect([text[0], head.split(';').length, row.startsWith('"=""099999999999""";2026-10-01 00:00:00;'), end]).toEqual([
    '\ufeff',
    COST_COLUMNS.length,
    true,
    '',
  ]);
  for (const cell of [
    ';"=""011111111111""";',
    ';"-0,5000000000";',
    ';"2,25";USD;"0,0120000000";',
    `;"'=HYPERLINK(""x"");2";`,
  ])
    expect(row).toContain(cell);
  const again = ['cur', 'lines', ...month, '--out', 'lines.csv'];
  expect((await cli.run(...again)).stderr).toMatch(
    /^ALREADY_EXISTS: There is a lines\.csv with other content already/u,
  );
  expect(await cli.run(...again, '--overwrite')).toMatchObject({ code: 0 });
  expect(readFileSync(join(cli.folder, 'lines.csv'), 'utf8').split('\r\n')).toHaveLength(4);
  expect(await cli.run(...again, '--overwrite', '--limit', '1')).toMatchObject({ code: 2 });
  expect(await cli.run('cur', 'lines', ...month, '--overwrite')).toMatchObject({ code: 2 });
  expect(await cli.run('cur', 'health', ...month, '--overwrite')).toMatchObject({ code: 2 });

  expect((await cli.run('cur', 'health', ...month, '--out', 'findings.csv')).stderr).toMatch(
    /findings\.csv: \d findings$/mu,
  );
  const findings = readFileSync(join(cli.folder, 'findings.csv'), 'utf8').split('\r\n');
  expect(findings[0]).toBe('\ufeffSeverity;Code;Finding;Lines;Unblended;Lines that fit');
  expect(findings).toContain(
    'warning;unknown-accounts;One account with costs not in the ledger: 011111111111.;2;"-1,0000000000";line_item_usage_account_id = 011111111111',
  );
  expect((await cli.run('cur', 'health', ...month, '--by-day')).stdout).toMatch(
    /^2026-10-05 +Usage +-1\.0000000000$/mu,
  );
});
