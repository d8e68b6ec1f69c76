import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { enroll } from './enroll.ts';

const NAMES = ['Zanzibar', 'Quagga', 'quagga', '099999999999', '000000000011', '606000000077', 'Xylophone'];

test('diagnose after real work, errors included, has nothing of the customers in it', async () => {
  const cli = enroll();
  await cli.run('mpa', 'add', '099999999999', '--name', 'Zanzibar', '--scenario', 'msp', '--spot-org', '606000000077');
  await cli.feed('Account ID\tAccount Name\tSubset\n000000000011\tQuagga prod\tQuagga', 'import', '-', '--yes');
  await cli.run('subsets', 'rename', 'Xylophone', 'Quagga two');
  await cli.run('subsets', 'add', 'Quagga');
  const text = await cli.run('diagnose');
  expect(text).toMatchObject({ code: 0, stderr: '' });
  expect(text.stdout).toContain(`Node ${process.versions.node}`);
  expect(text.stdout).toMatch(/cli\.refused NOT_FOUND\n.*cli\.refused ALREADY_EXISTS/);
  const document = await cli.run('diagnose', '--json');
  const path = join(cli.folder, 'diagnosis.txt');
  expect((await cli.run('diagnose', '--out', path)).code).toBe(0);
  const all = `${text.stdout}\n${document.stdout}\n${readFileSync(path, 'utf8')}`;
  expect(NAMES.filter((name) => all.includes(name))).toEqual([]);
  expect(all).not.toContain(cli.folder);
  expect(JSON.parse(document.stdout)).toMatchObject({
    ledger: { sound: true, rows: { mpa: 1, account: 1, subset: 1 } },
  });
  const again = await cli.run('diagnose', '--out', path);
  expect(again).toMatchObject({ code: 2, stderr: expect.stringMatching(/^ALREADY_EXISTS/) as string });
});

test('diagnose works where there is no ledger, and makes none', async () => {
  const cli = enroll();
  const { code, stdout } = await cli.run('diagnose', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ ledger: { bytes: null, error: 'LEDGER_NOT_FOUND' }, log: { lines: [] } });
  expect(existsSync(cli.ledger)).toBe(false);
});
