import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { AccountWhere } from '../../../../shared/contract/account-where.ts';
import { resultOf } from '../../../../test/support/result-of.ts';
import { tempCore, tempFolder } from '../../../../test/support/temp-core.ts';
import type { Client } from '../../../../shared/contract/client.ts';

const MPA = '099999999999';

async function start(): Promise<Client> {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  const {
    value: { id: subsetId },
  } = await client.subsets.add({ mpaId: MPA, name: 'Retail' });
  await client.accounts.add({ mpaId: MPA, id: '000000000013', name: 'One', email: 'one@msp.example', subsetId });
  await client.accounts.add({ mpaId: MPA, id: '000000000014', name: '=two', status: 'ACTIVE', note: 'a, b' });
  return client;
}

it('saves the accounts that a filter has, in the order that is shown, as bytes', async () => {
  const client = await start();
  const save = async (where: AccountWhere | null) =>
    resultOf(
      await client.sheets.save({
        mpaId: MPA,
        content: { accounts: { where }, sort: 'id', descending: true },
        format: 'csv',
      }),
    );
  const all = await save(null);
  expect({ ...all, base64: null }).toEqual({
    name: 'accounts-099999999999.csv',
    path: null,
    base64: null,
    rows: 2,
    neutralised: 1,
  });
  expect(Buffer.from(all.base64 ?? '', 'base64').toString()).toBe(
    [
      '\uFEFFAccount Name,AWS Account Email,AWS Account ID,Subset Name,Billing Workflow Name,End Customer,Status,Joined,Joined By,Note',
      `'=two,,000000000014,,,,ACTIVE,,,"a, b"`,
      'One,one@msp.example,000000000013,Retail,,,,,,',
      '',
    ].join('\r\n'),
  );
  const one = await save({ operation: 'and', tokens: [{ field: 'subset', operator: '=', value: 'retail' }] });
  expect(one.rows).toBe(1);
});

it('saves a sheet of the vendor to a file that was chosen, and replaces it', async () => {
  const client = await start();
  const path = join(tempFolder(), 'mine.xlsx');
  const input = { mpaId: MPA, content: { sheet: 1 as const }, format: 'xlsx' as const, path };
  expect(await resultOf(await client.sheets.save(input))).toEqual({
    name: 'sheet1-subsets-099999999999.xlsx',
    path,
    base64: null,
    rows: 2,
    neutralised: 0,
  });
  const before = readFileSync(path);
  expect(before.subarray(0, 2).toString()).toBe('PK');
  await client.accounts.set({ id: '000000000013', name: 'Other' });
  await resultOf(await client.sheets.save(input));
  expect(readFileSync(path).equals(before)).toBe(false);
  const nowhere = { ...input, path: join(path, 'not-a-folder.xlsx') };
  await expect(client.sheets.save(nowhere).then(resultOf)).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
  expect(existsSync(nowhere.path)).toBe(false);
});
