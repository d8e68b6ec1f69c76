import { chmodSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { skipOnWindows } from '../../../test/support/platform.ts';
import { tempFolder } from '../../../test/support/temp-core.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { LOG_FILE, openLog } from './log.ts';

const now = (): Date => new Date('2026-11-21T04:00:00.000Z');

it('a line is JSON with time, level, id and message, redacted, with the code of an error', async () => {
  const folder = join(tempFolder(), 'logs');
  const log = openLog(folder, now);
  log.info('import.applied', 'Imported 60 rows for 099999999999', { by: 'ops@msp.example', rows: 60 });
  log.error(
    'rpc.internal',
    'It failed',
    new AppError('LEDGER_LOCKED', 'held for 088888888888', {}, { cause: new Error('inner') }),
  );
  await log.close();
  const lines = readFileSync(join(folder, LOG_FILE), 'utf8').trim().split('\n');
  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    at: '2026-11-21T04:00:00.000Z',
    level: 'info',
    id: 'import.applied',
    message: 'Imported 60 rows for [account]',
    data: { by: '[e-mail]', rows: 60 },
  });
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({
    level: 'error',
    id: 'rpc.internal',
    data: { code: 'LEDGER_LOCKED', message: 'held for [account]', cause: expect.stringContaining('inner') as string },
  });
});

it('each text of a line is redacted on its own, so that the line is JSON whatever stands in it', async () => {
  const folder = tempFolder();
  const log = openLog(folder, now);
  const data = { '099999999999': ['first\nkim@msp.example', 99999999999, 999999999999], token: 'a"b', user: 'kim' };
  log.warn('a.b', 'C:\\Users\\kim\\new.csv\nk="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"', data);
  await log.close();
  expect(JSON.parse(readFileSync(join(folder, LOG_FILE), 'utf8'))).toEqual({
    at: '2026-11-21T04:00:00.000Z',
    level: 'warn',
    id: 'a.b',
    message: '[path]\nk="[secret]"',
    data: { '[account]': ['first\n[e-mail]', 99999999999, '[account]'], token: '[secret]', user: '[user]' },
  });
});

it('nothing is written, and no folder made, before there is something to say', async () => {
  const folder = join(tempFolder(), 'logs');
  await openLog(folder, now).close();
  expect(existsSync(folder)).toBe(false);
});

it('rotates at a megabyte and keeps five older files', async () => {
  const folder = tempFolder();
  const filler = 'x y '.repeat(64 * 1024);
  for (let round = 0; round < 40; round += 1) {
    const log = openLog(folder, now);
    log.info('test.filler', `${round} ${filler}`);
    await log.close();
  }
  const files = readdirSync(folder).sort();
  expect(files).toContain(LOG_FILE);
  expect(files.filter((name) => name.includes('.log')).length).toBeLessThanOrEqual(6);
  expect(files.length).toBeGreaterThan(3);
  const bytes = files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  expect(bytes).toBeLessThan(8 * 1024 * 1024);
  const kept = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('');
  expect([kept.includes('"message":"39 '), kept.includes('"message":"0 ')]).toEqual([true, false]);
});

it.skipIf(skipOnWindows('it keeps rights elsewhere'))(
  'an older log that all could read is made private, which is said in it once',
  async () => {
    const folder = tempFolder();
    const path = join(folder, LOG_FILE);
    writeFileSync(path, '');
    chmodSync(path, 0o644);
    chmodSync(folder, 0o755);
    for (const message of ['first', 'second']) {
      const log = openLog(folder);
      log.info('test.line', message);
      await log.close();
    }
    const lines = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; message: string });
    expect(lines.map(({ id }) => id)).toEqual(['log.made-private', 'test.line', 'test.line']);
    expect(lines[0]?.message).toContain('(rw-r--r--)');
    expect([statSync(folder).mode & 0o777, statSync(path).mode & 0o777]).toEqual([0o700, 0o600]);
  },
);
