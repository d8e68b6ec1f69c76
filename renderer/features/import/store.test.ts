import { expect, test } from 'vitest';
import type { ImportResult, ImportSummary } from '../../../shared/contract/imports.ts';
import { accountId } from '../../../shared/domain/account-id.ts';
import { tempCore } from '../../../test/support/temp-core.ts';
import { FIRST_READING, openInput, resultInWords, rowCounters, rowReader, troubledRows } from './store.ts';

const MPA = accountId('099999999999');
const { signal } = new AbortController();
const LIST = `Account Name,AWS Account Email,AWS Account ID,Subset Name
Prod,prod@northwind.example,111111111111,Retail
Test,test@northwind.example,1.21212E+11,Retail
Sandbox,sandbox@northwind.example,000000000013,
`;

async function resultOf<T>(stream: AsyncIterator<unknown, T>): Promise<T> {
  for (;;) {
    const step = await stream.next();
    if (step.done === true) return step.value;
  }
}

test('a pasted list: what is new, what is wrong; what the import did, in words', async () => {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  const input = openInput(MPA, { kind: 'text', text: LIST }, FIRST_READING);
  const summary: ImportSummary = await resultOf<ImportSummary>(await client.imports.open(input));
  expect(rowCounters(summary)).toEqual([
    { state: null, label: 'All rows', count: 3 },
    { state: 'new', label: 'New', count: 2 },
    { state: 'invalid', label: 'Wrong', count: 1 },
  ]);
  expect(troubledRows(summary)).toBe(1);
  const { importId, preview } = summary;
  const wrong = await rowReader.page(client, { importId, preview, state: 'invalid' }, null, signal);
  expect(wrong.rows.map(({ row }) => row)).toEqual([3]);
  const result = await resultOf<ImportResult>(await client.imports.apply({ importId, preview, skipInvalid: true }));
  expect(resultInWords(result)).toBe('2 accounts added, 1 subset added, 1 row left out.');
});
