import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import type { Client } from '../../../shared/contract/client.ts';
import { dumpHash } from '../../../test/support/dump.ts';
import { resultOf } from '../../../test/support/result-of.ts';
import { tempCore, tempFolder } from '../../../test/support/temp-core.ts';
import { openDatabase } from '../sqlite/sqlite.ts';
import { backUpDaily, listBackups, listOtherBackups } from './backup-files.ts';
import { readIdentity } from './identity.ts';
import { migrate } from './migrate.ts';
import { openReader, openWriter } from './open-writer.ts';

afterEach(() => vi.unstubAllEnvs());

const A = accountId('099999999999');
const B = accountId('088888888888');
const NOW = '2026-11-21T06:00:00.000Z';

/** Does something with a ledger by a core of its own. */
async function withLedger<T>(ledgerPath: string, run: (client: Client) => Promise<T>): Promise<T> {
  const { core, client } = tempCore({ ledgerPath, now: NOW });
  const done = await run(client);
  await core.close();
  return done;
}

const add = (path: string, id: typeof A, name: string): Promise<unknown> =>
  withLedger(path, (client) => client.mpas.add({ id, name, scenario: 'msp' }));
const rename = (path: string, id: typeof A, name: string): Promise<unknown> =>
  withLedger(path, (client) => client.mpas.set({ id, name }));
const backUp = (path: string): Promise<string> =>
  withLedger(path, async (client) => (await resultOf(await client.ledger.backup({}))).path);
const restore = (path: string, backup: string, of: string | null = null): Promise<unknown> =>
  withLedger(path, (client) => client.ledger.restore({ path: backup, of }));
const namesIn = (path: string): Promise<string[]> =>
  withLedger(path, async (client) => (await client.mpas.list()).map(({ name }) => name));

const own = (path: string): string[] => listBackups(path).map((backup) => basename(backup.path));
const others = (path: string): [string, string][] =>
  listOtherBackups(path).map(({ path: backup, of }) => [of, basename(backup)]);

function identity(path: string): string | null {
  const db = openReader(path);
  try {
    return readIdentity(db)?.identity ?? null;
  } finally {
    db.close();
  }
}

/** Two ledgers in one folder, each with a first change. */
async function twoLedgers(): Promise<{ acme: string; contoso: string }> {
  const folder = tempFolder();
  const [acme, contoso] = [join(folder, 'acme.db'), join(folder, 'contoso.db')];
  await add(acme, A, 'Acme');
  await add(contoso, B, 'Contoso');
  return { acme, contoso };
}

describe('two ledgers in one folder', () => {
  it('each have an identity, and each a copy of the day, also within one second', async () => {
    const { acme, contoso } = await twoLedgers();
    await rename(acme, A, 'Acme 2');
    await rename(contoso, B, 'Contoso 2');
    expect(identity(acme)).toMatch(/^[0-9a-f]{32}$/u);
    expect(identity(acme)).not.toBe(identity(contoso));
    expect(own(acme)).toEqual(['daily-20261121T060000Z.db']);
    expect(own(contoso)).toEqual(['daily-20261121T060000Z-2.db']);
    expect(others(acme)).toEqual([['contoso.db', 'daily-20261121T060000Z-2.db']]);
    expect(others(contoso)).toEqual([['acme.db', 'daily-20261121T060000Z.db']]);
  });

  it('are restored from their own; from the other’s only by its name, and stay the ledgers that they were', async () => {
    const { acme, contoso } = await twoLedgers();
    const [ofAcme, ofContoso] = [await backUp(acme), await backUp(contoso)];
    const before = { dump: dumpHash(acme), identity: identity(acme) };
    await expect(restore(acme, ofContoso)).rejects.toMatchObject({
      code: 'CHOICE_NEEDED',
      message: `The backup ${ofContoso} is of another ledger, contoso.db, not of ${acme}. Nothing was changed. See the backups of this one: ⟦ledger.backups⟧. To put the other one's in its place all the same, say whose it is⟦ledger.restore-of {"name":"contoso.db"}⟧.`,
      data: { path: ofContoso, of: 'contoso.db' },
    });
    await expect(restore(acme, ofContoso, 'acme.db')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      data: { of: 'contoso.db', asked: 'acme.db' },
    });
    expect({ dump: dumpHash(acme), identity: identity(acme) }).toEqual(before);
    await restore(acme, ofContoso, 'contoso.db');
    expect(await namesIn(acme)).toEqual(['Contoso']);
    expect(identity(acme)).toBe(before.identity);
    // The way back from it.
    await restore(acme, ofAcme);
    expect(dumpHash(acme)).toBe(before.dump);
    await rename(acme, A, 'Acme 2');
    expect(identity(acme)).toBe(before.identity);
  });

  it('lose none of their seven copies to the other', async () => {
    vi.stubEnv('TZ', 'UTC');
    const { acme, contoso } = await twoLedgers();
    const day = (n: number) => (): Date => new Date(Date.UTC(2026, 10, n, 4));
    for (let n = 1; n <= 9; n += 1) {
      for (const path of [acme, contoso]) {
        const db = openReader(path);
        backUpDaily(db, path, day(n));
        db.close();
      }
    }
    const names = (ending: string): string[] =>
      [3, 4, 5, 6, 7, 8, 9].map((n) => `daily-2026110${n}T040000Z${ending}.db`);
    expect(own(acme).sort()).toEqual(names(''));
    expect(own(contoso).sort()).toEqual(names('-2'));
  });
});

