/** Cost data from the bucket of a payer account in the sandbox: listed, downloaded whole, in parts, and while AWS overwrites it. */
import { readdirSync, statSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { awsDesk } from '../support/aws-desk.ts';
import type { AwsDesk } from '../support/aws-desk.ts';
import { clientsOf } from '../support/temp-sandbox.ts';

const DAY = 24 * 3_600_000;
const MONTH = '2026-10';
const Bucket = 'spotinst-cur-report';
const FOLDER = 'spotinst_eco/spotinst-cur-report';
const MANIFEST = `${FOLDER}/20261001-20261101/spotinst-cur-report-Manifest.json`;
/** Files of the first delivery, on 20 October at 14:00, which has what was used until 08:00. */
const FILES = 2;
/**
 * 464 hours and 20 days: 6 machines by the hour, 3 reservations and one for half of each day (19 × 12 + 8), 4 machines under plans with what takes
 * them back, 2 fees of plans; 5 lines a day of 25 accounts; 2 fees of reservations, one bought, one plan bought, one line of Marketplace, 13 single
 * lines; a discount and a tax for each account.
 */
const LINES = 464 * (6 + 3 + 4 + 4 + 2) + 236 + 20 * 5 * 25 + 2 + 1 + 1 + 1 + 13 + 25 + 25;

/** A payer account whose set-up began on 20 October at 06:00, a day later. */
async function deskWithReport(): Promise<AwsDesk> {
  const now = '2026-10-20T06:00:00Z';
  const desk = await awsDesk({ scenario: 'enterprise', clock: () => Date.parse(now), now });
  await desk.applyAgreed();
  desk.sandbox.advance(DAY);
  return desk;
}

/** A text with this in it. */
const containing = (text: string): string => expect.stringContaining(text) as string;
const list = ({ core, mpaId }: AwsDesk) => core.task('costData.delivered', { mpaId, profile: null, month: null });
const fetch = ({ core, mpaId }: AwsDesk, more: Parameters<typeof core.task>[2] = {}) =>
  core.task('costData.fetch', { mpaId, profile: null, month: MONTH, accept: [] }, more);

/** How often the bucket was asked for an object. */
const downloads = ({ sandbox }: AwsDesk): number =>
  sandbox.calls.filter(({ service, operation }) => `${service}:${operation}` === 's3:GetObject').length;

/** Every file under the data folder's `work`, with its size. */
function downloaded({ ledgerPath }: AwsDesk): [path: string, bytes: number][] {
  return readdirSync(join(dirname(ledgerPath), 'cost-data'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath.includes('/work/'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => [path, statSync(path).size]);
}

it('a month is listed with its size, downloaded and read; what comes from the sandbox says so', async () => {
  const desk = await deskWithReport();
  const [there, ...others] = await list(desk);
  expect(others).toEqual([]);
  expect(there).toMatchObject({ month: MONTH, deliveredAt: '2026-10-20T14:00:00.000Z', files: FILES, isKept: false });
  const { fetched, files, bytes, again } = await fetch(desk);
  expect({ files, bytes, again }).toEqual({ files: FILES, bytes: there?.bytes, again: 0 });
  expect(fetched.value).toMatchObject({
    mpaId: desk.mpaId,
    month: MONTH,
    source: 'bucket',
    reportName: 'spotinst-cur-report',
    assembly: there?.assembly,
    currency: 'USD',
    lines: LINES,
    accounts: 25,
    state: 'open',
    proven: 'manifest',
    simulated: true,
    accepted: [],
  });
  expect(fetched.value.files.map(({ name }) => name)).toEqual([
    'spotinst-cur-report-00001.snappy.parquet',
    'spotinst-cur-report-00002.snappy.parquet',
  ]);
  expect(downloaded(desk)).toEqual([]);
  expect((await list(desk))[0]?.isKept).toBe(true);
});

it('its lines balance: health finds nothing wrong with them', async () => {
  const desk = await deskWithReport();
  await fetch(desk);
  const { findings } = await desk.client.costData.health({ mpaId: desk.mpaId, from: MONTH, to: MONTH });
  const codes = findings.filter(({ severity }) => severity === 'warning').map(({ code }) => code);
  // The month goes on, one type is newer than the product, and none of its accounts was imported.
  expect(codes.sort()).toEqual(['month-open', 'unknown-accounts', 'unknown-type']);
});

it('each call of it is in the journal, as a run that changed nothing', async () => {
  const desk = await deskWithReport();
  await fetch(desk);
  const [run] = await desk.client.aws.runs({ mpaId: desk.mpaId });
  expect(run).toMatchObject({
    kind: 'import',
    outcome: expect.stringMatching(/^cost data of October 2026: 2 files/u) as string,
  });
});

/** Cancels a download when its second file is begun. @returns the first file, which stays */
async function cancelled(desk: AwsDesk): Promise<[path: string, bytes: number]> {
  const abort = new AbortController();
  const first = fetch(desk, {
    signal: abort.signal,
    onProgress: ({ what }) => {
      if (what.endsWith('file 2 of 2')) abort.abort();
    },
  });
  await expect(first).rejects.toMatchObject({ code: 'CANCELLED' });
  const [path = '', bytes = 0] = downloaded(desk)[0] ?? [];
  expect(path).toMatch(/\/1\/spotinst-cur-report-00001\.snappy\.parquet$/u);
  return [path, bytes];
}

describe('a download that was cancelled', () => {
  it('goes on where it ended', async () => {
    const desk = await deskWithReport();
    await cancelled(desk);
    const before = downloads(desk);
    expect((await fetch(desk)).fetched.value.lines).toBe(LINES);
    // The manifest before and after, and the second file.
    expect(downloads(desk) - before).toBe(3);
    expect(downloaded(desk)).toEqual([]);
  });

  it('goes on with the bytes that a file lacks', async () => {
    const desk = await deskWithReport();
    const [path, bytes] = await cancelled(desk);
    truncateSync(path, Math.floor(bytes / 2));
    expect((await fetch(desk)).fetched.value.lines).toBe(LINES);
  });
});

it('a report that AWS overwrites meanwhile is downloaded anew', async () => {
  const desk = await deskWithReport();
  const before = (await list(desk))[0]?.assembly;
  let gets = 0;
  desk.sandbox.onCall(({ operation }, phase) => {
    if (operation !== 'GetObject' || phase !== 'after') return;
    gets += 1;
    // After the manifest and the first file.
    if (gets === 2) desk.sandbox.advance(DAY);
  });
  const { fetched, again } = await fetch(desk);
  expect(again).toBe(1);
  expect(fetched.value.assembly).not.toBe(before);
  expect(fetched.value.lines).toBeGreaterThan(LINES);
});

it('a report that is overwritten behind the last file is downloaded anew, too', async () => {
  const desk = await deskWithReport();
  let gets = 0;
  desk.sandbox.onCall(({ operation }, phase) => {
    if (operation !== 'GetObject' || phase !== 'after') return;
    gets += 1;
    // After the manifest and both files.
    if (gets === 1 + FILES) desk.sandbox.advance(DAY);
  });
  expect(await fetch(desk)).toMatchObject({ again: 1 });
});

it('what is overwritten again and again is given up, and nothing is kept', async () => {
  const desk = await deskWithReport();
  desk.sandbox.onCall(({ operation }, phase) => {
    if (operation === 'ListObjectsV2' && phase === 'after') desk.sandbox.advance(DAY);
  });
  await expect(fetch(desk)).rejects.toMatchObject({
    code: 'CONFLICT',
    message:
      'AWS overwrote the report of October 2026 4 times while it was downloaded. Nothing was kept. Try again in an hour.',
  });
  expect(downloaded(desk)).toEqual([]);
  expect(await desk.client.costData.list({})).toEqual([]);
});

describe('what is not as it should be', () => {
  const put = ({ sandbox }: AwsDesk, Key: string, Body: string) =>
    clientsOf(sandbox).s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  const manifest = (...reportKeys: string[]): string =>
    JSON.stringify({ assemblyId: 'a', account: '111122223333', reportName: 'spotinst-cur-report', reportKeys });

  it('a manifest that names a file which is not there', async () => {
    const desk = await deskWithReport();
    await put(desk, MANIFEST, manifest(`${FOLDER}/x/gone.snappy.parquet`));
    await expect(fetch(desk)).rejects.toMatchObject({
      code: 'FILE_DAMAGED',
      data: { key: `${FOLDER}/x/gone.snappy.parquet` },
    });
  });

  it('names of files that would lie elsewhere here, or are devices of Windows', async () => {
    const desk = await deskWithReport();
    const keys = [`${FOLDER}/x/..`, `${FOLDER}/x/CON.parquet`, `${FOLDER}/x/a\\..\\b`];
    for (const key of keys) await put(desk, key, 'no report');
    await put(desk, MANIFEST, manifest(...keys));
    await expect(fetch(desk)).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
    expect(downloaded(desk).map(([path]) => path.split('/').slice(-2).join('/'))).toEqual([
      '1/_',
      '2/_CON.parquet',
      '3/a_.._b',
    ]);
  });

  it('a month that is not there, and a bucket that is not', async () => {
    const desk = await deskWithReport();
    const { core, mpaId } = desk;
    const september = core.task('costData.fetch', { mpaId, profile: null, month: '2026-09', accept: [] });
    await expect(september).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'AWS has delivered no report of September 2026 to the bucket. There are: 2026-10.',
    });
    const without = await awsDesk();
    await expect(list(without)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: containing('There is no bucket spotinst-cur-report in AWS, so no report was delivered yet.'),
    });
  });

  it('a profile without the right to it', async () => {
    const desk = await deskWithReport();
    desk.sandbox.setFault({ key: 'not-allowed', operation: 's3:GetObject' });
    await expect(fetch(desk)).rejects.toMatchObject({
      code: 'SERVICE_FAILED',
      message: containing(`Ask whoever grants rights for s3:GetObject on arn:aws:s3:::${Bucket}/${MANIFEST}.`),
    });
  });
});

it('is forgotten when the rehearsal ends', async () => {
  const desk = await deskWithReport();
  const { client, mpaId } = desk;
  await fetch(desk);
  await client.aws.endRehearsal({ mpaId });
  expect(await client.costData.list({})).toEqual([]);
});
