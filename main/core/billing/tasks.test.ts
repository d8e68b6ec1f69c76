import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it, vi } from 'vitest';
import { inProcessClient } from '../../rpc/in-process.ts';
import type { Core } from '../core.ts';
import { silentLog } from '../log/log.ts';
import { startEngine } from '../duckdb/start-engine.ts';
import type { Client } from '../../../shared/contract/client.ts';
import type { DataSet } from '../../../shared/contract/cost-data.ts';
import { resultOf } from '../../../test/support/result-of.ts';
import { csvOf, USAGE } from '../../../test/support/cost-report.ts';
import { tempCore, tempFolder } from '../../../test/support/temp-core.ts';

const MPA = '099999999999';

async function start(): Promise<{ client: Client; page: Client; folder: string; cached: () => string[] }> {
  const { core, client, ledgerPath } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Example', scenario: 'msp' });
  const cost = join(dirname(ledgerPath), 'cost-data');
  const cached = (): string[] =>
    existsSync(cost)
      ? readdirSync(cost, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(cost, name)).isFile())
      : [];
  return { client, page: pageOf(core), folder: tempFolder(), cached };
}

/** A client as a page in a browser has it: it can name no file of this computer. */
function pageOf(core: Core): Client {
  return inProcessClient({ core, log: silentLog(), localFiles: false });
}

async function add(client: Client, ...paths: string[]): Promise<DataSet[]> {
  const { added } = await resultOf(await client.costData.add({ mpaId: MPA, paths }));
  return added.map(({ value }) => value);
}

it('a report is added, listed, looked at line by line, forgotten, and what is known of it comes back by undo', async () => {
  const { client, folder, cached } = await start();
  const lines = [1, 2, 3, 4, 5].map((each) => ({ ...USAGE, line_item_unblended_cost: `${each}.5` }));
  const path = join(folder, 'october.csv.gz');
  writeFileSync(path, gzipSync(csvOf(lines)));
  const [set] = await add(client, path);
  expect(set).toMatchObject({
    mpaId: MPA,
    month: '2026-10',
    source: 'files',
    currency: 'USD',
    lines: 5,
    accounts: 1,
    unblended: '17.5000000000',
    state: 'final',
    proven: 'checksums',
    files: [{ name: 'october.csv.gz', lines: 5, bytes: statSync(path).size }],
    accepted: [],
  });
  expect(cached()).toHaveLength(1);
  expect(await client.costData.list({})).toEqual([set]);

  const of = { mpaId: MPA, month: '2026-10' };
  const page = async (asked: object): Promise<(string | null | undefined)[]> => {
    const { columns, rows, next } = await client.costData.lines({ ...of, ...asked });
    const at = columns.indexOf('line_item_unblended_cost');
    return [...rows.map((row) => row[at]), next];
  };
  expect(await page({ limit: 2 })).toEqual(['1.5000000000', '2.5000000000', '1']);
  expect(await page({ limit: 2, cursor: '1' })).toEqual(['3.5000000000', '4.5000000000', '3']);
  expect(await page({ limit: 2, cursor: '3' })).toEqual(['5.5000000000', null]);
  const where = (column: string, operator: string, value: string): object => ({ where: [{ column, operator, value }] });
  expect(await page(where('line_item_unblended_cost', '>', '3.5'))).toEqual(['4.5000000000', '5.5000000000', null]);
  expect(await page(where('line_item_usage_type', 'contains', 'BOXusage'))).toHaveLength(6);
  expect(await page(where('line_item_product_code', '!=', 'AmazonEC2'))).toEqual([null]);
  expect(await page(where('line_item_usage_start_date', '<', '2026-10-06'))).toHaveLength(6);
  expect(await page(where('line_item_usage_account_id', '=', "' OR 1 = 1 --"))).toEqual([null]);
  await expect(page(where('line_item_unblended_cost', '=', 'free'))).rejects.toMatchObject({ code: 'INVALID_INPUT' });

  const { value: gone } = await client.costData.forget(of);
  expect(gone).toMatchObject({ lines: 5 });
  expect([await client.costData.list({}), cached()]).toEqual([[], []]);
  await client.history.undo();
  expect(await client.costData.list({})).toMatchObject([{ lines: 5, cachedBytes: null }]);
  await expect(client.costData.lines(of)).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: expect.stringContaining('The lines of October 2026 are not on this computer') as string,
  });
  await add(client, path);
  expect(await page({ limit: 2 })).toHaveLength(3);
});

