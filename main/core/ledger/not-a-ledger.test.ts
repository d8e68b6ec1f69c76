import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { act } from '../../../shared/domain/action.ts';
import { skipOnWindows } from '../../../test/support/platform.ts';
import { resultOf } from '../../../test/support/result-of.ts';
import { tempCore, tempFolder } from '../../../test/support/temp-core.ts';
import { listBackups } from './backup-files.ts';
import { currentHolder, takeWriterLock } from './lock.ts';
import { openWriter } from './open-writer.ts';

const ADD = { id: '099999999999', name: 'Acme', scenario: 'msp' } as const;
const actor = { who: 'kim', host: 'test' } as const;
const clock = (): Date => new Date('2026-11-21T04:00:00.000Z');

/** A closed ledger with a payer account and a backup. */
async function ledgerWithBackup(): Promise<{ path: string; backup: string }> {
  const { core, client, ledgerPath } = tempCore();
  await client.mpas.add(ADD);
  const { path: backup } = await resultOf(await client.ledger.backup({}));
  await core.close();
  return { path: ledgerPath, backup };
}

describe('an emptied file', () => {
  it.each([
    ['of 0 bytes', ''],
    ['of 1 byte', '\0'],
  ])('%s is damaged, is told with the newest backup by all, is not written to, and is restored', async (_of, left) => {
    const { path, backup } = await ledgerWithBackup();
    writeFileSync(path, left);
    // Changes that are in the write-ahead log alone: SQLite would throw it away.
    writeFileSync(`${path}-wal`, 'the last changes');
    const { client } = tempCore({ ledgerPath: path });
    const damaged = {
      code: 'LEDGER_DAMAGED',
      message: expect.stringMatching(
        /^The ledger file is empty: what was in it is gone\. Nothing was changed\. To begin a new ledger, move the file away first\. The newest backup is of /u,
      ) as string,
      data: { path, backup },
    };
    await expect(client.mpas.list()).rejects.toMatchObject(damaged);
    await expect(client.mpas.add({ ...ADD, id: '088888888888' })).rejects.toMatchObject(damaged);
    await expect(client.ledger.verify().then(resultOf)).rejects.toMatchObject(damaged);
    await expect(client.ledger.backup({}).then(resultOf)).rejects.toMatchObject(damaged);
    expect([readFileSync(path, 'latin1'), readFileSync(`${path}-wal`, 'latin1')]).toEqual([left, 'the last changes']);

    const { keptAside } = await client.ledger.restore({ path: backup });
    expect(readFileSync(`${keptAside}-wal`, 'latin1')).toBe('the last changes');
    expect((await client.mpas.list()).map(({ name }) => name)).toEqual(['Acme']);
  });

  it('without a backup says that there is none, and how a new one is begun', async () => {
    const path = join(tempFolder(), 'ledger.db');
    writeFileSync(path, '');
    await expect(tempCore({ ledgerPath: path }).client.mpas.add(ADD)).rejects.toMatchObject({
      code: 'LEDGER_DAMAGED',
      message: `The ledger file is empty: what was in it is gone. Nothing was changed. To begin a new ledger, move the file away first. There is no backup beside it; restore one that you keep elsewhere with: ${act('ledger.restore')}`,
    });
  });

  it('is told as damaged also where a file lies in the place of the folder of backups', async () => {
    const path = join(tempFolder(), 'ledger.db');
    writeFileSync(path, '');
    writeFileSync(join(path, '..', 'backups'), '');
    const { client } = tempCore({ ledgerPath: path });
    await expect(client.mpas.list()).rejects.toMatchObject({ code: 'LEDGER_DAMAGED', data: { backup: null } });
    expect(await client.ledger.backups()).toEqual([]);
  });

  it('of a backup is told as one that can’t be restored', async () => {
    const { path, backup } = await ledgerWithBackup();
    writeFileSync(backup, '\0');
    await expect(tempCore({ ledgerPath: path }).client.ledger.restore({ path: backup })).rejects.toMatchObject({
      code: 'LEDGER_DAMAGED',
      message: `The file is empty, not a backup: ${backup}. Choose another one.`,
    });
  });
});

test('a new ledger has its name when it is whole, and what a killed maker left is no hindrance', () => {
  const path = join(tempFolder(), 'new.db');
  for (const ending of ['.new', '.new-wal', '.new-journal']) writeFileSync(`${path}${ending}`, 'half a ledger');
  openWriter({ path, actor, clock, appVersion: '0' }).close();
  expect(readdirSync(join(path, '..')).filter((name) => name.includes('.new'))).toEqual([]);
  expect(statSync(path).size).toBeGreaterThan(4096);
});

