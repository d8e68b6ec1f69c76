import { expect, test } from 'vitest';
import type { BackupFile } from '../../../shared/contract/ledger.ts';
import { newestFirst, readLicences, updatesText } from './store.ts';

test('backups with the newest first', () => {
  const of = (at: string): BackupFile => ({ path: `${at}.db`, at, bytes: 1 });
  const [one, two, three] = [of('2026-11-21T04:00:00Z'), of('2026-11-30T04:00:00Z'), of('2026-12-01T04:00:00Z')];
  expect(newestFirst([two, three, one])).toEqual([three, two, one]);
});

test('what is said of updates, in each state', () => {
  expect(updatesText(null)).toEqual({
    state: 'off',
    text: 'Not looked for: whoever serves this page installs newer versions on that computer.',
  });
  expect(updatesText({ kind: 'off', why: 'no channel' }).text).toContain('ENROLL_UPDATES_URL');
  expect(updatesText({ kind: 'off', why: 'not packaged' }).state).toBe('off');
  expect(updatesText({ kind: 'off', why: 'switched off' }).text).toContain('ENROLL_UPDATES=off');
  expect(updatesText({ kind: 'refused', why: 'no publisher is named' })).toEqual({
    state: 'refused',
    text: 'Not looked for: the channel was refused, because no publisher is named.',
  });
  expect(updatesText({ kind: 'on', url: 'https://updates.example/desk' })).toMatchObject({ state: 'on' });
});

test('the licences are read as they are; a list of another form, or none, is refused', async () => {
  const list = { packages: [{ name: 'zod', version: '4.6.7', licence: 'MIT', text: 0 }], texts: ['MIT License'] };
  const answer = (body: unknown, status = 200): typeof fetch => {
    const response = new Response(JSON.stringify(body), { status });
    return () => Promise.resolve(response);
  };
  expect(await readLicences(answer(list))).toEqual(list);
  await expect(readLicences(answer({ packages: [] }))).rejects.toThrow('texts');
  await expect(readLicences(answer(list, 404))).rejects.toThrow('licences.json: 404');
});
