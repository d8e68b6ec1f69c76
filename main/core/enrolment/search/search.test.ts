import { expect, it } from 'vitest';
import { tempCore } from '../../../../test/support/temp-core.ts';
import { tempLedger } from '../../../../test/support/temp-ledger.ts';
import type { Client } from '../../../../shared/contract/client.ts';

const MPA = '099999999999';
const OTHER = '088888888888';

function start(): Client {
  const ledger = tempLedger();
  ledger.sql(`
    INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES
      ('${MPA}', 'Northwind', 'northwind', 'msp', '2026'), ('${OTHER}', 'Contoso Group', 'contoso group', 'msp', '2026');
    INSERT INTO workflow (id, mpa_id, name, name_key) VALUES (1, '${MPA}', 'Standard', 'standard');
    INSERT INTO end_customer (id, mpa_id, name, console_email, spot_org_id) VALUES
      (1, '${MPA}', 'Contoso Ltd', 'eco@contoso.example', '606000000001'), (2, '${MPA}', '', 'billing@fabrikam.example', '');
    INSERT INTO subset (id, mpa_id, name, name_key, workflow_id, end_customer_id) VALUES
      (1, '${MPA}', 'Contoso', 'contoso', 1, 1), (2, '${MPA}', 'New Contoso', 'new contoso', NULL, NULL),
      (3, '${OTHER}', 'Ärzte', 'ärzte', NULL, NULL);
    INSERT INTO account (id, mpa_id, name, email, subset_id) VALUES
      ('000000000001', '${MPA}', 'contoso prod', 'aws+1@msp.example', 1), ('000000000002', '${MPA}', '', 'contoso@msp.example', 1),
      ('120000000003', '${OTHER}', 'Ärztehaus', '', 3), ('120000000004', '${OTHER}', '12 monkeys', '', 3);
    INSERT INTO ticket (id, mpa_id, kind, channel, state, created_at, subject, body, ticket_number) VALUES
      (1, '${MPA}', 'end-customers', 'ticket', 'sent', '2026', 'End customers of Contoso', '', 'SPOT-1204');`);
  ledger.close();
  return tempCore({ ledgerPath: ledger.path }).client;
}

async function found(client: Client, text: string, more: { mpaId?: string; limit?: number } = {}): Promise<string[]> {
  const { hits } = await client.search.all({ text, ...more });
  return hits.map(({ kind, id, title, detail }) => [kind, id, title, detail].join('|'));
}

it('finds everything by a few letters, the best fit first', async () => {
  const client = start();
  expect(await found(client, 'CONTOSO')).toEqual([
    'subset|1|Contoso|Standard',
    'mpa|088888888888|Contoso Group|088888888888',
    'end-customer|1|Contoso Ltd|eco@contoso.example',
    'account|000000000001|contoso prod|000000000001 · aws+1@msp.example',
    'subset|2|New Contoso|',
    'ticket|1|End customers of Contoso|SPOT-1204',
    'account|000000000002|000000000002|contoso@msp.example',
  ]);
  expect(await found(client, 'contoso', { mpaId: OTHER })).toEqual(['mpa|088888888888|Contoso Group|088888888888']);
  expect(await found(client, 'ärz')).toEqual(['subset|3|Ärzte|', 'account|120000000003|Ärztehaus|120000000003']);
  expect(await found(client, 'spot-12')).toEqual(['ticket|1|End customers of Contoso|SPOT-1204']);
  expect(await found(client, 'fabrikam')).toEqual(['end-customer|2|billing@fabrikam.example|']);
  expect(await found(client, 'standard')).toEqual(['workflow|1|Standard|']);
  expect(await found(client, '%')).toEqual([]);
  expect(await found(client, '  ')).toEqual([]);
});

it('finds accounts and payer accounts by the digits of their IDs, with or without spaces', async () => {
  const client = start();
  expect(await found(client, '0000 0000 0001')).toEqual([
    'account|000000000001|contoso prod|000000000001 · aws+1@msp.example',
  ]);
  expect(await found(client, '12')).toEqual([
    'account|120000000003|Ärztehaus|120000000003',
    'account|120000000004|12 monkeys|120000000004',
    'ticket|1|End customers of Contoso|SPOT-1204',
  ]);
  expect(await found(client, '0999')).toEqual(['mpa|099999999999|Northwind|099999999999']);
});

it('names the payer account of a hit, and leaves places to what is not an account', async () => {
  const client = start();
  const { hits } = await client.search.all({ text: 'contoso', limit: 2 });
  expect(hits).toEqual([
    { kind: 'subset', id: '1', mpaId: MPA, mpaName: 'Northwind', title: 'Contoso', detail: 'Standard' },
    {
      kind: 'account',
      id: '000000000001',
      mpaId: MPA,
      mpaName: 'Northwind',
      title: 'contoso prod',
      detail: '000000000001 · aws+1@msp.example',
    },
  ]);
});