it('a month that is read again replaces the one before, and undo brings that back', async () => {
  const { client, folder } = await start();
  const open = join(folder, 'open.csv');
  const final = join(folder, 'final.csv');
  writeFileSync(open, csvOf([{ ...USAGE, bill_invoice_id: '' }]));
  writeFileSync(final, csvOf([USAGE, USAGE]));
  await add(client, open);
  await add(client, final);
  const states = async (): Promise<unknown[]> =>
    (await client.costData.list({ mpaId: MPA })).map(({ state, lines, cachedBytes }) => [
      state,
      lines,
      cachedBytes !== null,
    ]);
  expect(await states()).toEqual([['final', 2, true]]);
  expect((await client.history.undo()).value).toMatchObject({ label: 'Read cost data of October 2026 (2 lines)' });
  expect(await states()).toEqual([['open', 1, true]]);
  expect(await client.costData.empty({ mpaId: MPA })).toMatchObject({ files: 1 });
  expect(await states()).toEqual([['open', 1, false]]);
});

it('a folder of several months is several changes; what no manifest names is said to be left out', async () => {
  const { client, folder } = await start();
  const manifest = (month: string, file: string): string =>
    JSON.stringify({
      assemblyId: `a-${month}`,
      account: MPA,
      reportName: 'r',
      billingPeriod: { start: `2026${month}01T000000.000Z` },
      reportKeys: [`r/${month}/${file}`],
    });
  for (const [month, file] of [
    ['08', 'r-1.csv'],
    ['09', 'r-1.csv.gz'],
    ['10', 'r-1.csv.gz'],
  ] as const) {
    mkdirSync(join(folder, month));
    const line = { ...USAGE, line_item_usage_start_date: `2026-${month}-01` };
    const csv = csvOf([line]);
    writeFileSync(join(folder, month, file), file === 'r-1.csv' ? csv : gzipSync(csv));
    writeFileSync(join(folder, month, 'r-Manifest.json'), manifest(month, file));
  }
  writeFileSync(join(folder, 'other.csv'), csvOf([USAGE]));
  const { added, leftOut } = await resultOf(await client.costData.add({ mpaId: MPA, paths: [folder] }));
  expect(added.map(({ value: { month, assembly, proven } }) => [month, assembly, proven])).toEqual([
    // That a csv was not cut at a line's end nothing says: a manifest names no sizes.
    ['2026-08', 'a-08', 'nothing'],
    ['2026-09', 'a-09', 'manifest'],
    ['2026-10', 'a-10', 'manifest'],
  ]);
  expect(leftOut).toEqual([join(folder, 'other.csv')]);
});

it('what is refused leaves nothing: another payer account, one that the ledger does not know', async () => {
  const { client, folder, cached } = await start();
  const path = join(folder, 'a.csv');
  writeFileSync(path, csvOf([{ ...USAGE, bill_payer_account_id: '088888888888' }]));
  await expect(add(client, path)).rejects.toMatchObject({ code: 'INVALID_ROWS', data: { accept: ['other-payer'] } });
  await expect(resultOf(await client.costData.add({ mpaId: '088888888888', paths: [path] }))).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect([cached(), await client.costData.list({})]).toEqual([[], []]);
  await client.mpas.remove({ id: MPA });
});