describe('what is no file', () => {
  it.skipIf(skipOnWindows('pipes and devices have no paths there'))(
    'is refused by its kind, at once, by reads and changes, and nothing is made beside it',
    async () => {
      const folder = tempFolder();
      const at = (name: string): string => join(folder, name);
      mkdirSync(at('folder'));
      expect(spawnSync('mkfifo', [at('pipe')]).status).toBe(0);
      symlinkSync('/dev/null', at('device'));
      symlinkSync('/dev/zero', at('endless'));
      for (const [name, path, kind] of [
        ['folder', at('folder'), 'folder'],
        ['pipe', at('pipe'), 'pipe'],
        ['device', '/dev/null', 'device'],
        ['endless', '/dev/zero', 'device'],
      ] as const) {
        const { client } = tempCore({ ledgerPath: at(name) });
        const refused = (place: string): object => ({
          code: 'LEDGER_IO',
          message: `There is a ${kind} at ${place}, where only a file can be. Nothing was opened or changed. See that its path is a file, or give another one.`,
        });
        await expect(client.mpas.list()).rejects.toMatchObject(refused(at(name)));
        await expect(client.mpas.add(ADD)).rejects.toMatchObject(refused(path));
        const other = tempCore();
        await expect(other.client.ledger.restore({ path: at(name) })).rejects.toMatchObject(refused(at(name)));
      }
      expect(readdirSync(folder).sort()).toEqual(['device', 'endless', 'folder', 'pipe']);
      expect(existsSync('/dev/null.lock')).toBe(false);
    },
  );

  it.skipIf(skipOnWindows('pipes have no paths there'))(
    'is refused beside a ledger, too, where SQLite would open it: a pipe as its write-ahead log',
    async () => {
      const { path } = await ledgerWithBackup();
      expect(spawnSync('mkfifo', [`${path}-wal`]).status).toBe(0);
      await expect(tempCore({ ledgerPath: path }).client.mpas.list()).rejects.toMatchObject({
        code: 'LEDGER_IO',
        message: expect.stringContaining(`There is a pipe at ${path}-wal, `) as string,
      });
    },
  );

  it.skipIf(skipOnWindows('links need a right there'))('a link in a circle is told', async () => {
    const path = join(tempFolder(), 'loop.db');
    symlinkSync('loop.db', path);
    const { client } = tempCore({ ledgerPath: path });
    const told = {
      code: 'LEDGER_IO',
      message: `It can't be seen what is at ${path} (ELOOP). Nothing was opened or changed. See that you may enter its folder, and that no link leads in a circle.`,
    };
    await expect(client.mpas.list()).rejects.toMatchObject(told);
    await expect(client.mpas.add(ADD)).rejects.toMatchObject(told);
  });
});

describe.skipIf(skipOnWindows('links need a right there'))('a ledger that is named by a link', () => {
  it('has one lock, one log and one folder of backups with its own name, before it is made, too', async () => {
    const folder = tempFolder();
    const [path, link] = [join(folder, 'real', 'own.db'), join(folder, 'links', 'link.db')];
    mkdirSync(join(folder, 'links'));
    symlinkSync('../real/own.db', link);
    mkdirSync(join(folder, 'real'));
    const lock = takeWriterLock(link, actor, clock);
    expect(currentHolder(path)).toMatchObject({ who: 'kim' });
    expect(() => takeWriterLock(path, actor, clock)).toThrow(expect.objectContaining({ code: 'LEDGER_LOCKED' }));
    lock.release();

    const { client, core } = tempCore({ ledgerPath: link });
    await client.mpas.add(ADD);
    const { path: backup } = await resultOf(await client.ledger.backup({}));
    expect(listBackups(path).map((each) => each.path)).toEqual([backup]);
    expect(() => takeWriterLock(path, actor, clock)).toThrow(expect.objectContaining({ code: 'LEDGER_LOCKED' }));
    await client.mpas.set({ id: ADD.id, name: 'Later' });
    await client.ledger.restore({ path: backup });
    await core.close();
    expect((await tempCore({ ledgerPath: path }).client.mpas.list()).map(({ name }) => name)).toEqual(['Acme']);
    expect(readdirSync(join(folder, 'links'))).toEqual(['link.db']);
  });
});
