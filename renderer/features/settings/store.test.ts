import { expect, test } from 'vitest';
import { tempCore } from '../../../test/support/temp-core.ts';
import { readLicences, readSettings, updatesText } from './store.ts';

test('the settings, the ledger, and what runs here', async () => {
  const { client, ledgerPath } = tempCore();
  await client.mpas.add({ id: '099999999999', name: 'Northwind', scenario: 'msp' });
  const { ledger, about, settings } = await readSettings(client);
  expect([ledger.path, ledger.demo]).toEqual([ledgerPath, false]);
  expect(about).toMatchObject({ version: '0.0.0-test', host: 'test', electron: null, chromium: null });
  expect(about.node).toBe(process.versions.node);
  expect(about.sqlite).toMatch(/^3\.\d+\.\d+$/u);
  expect(settings.map(({ key }) => key)).toContain('senderName');
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