describe('a copy of a ledger at another path', () => {
  it('is another ledger with backups of its own, before it is written to and afterwards', async () => {
    const { acme } = await twoLedgers();
    const test = join(acme, '..', 'test.db');
    const ofAcme = await backUp(acme);
    copyFileSync(acme, test);
    expect([own(test), others(test)]).toEqual([[], [['acme.db', basename(ofAcme)]]]);
    await expect(restore(test, ofAcme)).rejects.toMatchObject({ code: 'CHOICE_NEEDED' });
    const ofTest = await backUp(test);
    expect([own(acme), own(test)]).toEqual([[basename(ofAcme)], [basename(ofTest)]]);
    await rename(test, A, 'Test');
    expect(identity(test)).not.toBe(identity(acme));
    expect(own(acme)).toEqual([basename(ofAcme)]);
    expect(others(test)).toEqual([['acme.db', basename(ofAcme)]]);
    expect(own(test)).toHaveLength(2);
    await expect(restore(acme, ofTest)).rejects.toMatchObject({ code: 'CHOICE_NEEDED', data: { of: 'test.db' } });
    // Another copy under the same name, while the first one goes on under another.
    renameSync(test, join(test, '..', 'first.db'));
    copyFileSync(acme, test);
    expect(own(test)).toEqual([]);
    await rename(test, A, 'Test 2');
    expect(new Set([acme, test, join(test, '..', 'first.db')].map(identity)).size).toBe(3);
  });

  it('is one also where the original can’t be read any more', async () => {
    const { acme } = await twoLedgers();
    const test = join(acme, '..', 'test.db');
    copyFileSync(acme, test);
    const original = identity(acme);
    copyFileSync(import.meta.filename, acme);
    await rename(test, A, 'Test');
    expect(identity(test)).not.toBe(original);
  });
});

describe('a ledger that was moved', () => {
  it('by another name, in another folder with its backups, or by a link, is the same one', async () => {
    const { acme } = await twoLedgers();
    const first = identity(acme);
    const backup = await backUp(acme);
    const renamed = join(acme, '..', 'renamed.db');
    renameSync(acme, renamed);
    expect(own(renamed)).toEqual([basename(backup)]);
    await rename(renamed, A, 'Renamed');
    expect(identity(renamed)).toBe(first);

    const folder = join(tempFolder(), 'moved');
    cpSync(join(acme, '..'), folder, { recursive: true });
    rmSync(renamed);
    const moved = join(folder, 'renamed.db');
    await rename(moved, A, 'Moved');
    expect(identity(moved)).toBe(first);
    expect(own(moved)).toContain(basename(backup));

    const link = join(folder, 'link.db');
    symlinkSync(moved, link);
    expect(own(link)).toContain(basename(backup));
    await rename(link, A, 'By a link');
    expect(identity(moved)).toBe(first);
  });

  it('and whose place another one took has its own backups still, also where the new one is damaged', async () => {
    const { acme } = await twoLedgers();
    const old = join(acme, '..', 'old.db');
    const ofOld = await backUp(acme);
    renameSync(acme, old);
    await add(acme, B, 'New');
    const ofNew = await backUp(acme);
    expect([own(acme), own(old)]).toEqual([[basename(ofNew)], [basename(ofOld)]]);
    copyFileSync(import.meta.filename, acme);
    expect(own(acme)).toEqual([basename(ofNew)]);
    await restore(acme, ofNew);
    expect(await namesIn(acme)).toEqual(['New']);
  });
});

