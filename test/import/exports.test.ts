import { readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { accountId } from '../../shared/domain/account-id.ts';
import { dumpHash } from '../support/dump.ts';
import { resultOf } from '../support/result-of.ts';
import { tempFolder } from '../support/temp-core.ts';
import { tenThousand } from '../samples/text-lists.ts';
import { importDesk, MPA } from './import-desk.ts';

test('importing any of the five sheets that were exported changes nothing', async () => {
  const desk = await importDesk();
  const { client } = desk;
  await client.accounts.add({
    mpaId: MPA,
    id: accountId('000000000012'),
    name: '=HYPERLINK("x")',
    email: 'a@msp.example',
  });
  await client.accounts.add({ mpaId: MPA, id: accountId('012345678901'), name: "'+1 \u9867\u5BA2", email: '' });
  await client.accounts.add({ mpaId: MPA, id: accountId('999999999999') });
  await client.accounts.add({ mpaId: MPA, id: MPA, name: 'The payer' });
  const { value: formula } = await client.subsets.add({ mpaId: MPA, name: '@SUM(A1)' });
  const { value: empty } = await client.subsets.add({ mpaId: MPA, name: 'No accounts' });
  const { value: bare } = await client.subsets.add({ mpaId: MPA, name: 'Nothing but accounts' });
  const { value: mailOnly } = await client.endCustomers.add({ mpaId: MPA, consoleEmail: 'same@customer.example' });
  const { value: full } = await client.endCustomers.add({
    mpaId: MPA,
    consoleEmail: 'same@customer.example',
    spotOrgId: 'act-1',
  });
  await client.subsets.setEndCustomer({ mpaId: MPA, subsets: { ids: [formula.id] }, endCustomerId: mailOnly.id });
  await client.subsets.setEndCustomer({ mpaId: MPA, subsets: { ids: [empty.id] }, endCustomerId: full.id });
  await client.accounts.assign({ mpaId: MPA, accounts: { ids: [accountId('000000000012')] }, to: { id: formula.id } });
  await client.accounts.assign({ mpaId: MPA, accounts: { ids: [accountId('012345678901')] }, to: { id: bare.id } });
  const before = dumpHash(desk.ledgerPath);
  const operations = await desk.operations();
  for (const sheet of [1, 2, 3, 4, 5] as const) {
    for (const format of ['xlsx', 'csv'] as const) {
      const { path, rows } = await resultOf(
        await client.sheets.export({ mpaId: MPA, sheet, format, folder: tempFolder() }),
      );
      const summary = await desk.open(path);
      expect(summary, `${sheet} ${format}`).toMatchObject({
        changes: false,
        rows: { total: rows, taken: rows },
        faults: { error: 0 },
      });
      if (rows === 0) expect(summary.nothing).toBe('The list has no rows below its header.');
      else await desk.apply(summary);
    }
  }
  expect(await desk.operations()).toBe(operations);
  expect(dumpHash(desk.ledgerPath)).toBe(before);
});

test('ten thousand accounts come in as one operation, from bytes, and go as one', async () => {
  const desk = await importDesk();
  const before = dumpHash(desk.ledgerPath);
  const base64 = tenThousand().toString('base64');
  const open = await desk.open({ kind: 'bytes', name: 'ten-thousand.csv', base64 });
  expect(open).toMatchObject({
    source: { name: 'ten-thousand.csv', format: 'csv' },
    accounts: { new: 10_000 },
    questions: [],
  });
  const operations = await desk.operations();
  await desk.apply(open);
  expect(await desk.mpa()).toMatchObject({ accounts: 10_000, subsets: 1920, workflows: 3 });
  expect(await desk.operations()).toBe(operations + 1);
  await desk.client.history.undo();
  expect(dumpHash(desk.ledgerPath)).toBe(before);
});

test('an import that is given up leaves nothing behind', async () => {
  const desk = await importDesk();
  const stages = (): string[] =>
    readdirSync(tmpdir()).filter((name) => name.startsWith(`enrollment-desk-import-${process.pid}-`));
  const before = stages();
  const path = join(tempFolder(), 'ten-thousand.csv');
  writeFileSync(path, tenThousand());
  const abort = new AbortController();
  const job = await desk.client.imports.open({ mpaId: MPA, source: { kind: 'path', path } }, { signal: abort.signal });
  const reading = resultOf(job);
  abort.abort();
  await expect(reading).rejects.toBeInstanceOf(Error);
  await vi.waitFor(() => expect(stages()).toEqual(before));
  expect(await desk.mpa()).toMatchObject({ accounts: 0 });
});
