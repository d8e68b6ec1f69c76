import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Client } from '../../../shared/contract/client.ts';
import { tempFolder } from '../../../test/support/temp-core.ts';
import { silentLog } from '../../core/log/log.ts';
import { inProcessClient } from '../../rpc/in-process.ts';
import { HostDesk } from './host-desk.ts';

async function openDesk(): Promise<{ desk: HostDesk; client: Client; folder: string }> {
  const folder = tempFolder();
  const desk = await HostDesk.open({
    ledgerPath: join(folder, 'ledger.db'),
    demoFolder: join(folder, 'demo'),
    host: 'web',
    who: 'tester',
    appVersion: '0',
    log: silentLog(),
    localFiles: false,
  });
  onTestFinished(() => desk.close());
  return { desk, client: inProcessClient(desk.context), folder };
}

/** Opens the demo; gives how far it told to be. */
async function openDemo(client: Client, input: { anew?: boolean } = {}): Promise<number[]> {
  const done: number[] = [];
  for await (const progress of await client.demo.open(input)) {
    expect(progress.total).toBe(46);
    done.push(progress.done);
  }
  return done;
}

/** What a follower is told when another ledger is shown, and at first. */
const ANOTHER_LEDGER = { operationId: null, touched: [] };

const names = async (client: Client): Promise<string[]> => (await client.mpas.list()).map(({ name }) => name);

test(
  'the demo is shown instead of the own ledger and never mixes with it; who follows the ledger is told',
  { timeout: 60_000 },
  async () => {
    const { client, folder } = await openDesk();
    await client.mpas.add({ id: '099999999999', name: 'Northwind', scenario: 'enterprise' });
    expect(await client.demo.status()).toEqual({ offered: true, open: false, folder: join(folder, 'demo') });
    expect(existsSync(join(folder, 'demo'))).toBe(false);

    const changes = await client.ledger.watch();
    expect((await changes.next()).value).toEqual(ANOTHER_LEDGER);
    expect((await openDemo(client)).at(-1)).toBe(46);
    expect((await changes.next()).value).toEqual(ANOTHER_LEDGER);
    expect(await names(client)).toEqual(['Alpine Group', 'Example MSP', 'Tailspin Bakery']);
    expect((await client.ledger.status()).demo).toBe(true);
    expect(readdirSync(join(folder, 'demo', 'account-lists')).sort()).toEqual([
      'alpine-organizations-export.csv',
      'msp-billing-team.xlsx',
      'msp-with-mistakes.csv',
      'rejected-rows.xlsx',
    ]);

    await client.mpas.set({ id: '098700005432', name: 'Changed in the demo' });
    expect((await changes.next()).value).toMatchObject({ touched: ['mpa'] });
    expect((await client.demo.leave()).open).toBe(false);
    expect((await changes.next()).value).toEqual(ANOTHER_LEDGER);
    await changes.return?.();
    expect(await names(client)).toEqual(['Northwind']);
    expect((await client.ledger.status()).demo).toBe(false);
    expect((await client.history.list({})).map(({ command, mpaId }) => [command, mpaId])).toEqual([
      ['mpas.add', '099999999999'],
    ]);

    // It is there already, as it was left; made anew it is as at the first.
    expect(await openDemo(client)).toEqual([]);
    expect(await names(client)).toEqual(['Alpine Group', 'Changed in the demo', 'Tailspin Bakery']);
    await openDemo(client, { anew: true });
    expect(await names(client)).toEqual(['Alpine Group', 'Example MSP', 'Tailspin Bakery']);
  },
);

test(
  'a demo that was cancelled is not shown; two windows that then ask at once get one',
  { timeout: 60_000 },
  async () => {
    const { desk, client, folder } = await openDesk();
    const end = new AbortController();
    const given = desk.open({ anew: false }, { signal: end.signal, onProgress: () => end.abort() });
    await expect(given).rejects.toMatchObject({ code: 'CANCELLED' });
    expect([desk.isOpen, existsSync(join(folder, 'demo', 'whole.txt'))]).toEqual([false, false]);
    const [told, toldToSecond] = await Promise.all([openDemo(client), openDemo(client)]);
    expect([told.at(-1), toldToSecond]).toEqual([46, []]);
    expect(desk.isOpen).toBe(true);
  },
);