describe('a ledger that is gone or damaged', () => {
  it('is known by its place, or in another folder by its name; the other one’s backups are not offered', async () => {
    const { acme, contoso } = await twoLedgers();
    const [ofAcme, ofContoso] = [await backUp(acme), await backUp(contoso)];
    rmSync(acme);
    expect([own(acme), others(acme)]).toEqual([[basename(ofAcme)], [['contoso.db', basename(ofContoso)]]]);
    await expect(restore(acme, ofContoso)).rejects.toMatchObject({ code: 'CHOICE_NEEDED' });
    expect(existsSync(acme)).toBe(false);
    // On a new computer there is nothing that a backup from elsewhere could take the place of.
    const anew = join(tempFolder(), 'ledger.db');
    await restore(anew, ofContoso);
    expect(await namesIn(anew)).toEqual(['Contoso']);

    const folder = join(tempFolder(), 'moved');
    renameSync(join(acme, '..'), folder);
    const moved = join(folder, 'acme.db');
    copyFileSync(import.meta.filename, moved);
    expect(own(moved)).toEqual([basename(ofAcme)]);
    await restore(moved, join(folder, 'backups', basename(ofAcme)));
    expect(await namesIn(moved)).toEqual(['Acme']);
    await rename(moved, A, 'Acme 2');
    expect(own(moved)).toContain(basename(ofAcme));
  });
});

describe('backups of a version that gave no identity', () => {
  /** A ledger as that version left it, with its first change, and a backup of it. */
  function older(path: string, id: string, name: string): void {
    const db = openDatabase(path, 'create');
    const clock = (): Date => new Date(NOW);
    migrate(db, { path, clock, appVersion: '0.1.0', to: 21 });
    db.exec(`INSERT INTO operation (id, kind, command, label, who, host, at)
        VALUES (1, 'do', 'mpas.add', 'Added the payer account ${name}', 'kim', 'cli', '2026-11-20T08:00:00Z');
      INSERT INTO current_operation (id, operation_id) VALUES (1, 1);
      INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('${id}', '${name}', '${name}', 'msp', '2026');
      DELETE FROM current_operation;`);
    mkdirSync(join(path, '..', 'backups'), { recursive: true });
    db.prepare('VACUUM INTO ?').run(join(path, '..', 'backups', `manual-${name.replace('/', '')}.db`));
    db.close();
  }

  it('are told by their first operations; a ledger stays the one that it is when it is restored from one', async () => {
    const folder = tempFolder();
    const [acme, contoso] = [join(folder, 'acme.db'), join(folder, 'contoso.db')];
    older(acme, A, 'Acme');
    older(contoso, B, 'Con/toso');
    expect([own(acme), others(acme)]).toEqual([['manual-Acme.db'], [['Con/toso', 'manual-Contoso.db']]]);
    await rename(acme, A, 'Acme 2');
    await rename(contoso, B, 'Contoso 2');
    expect(own(acme)).toContain('manual-Acme.db');
    expect(own(acme)).not.toContain('manual-Contoso.db');
    await expect(restore(acme, join(folder, 'backups', 'manual-Contoso.db'))).rejects.toMatchObject({
      code: 'CHOICE_NEEDED',
      data: { of: 'Con/toso' },
    });
    const [mine, daily] = [
      identity(acme),
      readdirSync(join(folder, 'backups')).filter((name) => name.startsWith('daily')),
    ];
    expect(daily).toHaveLength(2);
    await restore(acme, join(folder, 'backups', 'manual-Acme.db'));
    expect(await namesIn(acme)).toEqual(['Acme']);
    expect(identity(acme)).toBe(mine);
    expect(own(acme).filter((name) => name.startsWith('daily'))).toHaveLength(1);
  });

  it('a file that is damaged, or empty, is of nobody', async () => {
    const { acme } = await twoLedgers();
    const folder = join(acme, '..', 'backups');
    mkdirSync(folder, { recursive: true });
    copyFileSync(import.meta.filename, join(folder, 'text.db'));
    openWriter({
      path: join(folder, 'new.db'),
      actor: { who: 'a', host: 'test' },
      clock: () => new Date(NOW),
      appVersion: '0',
    }).close();
    expect(own(acme)).toEqual([]);
    expect(Object.fromEntries(others(acme))).toEqual({ 'new.db': 'new.db', 'text.db': 'text.db' });
    await expect(restore(acme, join(folder, 'text.db'))).rejects.toMatchObject({ code: 'LEDGER_DAMAGED' });
  });
});
