import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { silentLog } from '../../main/core/log/log.ts';
import { Grants } from '../../main/hosts/desktop/grants.ts';
import { inProcessClient } from '../../main/rpc/in-process.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { tempCore, tempFolder } from '../support/temp-core.ts';

const MPA = accountId('099999999999');

/** A client as the desktop's page has it, and a list on this computer that nobody has given to the program. */
async function page() {
  const { core, client: operator } = tempCore();
  await operator.mpas.add({ id: MPA, name: 'Northwind', scenario: 'enterprise' });
  const folder = tempFolder();
  const list = join(folder, 'accounts.csv');
  writeFileSync(list, 'Account ID,Name\n012345678901,Shop\n');
  const grants = new Grants();
  const localFiles = (path: string): boolean => grants.cover(path);
  return { folder, list, grants, client: inProcessClient({ core, log: silentLog(), localFiles }) };
}

const REFUSED = {
  code: 'INVALID_INPUT',
  message: expect.stringContaining('only name what was chosen in a dialog') as string,
};

test('a page reads a file only when a person gave it', async () => {
  const { client, list, grants } = await page();
  const open = async (): Promise<string> => {
    const stream = await client.imports.open({ mpaId: MPA, source: { kind: 'path', path: list } });
    for (;;) {
      const { done, value } = await stream.next();
      if (done === true) return value.source.name;
    }
  };
  await expect(open()).rejects.toMatchObject(REFUSED);
  grants.add(list);
  expect(await open()).toBe('accounts.csv');
});

test('a page writes only into a folder that a person chose', async () => {
  const { client, folder, grants } = await page();
  const backup = async (path: string): Promise<void> => {
    const stream = await client.ledger.backup({ path });
    while ((await stream.next()).done !== true);
  };
  const path = join(folder, 'copy.db');
  await expect(backup(path)).rejects.toMatchObject(REFUSED);
  expect(existsSync(path)).toBe(false);
  grants.add(folder);
  await backup(path);
  expect(existsSync(path)).toBe(true);
});

test('a page restores the ledger’s own backups, and no other file', async () => {
  const { client, folder } = await page();
  await expect(client.ledger.restore({ path: join(folder, 'accounts.csv') })).rejects.toMatchObject(REFUSED);
  const stream = await client.ledger.backup({ path: null });
  while ((await stream.next()).done !== true);
  const [own] = await client.ledger.backups();
  expect(await client.ledger.restore({ path: own?.path ?? '' })).toMatchObject({ backupPath: own?.path });
});
