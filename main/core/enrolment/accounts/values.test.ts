import { expect, it } from 'vitest';
import { tempCore } from '../../../../test/support/temp-core.ts';
import { tempLedger } from '../../../../test/support/temp-ledger.ts';
import type { Client } from '../../../../shared/contract/client.ts';

const MPA = '099999999999';

/** Five accounts: 1 and 2 in Contoso (workflow Standard, end customer without a name), 3 in Ärzte, 4 and 5 in none. */
function start(): Client {
  const ledger = tempLedger();
  ledger.sql(`
    INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('${MPA}', 'Example', 'example', 'msp', '2026'),
      ('088888888888', 'Other', 'other', 'msp', '2026');
    INSERT INTO workflow (id, mpa_id, name, name_key) VALUES (1, '${MPA}', 'Standard', 'standard');
    INSERT INTO end_customer (id, mpa_id, console_email) VALUES (1, '${MPA}', 'eco@contoso.example');
    INSERT INTO subset (id, mpa_id, name, name_key, workflow_id, end_customer_id) VALUES
      (1, '${MPA}', 'Contoso', 'contoso', 1, 1), (2, '${MPA}', 'Ärzte', 'ärzte', NULL, NULL), (3, '${MPA}', 'Empty', 'empty', 1, 1);
    INSERT INTO account (id, mpa_id, name, email, status, subset_id, joined_at) VALUES
      ('000000000001', '${MPA}', 'beta', 'b@msp.example', 'ACTIVE', 1, '2025-01-31T23:59:59Z'),
      ('000000000002', '${MPA}', 'Alpha', 'a@msp.example', 'SUSPENDED', 1, '2025-01-31T00:00:00Z'),
      ('000000000003', '${MPA}', 'Café', '', 'ACTIVE', 2, NULL),
      ('000000000004', '${MPA}', 'beta', '', NULL, NULL, NULL),
      ('000000000005', '${MPA}', '', '', 'ACTIVE', NULL, NULL),
      ('000000000009', '088888888888', 'foreign', '', 'CLOSED', NULL, NULL);`);
  ledger.close();
  return tempCore({ ledgerPath: ledger.path }).client;
}

it('suggests the values of every field, with how many accounts have each', async () => {
  const client = start();
  const values = async (input: Omit<Parameters<Client['accounts']['values']>[0], 'mpaId'>): Promise<string> => {
    const found = await client.accounts.values({ mpaId: MPA, ...input });
    return found.values.map(({ value, accounts }) => `${value ?? '-'} ${accounts}`).join(', ');
  };
  expect(await values({ field: 'status' })).toBe('ACTIVE 3, - 1, SUSPENDED 1');
  expect(await values({ field: 'status', text: 'susp' })).toBe('SUSPENDED 1');
  expect(await values({ field: 'subset' })).toBe('- 2, Contoso 2, Ärzte 1');
  expect(await values({ field: 'subset', text: 'ärz' })).toBe('Ärzte 1');
  expect(await values({ field: 'workflow' })).toBe('- 3, Standard 2');
  expect(await values({ field: 'endCustomer' })).toBe('- 3, eco@contoso.example 2');
  expect(await values({ field: 'name' })).toBe('Alpha 1, beta 2, Café 1, - 1');
  expect(await values({ field: 'name', text: 'A', limit: 2 })).toBe('Alpha 1, beta 2');
  expect(await values({ field: 'email', text: '%' })).toBe('');
  expect(await values({ field: 'id', text: '0003' })).toBe('000000000003 1');
  expect(await values({ field: 'joinedAt' })).toBe('- 3, 2025-01-31 2');
  expect(await values({ field: 'joinedMethod' })).toBe('- 5');
  expect(await values({ field: 'note' })).toBe('- 5');
  await expect(client.accounts.values({ mpaId: '000000000001', field: 'note' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

it('tells how the accounts spread over the subsets', async () => {
  const client = start();
  expect(await client.accounts.spread({ mpaId: MPA })).toEqual([
    { subset: null, workflow: null, accounts: 2 },
    { subset: { id: 1, name: 'Contoso' }, workflow: { id: 1, name: 'Standard' }, accounts: 2 },
    { subset: { id: 2, name: 'Ärzte' }, workflow: null, accounts: 1 },
  ]);
});
