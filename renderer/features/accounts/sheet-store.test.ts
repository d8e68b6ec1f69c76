import { expect, test } from 'vitest';
import { accountId } from '../../../shared/domain/account-id.ts';
import { ask, queriesOver } from '../../../test/support/ask.ts';
import { resultOf } from '../../../test/support/result-of.ts';
import { tempCore } from '../../../test/support/temp-core.ts';
import { EVERYTHING } from './filter.ts';
import {
  faultAt,
  faultsOf,
  fromKept,
  keptEditsSchema,
  sheetParts,
  toEdits,
  toKept,
  withoutFaulty,
} from './sheet-store.ts';

const MPA = accountId('099999999999');

test('accounts come as texts, in the words of the table', async () => {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  const { value: subset } = await client.subsets.add({ mpaId: MPA, name: 'Retail' });
  const id = accountId('000000000013');
  await client.accounts.add({ mpaId: MPA, id, name: 'One', status: 'PENDING_CLOSURE', subsetId: subset.id });
  const sort = { column: 'id' as const, descending: false };
  expect(await ask(sheetParts(queriesOver(client), { mpaId: MPA, where: EVERYTHING, sort }).page(null))).toEqual({
    rows: [
      {
        id: '000000000013',
        name: 'One',
        email: '',
        subset: 'Retail',
        status: 'Pending closure',
        note: '',
        workflow: '',
        endCustomer: '',
      },
    ],
    next: null,
  });
  // What the sheet says of a status the core understands.
  const edits = toEdits(new Map([[id, { status: 'Pending activation' }]]));
  const preview = await resultOf(await client.accounts.previewEdits({ mpaId: MPA, edits }));
  expect(preview.changes[0]?.changes).toEqual([{ field: 'status', from: 'PENDING_CLOSURE', to: 'PENDING_ACTIVATION' }]);
});

test('more accounts than one window of the core are one part of the sheet', async () => {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  const csv = Array.from({ length: 2001 }, (_, at) => `n${at},${String(100_000_000_000 + at)}`).join('\n');
  const base64 = Buffer.from(`Account Name,AWS Account ID\n${csv}\n`).toString('base64');
  const opened = await resultOf(
    await client.imports.open({ mpaId: MPA, source: { kind: 'bytes', name: 'a.csv', base64 } }),
  );
  await resultOf(await client.imports.apply({ importId: opened.importId }));
  const sort = { column: 'name' as const, descending: true };
  const page = await ask(sheetParts(queriesOver(client), { mpaId: MPA, where: EVERYTHING, sort }).page(null));
  expect([page.rows.length, page.next, page.rows[0]?.['name']]).toEqual([2001, null, 'n999']);
});

test('edits are kept over a reload as they were', () => {
  const edits = new Map([['000000000013', { name: 'a', note: '' }]]);
  const kept: unknown = JSON.parse(JSON.stringify(toKept(edits)));
  expect(fromKept(keptEditsSchema.parse(kept))).toEqual(edits);
});

test('a fault stands at its cell until the text is another; faulty edits can be left out', async () => {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  await client.accounts.add({ mpaId: MPA, id: accountId('000000000013'), name: 'One' });
  const edits = new Map([
    ['000000000013', { email: 'nobody', name: 'Other' }],
    ['000000000014', { name: 'Not there' }],
  ]);
  const preview = await resultOf(await client.accounts.previewEdits({ mpaId: MPA, edits: toEdits(edits) }));
  const faults = faultsOf(preview);
  const sentence = 'This is not an e-mail address. Write it as name@domain.example, or leave it empty.';
  expect(faultAt(faults, edits, '000000000013', 'email')).toBe(sentence);
  expect(faultAt(faults, edits, '000000000013', 'name')).toBe(null);
  const mended = new Map([['000000000013', { email: 'one@msp.example' }]]);
  expect(faultAt(faults, mended, '000000000013', 'email')).toBe(null);
  expect(withoutFaulty(edits, preview)).toEqual(new Map([['000000000013', { name: 'Other' }]]));
});
