import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import { act } from '../../../shared/domain/action.ts';
import { dumpHash } from '../../../test/support/dump.ts';
import { resultOf } from '../../../test/support/result-of.ts';
import { tempCore, tempFolder } from '../../../test/support/temp-core.ts';
import { tempLedger } from '../../../test/support/temp-ledger.ts';
import { Core } from '../core.ts';
import { silentLog } from '../log/log.ts';
import { systemClock } from '../time/clock.ts';
import { backUpDaily, listBackups } from './backup-files.ts';
import { openReader } from './open-writer.ts';

const MPA = accountId('099999999999');

/** A ledger of some megabytes with 20,000 accounts. */
function filled(): string {
  const ledger = tempLedger();
  ledger.sql(`
    INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('${MPA}', 'A', 'a', 'msp', '2026');
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19999)
      INSERT INTO account (id, mpa_id, name) SELECT printf('%012d', i), '${MPA}', 'account ' || i FROM n;`);
  ledger.close();
  return ledger.path;
}

/** Writes nonsense over pages of a file, beginning with one of them (from 0). */
function overwrite(path: string, page: number, pages: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(4096 * pages, 0x5a), 0, 4096 * pages, page * 4096);
  closeSync(file);
}

describe('a backup', () => {
  it('is whole though the ledger is written to meanwhile, and is what the ledger was at one moment', async () => {
    const path = filled();
    const { client } = tempCore({ ledgerPath: path });
    await client.subsets.add({ mpaId: MPA, name: 'zero' });
    const running = client.ledger.backup({}).then((stream) => resultOf(stream));
    let more = true;
    void running.finally(() => (more = false));
    let added = 0;
    while (more) {
      added += 1;
      await client.subsets.add({ mpaId: MPA, name: `subset ${added}` });
    }
    const backup = await running;
    expect(basename(backup.path)).toMatch(/^manual-\d{8}T\d{6}Z\.db$/u);
    expect(backup.bytes).toBe(statSync(backup.path).size);
    // One plain file, which can be read from anywhere: bytes 18 and 19 are 2 where a write-ahead log is needed (SQLite, 'Database File Format').
    expect([...readFileSync(backup.path).subarray(18, 20)]).toEqual([1, 1]);
    const db = openReader(backup.path);
    const count = db.prepare('SELECT count(*) AS n FROM subset').get() as { n: number };
    // Every operation in it is whole: as many subsets as operations that added one.
    const operations = db.prepare(`SELECT count(*) AS n FROM operation WHERE command = 'subsets.add'`).get();
    expect(operations).toEqual(count);
    expect(count.n).toBeGreaterThanOrEqual(1);
    expect(count.n).toBeLessThanOrEqual(added + 1);
    db.close();
    expect(await client.ledger.backups()).toContainEqual({
      path: backup.path,
      at: expect.stringMatching(/Z$/u) as string,
      bytes: backup.bytes,
    });
    expect(readdirSync(join(backup.path, '..')).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('has a name of its own also within one second, and sweeps away what killed ones have left', async () => {
    const path = filled();
    const folder = join(path, '..', 'backups');
    mkdirSync(folder);
    const left = (name: string, at: Date): void => {
      writeFileSync(join(folder, name), 'half');
      utimesSync(join(folder, name), at, at);
    };
    left('manual-20261119T040000Z.db.partial-0123456789ab', new Date('2026-11-19T04:00:00Z'));
    left('manual-20261121T035900Z.db.partial-0123456789ab', new Date('2026-11-21T03:59:00Z'));
    const { client } = tempCore({ ledgerPath: path, now: '2026-11-21T04:00:00.000Z' });
    const backUp = async () => basename((await resultOf(await client.ledger.backup({}))).path);
    expect([await backUp(), await backUp()]).toEqual(['manual-20261121T040000Z.db', 'manual-20261121T040000Z-2.db']);
    expect(readdirSync(folder).sort()).toEqual([
      'manual-20261121T035900Z.db.partial-0123456789ab',
      'manual-20261121T040000Z-2.db',
      'manual-20261121T040000Z.db',
    ]);
  });

  it('does not replace a file, and says where it could not be written', async () => {
    const path = filled();
    const { client } = tempCore({ ledgerPath: path });
    const backUp = async (to: string) => resultOf(await client.ledger.backup({ path: to }));
    await expect(backUp(path)).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    await expect(backUp(join(path, 'below', 'a-file.db'))).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
  });
});

describe('restoring', () => {
  it('brings back the state of the backup and keeps the replaced ledger aside', async () => {
    const path = filled();
    const { client } = tempCore({ ledgerPath: path, now: '2026-11-21T06:00:00.000Z' });
    const before = dumpHash(path);
    const backup = await resultOf(await client.ledger.backup({}));
    await client.subsets.add({ mpaId: MPA, name: 'later' });
    const later = dumpHash(path);
    expect(later).not.toBe(before);

    const restored = await client.ledger.restore({ path: backup.path });
    expect(restored).toEqual({
      ledgerPath: path,
      backupPath: backup.path,
      keptAside: `${path}.replaced-20261121T060000Z`,
    });
    expect(dumpHash(path)).toBe(before);
    expect(dumpHash(restored.keptAside ?? '')).toBe(later);
    expect(await client.subsets.list({ mpaId: MPA })).toEqual([]);
    expect((await client.subsets.add({ mpaId: MPA, name: 'again' })).value).toMatchObject({ name: 'again' });
    expect(await resultOf(await client.ledger.verify())).toMatchObject({ sound: true, accounts: 20_000, mpas: 1 });
    // The same again within the second: the first one kept aside stays.
    const twice = await client.ledger.restore({ path: backup.path });
    expect(twice.keptAside).toBe(`${path}.replaced-20261121T060000Z-2`);
    expect(dumpHash(restored.keptAside ?? '')).toBe(later);
  });

  it('brings back what could be undone and redone then', async () => {
    const { client } = tempCore({ ledgerPath: filled() });
    await client.subsets.add({ mpaId: MPA, name: 'One' });
    await client.subsets.add({ mpaId: MPA, name: 'Two' });
    await client.history.undo();
    const backup = await resultOf(await client.ledger.backup({}));
    await client.subsets.add({ mpaId: MPA, name: 'Three' });
    await expect(client.history.redo()).rejects.toMatchObject({ code: 'NOTHING_TO_REDO' });

    await client.ledger.restore({ path: backup.path });
    expect(await client.history.pending()).toMatchObject({
      undo: { label: 'Added the subset One' },
      redo: { label: 'Added the subset Two' },
    });
    await client.history.redo();
    expect((await client.subsets.list({ mpaId: MPA })).map(({ name }) => name)).toEqual(['One', 'Two']);
    await client.history.undo();
    await client.history.undo();
    expect(await client.subsets.list({ mpaId: MPA })).toEqual([]);
  });

  it('refuses a backup that is damaged, empty, none, or not there, and leaves the ledger alone', async () => {
    const path = filled();
    const { client } = tempCore({ ledgerPath: path });
    const before = dumpHash(path);
    const { path: backup } = await resultOf(await client.ledger.backup({}));
    overwrite(backup, 20, 10);
    await expect(client.ledger.restore({ path: backup })).rejects.toMatchObject({ code: 'LEDGER_DAMAGED' });
    const folder = tempFolder();
    writeFileSync(join(folder, 'empty.db'), '');
    await expect(client.ledger.restore({ path: join(folder, 'empty.db') })).rejects.toMatchObject({
      code: 'LEDGER_DAMAGED',
    });
    writeFileSync(join(folder, 'text.db'), 'Account Name,AWS Account ID\n'.repeat(400));
    await expect(client.ledger.restore({ path: join(folder, 'text.db') })).rejects.toMatchObject({
      code: 'LEDGER_DAMAGED',
    });
    await expect(client.ledger.restore({ path: join(folder, 'none.db') })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
    expect(dumpHash(path)).toBe(before);
  });
});

describe('a damaged ledger', () => {
  it('is noticed at the first read or write of what is damaged, and the way back works', async () => {
    const path = filled();
    const first = tempCore({ ledgerPath: path });
    const before = dumpHash(path);
    const backup = await resultOf(await first.client.ledger.backup({}));
    await first.core.close();
    overwrite(path, 40, 40);

    const { client } = tempCore({ ledgerPath: path });
    const damaged = {
      code: 'LEDGER_DAMAGED',
      message: expect.stringContaining(act('ledger.restore', { path: backup.path })) as string,
      data: { backup: backup.path },
    };
    await expect(client.accounts.page({ mpaId: MPA, filter: { text: 'nobody' } })).rejects.toMatchObject(damaged);
    await expect(client.accounts.assign({ mpaId: MPA, accounts: { filter: {} }, to: null })).rejects.toMatchObject(
      damaged,
    );
    const { keptAside } = await client.ledger.restore({ path: backup.path });
    expect(readFileSync(keptAside ?? '').includes(Buffer.alloc(4096, 0x5a))).toBe(true);
    expect(dumpHash(path)).toBe(before);
  });

  it('with a damaged beginning is noticed at opening, which offers the newest backup', async () => {
    const path = filled();
    const first = tempCore({ ledgerPath: path });
    const backup = await resultOf(await first.client.ledger.backup({}));
    await first.core.close();
    overwrite(path, 0, 2);
    const { client } = tempCore({ ledgerPath: path });
    await expect(client.mpas.list()).rejects.toMatchObject({
      code: 'LEDGER_DAMAGED',
      message: `The file is not a ledger, or its beginning is damaged. The newest backup is of ${backup.at}: ${act('ledger.restore', { path: backup.path })}. The damaged file is kept aside.`,
      data: { backup: backup.path },
    });
    await client.ledger.restore({ path: backup.path });
    expect(await client.mpas.list()).toHaveLength(1);
  });

  it('is looked at closely after an unclean exit', async () => {
    const path = filled();
    const { takeWriterLock } = await import('./lock.ts');
    // What a killed program leaves behind: its name in the lock's file, and a ledger that it may have harmed.
    const lock = takeWriterLock(path, { who: 'killed', host: 'cli' }, systemClock);
    const left = readFileSync(`${path}.lock`);
    lock.release();
    writeFileSync(`${path}.lock`, left);
    overwrite(path, 40, 40);
    const { client } = tempCore({ ledgerPath: path });
    await expect(client.mpas.add({ id: accountId('088888888888'), name: 'B', scenario: 'msp' })).rejects.toMatchObject({
      code: 'LEDGER_DAMAGED',
      data: { backup: null },
    });
  });
});

describe('daily backups', () => {
  it('are made once a day of a ledger that has content, and seven are kept', () => {
    // Days are by the clocks of the computer, and not all of these are a day apart where clocks are changed between them.
    vi.stubEnv('TZ', 'UTC');
    const { db, path, sql } = tempLedger();
    const day = (n: number) => (): Date => new Date(Date.UTC(2026, 10, n, 4));
    expect(backUpDaily(db, path, day(1))).toBeNull();
    sql(`INSERT INTO setting (key, value) VALUES ('a', '1')`);
    const made: string[] = [];
    for (let n = 1; n <= 9; n += 1) {
      const copy = backUpDaily(db, path, day(n));
      expect(copy).toBe(join(path, '..', 'backups', `daily-202611${String(n).padStart(2, '0')}T040000Z.db`));
      made.push(copy ?? '');
      utimesSync(copy ?? '', day(n)(), day(n)());
      expect(backUpDaily(db, path, day(n))).toBeNull();
    }
    expect(made.map((copy) => existsSync(copy))).toEqual([false, false, ...Array.from({ length: 7 }, () => true)]);
    expect(listBackups(path).map((file) => file.path)).toEqual(made.slice(2).reverse());
    expect(dumpHash(made[8] ?? '')).toBe(dumpHash(path));
  });

  it.each([
    // The evening before was less than a day ago; the copies are by the clocks of the computer.
    ['UTC', '2026-11-30T16:00:00Z', '2026-12-01T08:00:00Z', ['daily-20261130T160000Z.db', 'daily-20261201T080000Z.db']],
    ['UTC', '2026-11-30T00:00:00Z', '2026-11-30T23:59:59Z', ['daily-20261130T000000Z.db']],
    [
      'Pacific/Kiritimati',
      '2026-11-30T09:50:00Z',
      '2026-11-30T10:00:00Z',
      ['daily-20261130T095000Z.db', 'daily-20261130T100000Z.db'],
    ],
    ['America/New_York', '2026-12-31T15:00:00Z', '2027-01-01T04:50:00Z', ['daily-20261231T150000Z.db']],
    // A day of 25 hours.
    ['Europe/Berlin', '2027-10-30T22:00:00Z', '2027-10-31T22:59:59Z', ['daily-20271030T220000Z.db']],
  ])('are made with the first change of a day: in %s at %s and %s', (zone, first, second, names) => {
    vi.stubEnv('TZ', zone);
    const { db, path, sql } = tempLedger();
    sql(`INSERT INTO setting (key, value) VALUES ('a', '1')`);
    for (const at of [first, second]) backUpDaily(db, path, () => new Date(at));
    expect(readdirSync(join(path, '..', 'backups')).sort()).toEqual(names);
  });

  it('that fail don’t keep anybody from working, and are told of in the log', async () => {
    const path = filled();
    // A file where the folder of backups would be.
    writeFileSync(join(path, '..', 'backups'), '');
    const warned: string[] = [];
    const log = { ...silentLog(), warn: (id: string, message: string) => void warned.push(`${id} ${message}`) };
    const core = new Core({ ledgerPath: path, host: 'test', who: 'tester', appVersion: '0.0.0-test', log });
    onTestFinished(() => core.close());
    expect((await core.write('settings.set', { values: { senderName: 'S' } })).value).toMatchObject({
      senderName: 'S',
    });
    expect(warned).toEqual([
      expect.stringMatching(/^ledger\.daily-copy Today's copy of the ledger could not be made: (?:ENOTDIR|EEXIST)/u),
    ]);
  });
});

it('a ledger whose folder can’t be made, or that is a folder itself, is refused with what to do', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'file'), '');
  const add = (ledgerPath: string) => tempCore({ ledgerPath }).client.mpas.add({ id: MPA, name: 'A', scenario: 'msp' });
  await expect(add(join(folder, 'file', 'ledger.db'))).rejects.toMatchObject({
    code: 'LEDGER_READ_ONLY',
    message: expect.stringMatching(
      /^The ledger's folder can't be made \(.*\)\. Give another place⟦ledger\.elsewhere⟧/u,
    ) as string,
  });
  mkdirSync(join(folder, 'ledger.db'));
  await expect(add(join(folder, 'ledger.db'))).rejects.toMatchObject({ code: 'LEDGER_IO' });
  await expect(tempCore({ ledgerPath: join(folder, 'ledger.db') }).client.mpas.list()).rejects.toMatchObject({
    code: 'LEDGER_IO',
    message: expect.stringContaining('See that its path is a file') as string,
  });
});
