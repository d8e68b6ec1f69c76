import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import { accountId } from '../../shared/domain/account-id.ts';
import { archive } from '../support/archive.ts';
import { csvOf, USAGE } from '../support/cost-report.ts';
import { dumpHash } from '../support/dump.ts';
import { resultOf } from '../support/result-of.ts';
import { tempCore, tempFolder } from '../support/temp-core.ts';

const MPA = accountId('099999999999');

/** A disk of 4 MB of the test's own; null, with the reason printed, where one can't be had. */
function smallDisk(): string | null {
  const folder = tempFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'pipe' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    process.stderr.write(`skipped: a small disk can't be mounted here, which on Linux root can (${reason})\n`);
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' }));
  return folder;
}

/** Takes all the room that is left on a disk but some. */
function fill(folder: string, leave: number): string {
  const { bavail, bsize } = statfsSync(folder);
  const path = join(folder, 'filler');
  writeFileSync(path, Buffer.alloc(Math.max(0, bavail * bsize - leave)));
  return path;
}

test('a full disk: LEDGER_DISK_FULL, nothing is changed, nothing is left behind, and it works again once there is room', async ({
  skip,
}) => {
  const folder = smallDisk();
  if (folder === null) return skip();
  const ledgerPath = join(folder, 'ledger.db');
  const { core, client } = tempCore({ ledgerPath });
  await client.mpas.add({ id: MPA, name: 'A', scenario: 'msp' });
  const backup = await resultOf(await client.ledger.backup({}));
  await client.subsets.add({ mpaId: MPA, name: 'Before' });
  const before = dumpHash(ledgerPath);
  const files = (): string[] => readdirSync(folder, { recursive: true }).map(String).sort();

  const filler = fill(folder, 64 * 1024);
  const there = files();
  const note = 'x'.repeat(200_000);
  const [subset] = await client.subsets.list({ mpaId: MPA });
  const id = subset?.id ?? 0;
  await expect(core.write('subsets.setNote', { id, note })).rejects.toMatchObject({
    code: 'LEDGER_DISK_FULL',
    message: 'The disk is full. Nothing was changed. Make room and try again.',
    data: { path: ledgerPath },
  });
  expect(dumpHash(ledgerPath)).toBe(before);
  // Reading goes on, and so does what needs no room.
  expect(await client.subsets.list({ mpaId: MPA })).toHaveLength(1);
  expect(await resultOf(await client.ledger.verify())).toMatchObject({ sound: true });

  // What writes other files says so and leaves no half of them.
  await expect(client.ledger.backup({}).then(resultOf)).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
  await expect(client.ledger.restore({ path: backup.path })).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
  expect(dumpHash(ledgerPath)).toBe(before);
  expect(files().filter((name) => !/-(?:wal|shm)$/u.test(name))).toEqual(
    there.filter((name) => !/-(?:wal|shm)$/u.test(name)),
  );

  rmSync(filler);
  expect((await core.write('subsets.setNote', { id, note })).value).toMatchObject({ name: 'Before' });
  expect((await client.subsets.list({ mpaId: MPA }))[0]?.note).toBe(note);
  await client.ledger.restore({ path: backup.path });
  expect(await client.subsets.list({ mpaId: MPA })).toEqual([]);
  expect(existsSync(`${ledgerPath}.restoring`)).toBe(false);
});

