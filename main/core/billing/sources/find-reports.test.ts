import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../../../test/support/temp-core.ts';
import { skipOnWindows } from '../../../../test/support/platform.ts';
import { findReports } from './find-reports.ts';
import { monthOfPath } from './manifest.ts';

const A = '16e57707-f9e3-49be-8be6-b84e684b5194';
const B = '26e57707-f9e3-49be-8be6-b84e684b5194';

function folderOf(files: Record<string, string>): string {
  const folder = tempFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function legacy(assembly: string, keys: string[], period = '20261001T000000.000Z'): string {
  return JSON.stringify({
    assemblyId: assembly,
    account: '099999999999',
    reportName: 'r',
    billingPeriod: { start: period, end: '20261101T000000.000Z' },
    reportKeys: keys,
  });
}

/** What is found, by names inside of the folder. */
async function found(folder: string, ...paths: string[]): Promise<unknown> {
  const { reports, leftOut } = await findReports(paths.length === 0 ? [folder] : paths);
  const short = (path: string): string => relative(folder, path).replaceAll('\\', '/');
  return {
    reports: reports.map(({ manifest, files, month }) => ({
      assembly: manifest?.assembly ?? null,
      month,
      files: files.map(short),
    })),
    leftOut: leftOut.map(short),
  };
}

it('AWS keeps old deliveries: the one that the month’s manifest names is read, the other is said to be left out', async () => {
  const folder = folderOf({
    'p/r/20261001-20261101/r-Manifest.json': legacy(B, [`p/r/20261001-20261101/${B}/r-1.csv.gz`]),
    [`p/r/20261001-20261101/${A}/r-Manifest.json`]: legacy(A, [`p/r/20261001-20261101/${A}/r-1.csv.gz`]),
    [`p/r/20261001-20261101/${B}/r-Manifest.json`]: legacy(B, [`p/r/20261001-20261101/${B}/r-1.csv.gz`]),
    [`p/r/20261001-20261101/${A}/r-1.csv.gz`]: 'old',
    [`p/r/20261001-20261101/${B}/r-1.csv.gz`]: 'new',
  });
  expect(await found(folder)).toEqual({
    reports: [{ assembly: B, month: '2026-10', files: [`p/r/20261001-20261101/${B}/r-1.csv.gz`] }],
    leftOut: [`p/r/20261001-20261101/${A}/r-1.csv.gz`],
  });
});

it('two deliveries of a month, and nothing that says which one counts, are refused', async () => {
  const both = folderOf({
    [`${A}/r-Manifest.json`]: legacy(A, [`${A}/r-1.csv.gz`]),
    [`${B}/r-Manifest.json`]: legacy(B, [`${B}/r-1.csv.gz`]),
    [`${A}/r-1.csv.gz`]: '',
    [`${B}/r-1.csv.gz`]: '',
  });
  await expect(findReports([both])).rejects.toMatchObject({
    code: 'FILE_DAMAGED',
    message: expect.stringContaining('2 deliveries of 2026-10') as string,
  });
  const loose = folderOf({ [`${A}/r-1.csv.gz`]: '', [`${B}/r-1.csv.gz`]: '' });
  await expect(findReports([loose])).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
});

it('a file that the manifest names and that is not there is refused', async () => {
  const folder = folderOf({ 'r-Manifest.json': legacy(A, ['x/r-1.csv.gz', 'x/r-2.csv.gz']), 'r-1.csv.gz': '' });
  await expect(findReports([folder])).rejects.toMatchObject({
    code: 'FILE_DAMAGED',
    message: expect.stringContaining('it names 2 files, and r-2.csv.gz is not there') as string,
  });
});

it('Data Exports and partitions of Athena are told by their folders, each month a report', async () => {
  const exported = folderOf({
    'e/metadata/BILLING_PERIOD=2026-09/e-Manifest.json': JSON.stringify({
      executionId: 'run-1',
      exportArn: 'arn:aws:bcm-data-exports:us-east-1:099999999999:export/e',
      dataFiles: ['s3://b/e/data/BILLING_PERIOD=2026-09/e-00001.snappy.parquet'],
    }),
    'e/data/BILLING_PERIOD=2026-09/e-00001.snappy.parquet': '',
  });
  expect(await found(exported)).toEqual({
    reports: [{ assembly: 'run-1', month: '2026-09', files: ['e/data/BILLING_PERIOD=2026-09/e-00001.snappy.parquet'] }],
    leftOut: [],
  });
  const athena = folderOf({ 'year=2026/month=9/a.parquet': '', 'year=2026/month=10/a.parquet': '', 'readme.txt': '' });
  expect(await found(athena)).toEqual({
    reports: [
      { assembly: null, month: '2026-10', files: ['year=2026/month=10/a.parquet'] },
      { assembly: null, month: '2026-09', files: ['year=2026/month=9/a.parquet'] },
    ],
    leftOut: [],
  });
});

it('files that are named are one report, whatever they are called; nothing at all is said', async () => {
  const folder = folderOf({ 'one.csv': '', 'report.txt': '', 'r-Manifest.json': '{' });
  expect(await found(folder, join(folder, 'one.csv'), join(folder, 'report.txt'))).toEqual({
    reports: [{ assembly: null, month: null, files: ['one.csv', 'report.txt'] }],
    leftOut: [],
  });
  await expect(findReports([tempFolder()])).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  await expect(findReports([join(folder, 'not-there.csv')])).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  await expect(findReports([folder])).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
});

it.skipIf(skipOnWindows('links need a right there'))('links inside of a folder are not followed', async () => {
  const folder = folderOf({ 'a.csv': '' });
  symlinkSync(folderOf({ 'secret.csv': '' }), join(folder, 'elsewhere'));
  symlinkSync('/etc/passwd', join(folder, 'b.csv'));
  expect(await found(folder)).toMatchObject({ reports: [{ files: ['a.csv'] }] });
});

it.each([
  ['x/BILLING_PERIOD=2026-10/a', '2026-10'],
  ['C:\\out\\year=2026\\month=3\\a', '2026-03'],
  ['p/20260201-20260301/a.csv', '2026-02'],
  ['p/20260215-20260301/a.csv', null],
  ['x/BILLING_PERIOD=2026-50/a', null],
  ['x/BILLING_PERIOD=2026-100/a', null],
  ['x/year=2026/month=0/a', null],
  ['p/20261301-20270101/a.csv', null],
  ['plain.csv', null],
])('the folders of %s say %s', (path, month) => {
  expect(monthOfPath(path)).toBe(month);
});
