import { copyFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { enroll } from './enroll.ts';

test('`cp acme.db test.db`: their backups don’t mix; another ledger’s is listed apart, and restored only with its name', async () => {
  const { run, json, folder } = enroll();
  const [acme, copy] = [join(folder, 'acme.db'), join(folder, 'test.db')];
  const of = (ledger: string) => ['--ledger', ledger];
  await json(...of(acme), 'mpa', 'add', '099999999999', '--name', 'Acme', '--scenario', 'msp');
  const { path: ofAcme } = await json<{ path: string }>(...of(acme), 'backup');
  copyFileSync(acme, copy);
  await json(...of(copy), 'mpa', 'set', '--name', 'Test');

  const listed = await run(...of(copy), 'restore', '--list');
  expect(listed.code).toBe(0);
  const [ownLines = '', otherLines = ''] = listed.stdout.split('Backups of other ledgers in this folder');
  expect(ownLines).toMatch(/daily-\d{8}T\d{6}Z\.db/u);
  expect(ownLines).not.toContain(basename(ofAcme));
  expect(otherLines).toMatch(/^; one is restored by: enroll restore FILE --of NAME\nOf the ledger +Made/u);
  expect(otherLines).toContain(basename(ofAcme));
  expect(await json(...of(acme), 'restore', '--list')).toMatchObject([{ path: ofAcme }, { of: 'test.db' }]);

  const refused = await run(...of(copy), 'restore', ofAcme, '--yes');
  expect(refused).toEqual({
    code: 2,
    stdout: '',
    stderr: `CHOICE_NEEDED: The backup ${ofAcme} is of another ledger, acme.db, not of ${copy}. Nothing was changed. See the backups of this one: enroll restore --list. To put the other one's in its place all the same, say whose it is: --of acme.db.\n`,
  });
  expect(await json(...of(copy), 'mpa', 'list')).toMatchObject([{ name: 'Test' }]);
  await json(...of(copy), 'restore', ofAcme, '--of', 'acme.db', '--yes');
  expect(await json(...of(copy), 'mpa', 'list')).toMatchObject([{ name: 'Acme' }]);
});