it('the engine gets the memory that the settings give, from the next piece of work on', async () => {
  const given: number[] = [];
  const { client } = tempCore({
    startEngine: () => {
      const link = startEngine();
      const post: typeof link.post = (message) => {
        if (message.type === 'open') given.push(message.limits.memoryMb);
        link.post(message);
      };
      return { ...link, post };
    },
  });
  await client.mpas.add({ id: MPA, name: 'Example', scenario: 'msp' });
  const path = join(tempFolder(), 'a.csv');
  writeFileSync(path, csvOf([USAGE]));
  await add(client, path);
  const of = { mpaId: MPA, month: '2026-10' };
  await client.costData.lines(of);
  await client.settings.set({ values: { costDataMemory: '300' } });
  expect((await client.costData.lines(of)).rows).toHaveLength(1);
  expect(given).toEqual([256, 256, 300]);
});

it('a payer account goes with its cost data, and comes back with it', async () => {
  const { client, folder } = await start();
  const path = join(folder, 'a.csv');
  writeFileSync(path, csvOf([USAGE]));
  await add(client, path);
  await client.mpas.remove({ id: MPA });
  expect(await client.costData.list({})).toEqual([]);
  await client.history.undo();
  expect(await client.costData.list({})).toHaveLength(1);
});

/** Adds files as a page in a browser does, whole. @param upTo so many bytes of all are sent */
async function send(page: Client, files: Readonly<Record<string, string>>, upTo = Infinity, signal?: AbortSignal) {
  const sent = Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.byteLength(text) }));
  const stream = await page.costData.add({ mpaId: MPA, sent }, { ...(signal && { signal }) });
  const { value } = await stream.next();
  const { uploadId } = value as { uploadId: string };
  for (const [file, text] of Object.values(files).entries())
    await page.costData.sendPiece({
      uploadId,
      file,
      at: 0,
      base64: Buffer.from(text).subarray(0, upTo).toString('base64'),
    });
  return stream;
}

it('a page in a browser sends a folder: it is read with its manifest, by its own names, and is gone afterwards', async () => {
  const { client, page, cached } = await start();
  const manifest = { assemblyId: 'a-10', account: MPA, reportName: 'r', reportKeys: ['r/10/r-1.csv'] };
  const files = {
    'r/10/r-Manifest.json': JSON.stringify(manifest),
    'r/10/r-1.csv': csvOf([USAGE]),
    'r/old/r-0.csv': csvOf([USAGE]),
  };
  const { added, leftOut } = await resultOf(await send(page, files));
  expect(added.map(({ value: { proven, files } }) => [proven, files.map(({ name }) => name)])).toEqual([
    // A csv that is not packed can have been cut at the end of a line.
    ['nothing', ['r-1.csv']],
  ]);
  expect(leftOut).toEqual([join('r', 'old', 'r-0.csv')]);
  expect(cached()).toHaveLength(1);
  expect(await client.costData.list({})).toMatchObject([{ lines: 1, simulated: false }]);
});

it('of what is cancelled or refused nothing that was sent stays; no page names a file by its path', async () => {
  const { page, folder, cached } = await start();
  const cancel = new AbortController();
  const half = await send(page, { 'a.csv': csvOf([USAGE]) }, 100, cancel.signal);
  expect(cached().map((name) => basename(name))).toEqual(['a.csv']);
  cancel.abort();
  await expect(resultOf(half)).rejects.toBeDefined();
  await vi.waitFor(() => expect(cached()).toEqual([]));
  await expect(resultOf(await send(page, { 'a.csv': 'no,report\n1,2\n' }))).rejects.toMatchObject({
    code: 'COLUMN_NOT_FOUND',
  });
  expect(cached()).toEqual([]);
  writeFileSync(join(folder, 'a.csv'), csvOf([USAGE]));
  await expect(add(page, join(folder, 'a.csv'))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(page.costData.add({ mpaId: MPA })).rejects.toBeDefined();
});