test('a disk on which there is no room at all: LEDGER_DISK_FULL for an old ledger and for a new one, whatever SQLite calls it', async ({
  skip,
}) => {
  const folder = smallDisk();
  if (folder === null) return skip();
  const ledgerPath = join(folder, 'ledger.db');
  const first = tempCore({ ledgerPath });
  await first.client.mpas.add({ id: MPA, name: 'A', scenario: 'msp' });
  await first.core.close();
  for (const leave of [0, 12 * 1024, 20 * 1024]) {
    const filler = fill(folder, leave);
    for (const path of [ledgerPath, join(folder, 'new', 'ledger.db')]) {
      const { core, client } = tempCore({ ledgerPath: path });
      await expect(
        client.mpas.add({ id: accountId('088888888888'), name: 'B', scenario: 'msp' }),
      ).rejects.toMatchObject({
        code: 'LEDGER_DISK_FULL',
        message: 'The disk is full. Nothing was changed. Make room and try again.',
      });
      await core.close();
    }
    rmSync(filler);
    rmSync(join(folder, 'new'), { recursive: true, force: true });
  }
  const { client } = tempCore({ ledgerPath });
  expect((await client.mpas.list()).map(({ name }) => name)).toEqual(['A']);
});

test('a full disk for temporary files: an import says which folder it is, the ledger is as it was, and it works again once there is room', async ({
  skip,
}) => {
  const folder = smallDisk();
  if (folder === null) return skip();
  const { client, ledgerPath } = tempCore();
  await client.mpas.add({ id: MPA, name: 'A', scenario: 'msp' });
  const before = dumpHash(ledgerPath);
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  const rows = Array.from({ length: 5000 }, (_, n) => `${String(n + 1).padStart(12, '0')},Account ${n}`);
  const text = ['Account ID,Account name', ...rows].join('\n');
  const open = (): Promise<object> =>
    client.imports.open({ mpaId: MPA, source: { kind: 'text', text } }).then(resultOf);
  for (const leave of [0, 16 * 1024, 128 * 1024]) {
    const filler = fill(folder, leave);
    await expect(open()).rejects.toMatchObject({
      code: 'FILE_NOT_WRITTEN',
      message: `The folder for temporary files, ${folder}, is needed for this and can't be written to (the disk is full). Nothing was changed. See that there is room and that you may write there, or name another folder in the environment variable TMPDIR.`,
    });
    expect(readdirSync(folder)).toEqual(['filler']);
    rmSync(filler);
  }
  expect(dumpHash(ledgerPath)).toBe(before);
  expect(await open()).toMatchObject({ mpaId: MPA, preview: 1 });
});

test('a full disk for cost data: it says so before, or in the middle, nothing half is kept, and it works again once there is room', async ({
  skip,
}) => {
  const folder = smallDisk();
  if (folder === null) return skip();
  const { client } = tempCore({ ledgerPath: join(folder, 'ledger.db') });
  await client.mpas.add({ id: MPA, name: 'A', scenario: 'msp' });
  const reports = tempFolder();
  // IDs that follow each other pack well; what the cache keeps of them does not.
  const lines = Array.from({ length: 150_000 }, (_, n) => ({ ...USAGE, identity_line_item_id: `line-${n}` }));
  const csv = csvOf(lines, { columns: Object.keys(USAGE) });
  writeFileSync(join(reports, 'long.csv.gz'), gzipSync(csv));
  writeFileSync(join(reports, 'long.zip'), await archive({ 'long.csv': csv }));
  const add = (name: string): Promise<object> =>
    client.costData.add({ mpaId: MPA, paths: [join(reports, name)] }).then(resultOf);
  const kept = (): string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:parquet|csv)$/u.test(name));
  const size = statSync(join(reports, 'long.csv.gz')).size;

  const filler = fill(folder, size + 128 * 1024);
  await expect(add('long.csv.gz')).rejects.toMatchObject({
    code: 'FILE_NOT_WRITTEN',
    message: expect.stringContaining('it is full. Free some, and read the report again. Nothing was kept.') as string,
  });
  // Unpacked it has some 50 MB, which its directory says.
  await expect(add('long.zip')).rejects.toMatchObject({
    code: 'FILE_NOT_WRITTEN',
    message: expect.stringMatching(/about \d+ MB are needed, and \d+ MB are free/u) as string,
  });
  expect(kept()).toEqual([]);
  expect(await client.costData.list({})).toEqual([]);
  rmSync(filler);
  expect(await add('long.csv.gz')).toMatchObject({ added: [{ value: { lines: 150_000 } }] });
});
