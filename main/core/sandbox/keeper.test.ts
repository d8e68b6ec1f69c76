import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import { tempCore, tempFolder } from '../../../test/support/temp-core.ts';
import { openSandbox } from './sandbox.ts';
import { readRunning } from './running.ts';

const FIRST = accountId('099999999999');
const SECOND = accountId('012345678901');

test('the core runs the sandbox until it is closed, and gives it the accounts that it lacks', async () => {
  const sandboxFolder = join(tempFolder(), 'sandbox');
  const { core, client } = tempCore({ sandboxFolder });
  await expect(client.sandbox.status()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const started = await client.sandbox.start({ accounts: [FIRST] });
  expect(started.accounts.map(({ id }) => id)).toEqual(['099999999999']);
  expect(started.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
  expect((await fetch(`${started.url}/`)).status).toBe(403);

  await client.sandbox.advance({ milliseconds: 3_600_000 });
  const more = await client.sandbox.start({ accounts: [SECOND, FIRST] });
  expect(more.accounts.map(({ id }) => id)).toEqual(['099999999999', '012345678901']);
  expect([more.url, more.advanced]).toEqual([started.url, 3_600_000]);

  await core.close();
  expect(readRunning(sandboxFolder)).toBeNull();
  expect((await client.sandbox.status()).url).toBeNull();
});

test('two that ask at once get one sandbox', async () => {
  const { client } = tempCore({ sandboxFolder: join(tempFolder(), 'sandbox') });
  const [first, second] = await Promise.all([
    client.sandbox.start({ accounts: [FIRST] }),
    client.sandbox.start({ accounts: [SECOND] }),
  ]);
  expect(second.url).toBe(first.url);
  expect((await client.sandbox.status()).accounts).toHaveLength(2);
});

test('one that another program runs is used, and left running', async () => {
  const sandboxFolder = join(tempFolder(), 'sandbox');
  const other = await openSandbox({ folder: sandboxFolder, accounts: [FIRST] });
  onTestFinished(() => other.stop());
  const { core, client } = tempCore({ sandboxFolder });
  const status = await client.sandbox.start({ accounts: [SECOND] });
  expect(status.url).toBe(other.url);
  expect(status.accounts.map(({ id }) => id)).toEqual(['099999999999', '012345678901']);
  await core.close();
  expect(readRunning(sandboxFolder)).not.toBeNull();
});

test('a host without a folder for it says so', async () => {
  const { client } = tempCore();
  await expect(client.sandbox.start({ accounts: [FIRST] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
