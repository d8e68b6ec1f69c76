import { describe, expect, it } from 'vitest';
import { tempCore } from '../../../../test/support/temp-core.ts';
import { tempLedger } from '../../../../test/support/temp-ledger.ts';
import type { Client } from '../../../../shared/contract/client.ts';

const MPA = '099999999999';

/** Six accounts: 1 and 2 in Contoso (workflow Standard, end customer Contoso Ltd), 3 in Ärzte (neither), 4 to 6 in none. */
function start(): Client {
  const ledger = tempLedger();
  ledger.sql(`
    INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('${MPA}', 'Example', 'example', 'msp', '2026-11-21T04:00:00Z');
    INSERT INTO workflow (id, mpa_id, name, name_key) VALUES (1, '${MPA}', 'Standard', 'standard');
    INSERT INTO end_customer (id, mpa_id, name, console_email) VALUES (1, '${MPA}', 'Contoso Ltd', 'eco@contoso.example');
    INSERT INTO subset (id, mpa_id, name, name_key, workflow_id, end_customer_id) VALUES
      (1, '${MPA}', 'Contoso', 'contoso', 1, 1), (2, '${MPA}', 'Ärzte', 'ärzte', NULL, NULL);
    INSERT INTO account (id, mpa_id, name, email, status, subset_id, note, joined_method, joined_at) VALUES
      ('000000000001', '${MPA}', 'beta', 'Beta@msp.example', 'ACTIVE', 1, 'ask Søren', 'CREATED', '2025-01-31T23:59:59Z'),
      ('000000000002', '${MPA}', 'Alpha', 'alpha@msp.example', 'SUSPENDED', 1, '', 'INVITED', '2025-02-01T00:00:00Z'),
      ('000000000003', '${MPA}', 'Café Zürich', 'cafe@msp.example', 'PENDING_CLOSURE', 2, '', NULL, '2026-02-01T00:00:00Z'),
      ('000000000004', '${MPA}', '100% off_', '', NULL, NULL, '', NULL, NULL),
      ('120000000005', '${MPA}', '', 'delta@msp.example', 'ACTIVE', NULL, '', 'CREATED', NULL),
      ('120000000006', '${MPA}', 'alphabet', 'z@msp.example', 'ACTIVE', NULL, 'contoso later', NULL, '2026-11-20T10:00:00Z');`);
  ledger.close();
  return tempCore({ ledgerPath: ledger.path }).client;
}

type Filter = NonNullable<Parameters<Client['accounts']['page']>[0]['filter']>;
type Where = NonNullable<Filter['where']>;
type Token = Where['tokens'][number];
type Sort = NonNullable<Parameters<Client['accounts']['page']>[0]['sort']>;

const token = (field: Token['field'], operator: Token['operator'], value: string | null): Token => ({
  field,
  operator,
  value,
});

async function found(client: Client, where: Where, filter: Filter = {}): Promise<string> {
  const { rows } = await client.accounts.page({ mpaId: MPA, filter: { ...filter, where } });
  const { count } = await client.accounts.count({ mpaId: MPA, filter: { ...filter, where } });
  expect(count).toBe(rows.length);
  return rows.map(({ id }) => id.slice(-1)).join('');
}

describe('a property filter', () => {
  it('asks every field by every operator', async () => {
    const client = start();
    const cases: [Token, string][] = [
      [token('id', '=', '0000 0000 0002'), '2'],
      [token('id', '!=', '000000000002'), '13456'],
      [token('id', ':', '0005'), '5'],
      [token('id', '^', '12'), '56'],
      [token('id', '<', '000000000003'), '12'],
      [token('id', '>=', '12'), '56'],
      [token('name', '=', 'ALPHA'), '2'],
      [token('name', '=', null), '5'],
      [token('name', '!=', ''), '12346'],
      [token('name', ':', 'alpha'), '26'],
      [token('name', '!:', 'alpha'), '1345'],
      [token('name', '=', ' alpha '), '2'],
      [token('name', '^', 'alpha '), ''],
      [token('name', '^', '100%'), '4'],
      [token('name', '^', '100_'), ''],
      [token('name', ':', 'ZÜR'), '3'],
      [token('name', '^', 'É'), ''],
      [token('name', '=', 'café zürich'), '3'],
      [token('name', '!:', 'É'), '12456'],
      [token('email', '=', 'beta@MSP.example'), '1'],
      [token('email', '!^', 'beta'), '23456'],
      [token('email', '=', null), '4'],
      [token('status', '=', 'suspended'), '2'],
      [token('status', '=', 'Pending closure'), '3'],
      [token('status', '!=', 'ACTIVE'), '234'],
      [token('status', '=', null), '4'],
      [token('status', '!=', null), '12356'],
      [token('subset', '=', 'contoso'), '12'],
      [token('subset', '!=', 'Contoso'), '3456'],
      [token('subset', '=', 'ärzte'), '3'],
      [token('subset', '^', 'con'), '12'],
      [token('subset', '=', null), '456'],
      [token('subset', '!=', null), '123'],
      [token('workflow', '=', 'standard'), '12'],
      [token('workflow', '!:', 'stand'), '3456'],
      [token('workflow', '=', null), '3456'],
      [token('workflow', '!=', null), '12'],
      [token('endCustomer', ':', 'eco@'), '12'],
      [token('endCustomer', '!=', 'contoso ltd'), '3456'],
      [token('endCustomer', '=', null), '3456'],
      [token('note', ':', 'SØREN'), '1'],
      [token('note', '=', null), '2345'],
      [token('joinedMethod', '=', 'created'), '15'],
      [token('joinedMethod', '=', null), '346'],
      [token('joinedAt', '=', '2025-02'), '2'],
      [token('joinedAt', '!=', '2025-02-01'), '13456'],
      [token('joinedAt', '<', '2025-02-01'), '1'],
      [token('joinedAt', '<=', '2025-02-01'), '12'],
      [token('joinedAt', '>', '2025-02-01'), '36'],
      [token('joinedAt', '>=', '2026'), '36'],
      [token('joinedAt', '=', null), '45'],
      [token('any', ':', 'contoso'), '126'],
      [token('any', '!:', 'contoso'), '345'],
      [token('any', ':', 'ärzte'), '3'],
      [token('any', '^', '12'), '56'],
      [token('any', '=', 'standard'), '12'],
    ];
    for (const [asked, expected] of cases) {
      expect([asked, await found(client, { tokens: [asked] })]).toEqual([asked, expected]);
    }
  });

  it('joins conditions by and, or, and holds besides the other filter', async () => {
    const client = start();
    const tokens = [token('status', '=', 'ACTIVE'), token('subset', '=', null)];
    expect(await found(client, { operation: 'and', tokens })).toBe('56');
    expect(await found(client, { operation: 'or', tokens })).toBe('1456');
    expect(await found(client, { operation: 'or', tokens: [] })).toBe('123456');
    expect(await found(client, { operation: 'or', tokens }, { text: 'alpha' })).toBe('6');
    expect(await found(client, { operation: 'or', tokens }, { subsetId: 'none' })).toBe('456');
  });

  it('takes values as values, whatever they look like', async () => {
    const client = start();
    for (const value of [`' OR 1=1 --`, '%', '_', '*', '[a-z]*', '\\', '@mpaId', 'ü*', 'ü[', '"']) {
      const expected = value === '%' || value === '_' ? '4' : '';
      expect([value, await found(client, { tokens: [token('name', ':', value)] })]).toEqual([value, expected]);
    }
  });

  it('refuses what cannot be asked', async () => {
    const client = start();
    const refused: Token[] = [
      token('name', ':', null),
      token('name', '^', '  '),
      token('name', '<', 'a'),
      token('any', '=', null),
      token('any', '>', '1'),
    ];
    for (const asked of refused) {
      const page = client.accounts.page({ mpaId: MPA, filter: { where: { tokens: [asked] } } });
      await expect(page).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
  });

  it('says which accounts are put into a subset', async () => {
    const client = start();
    const filter: Filter = { where: { tokens: [token('status', '=', 'ACTIVE'), token('subset', '=', null)] } };
    const { moves } = await client.accounts.previewAssign({ mpaId: MPA, accounts: { filter }, to: { id: 2 } });
    expect(moves).toBe(2);
    expect((await client.accounts.assign({ mpaId: MPA, accounts: { filter }, to: { id: 2 } })).value).toEqual({
      moved: 2,
      stayed: 0,
    });
    expect(await found(client, { tokens: [token('subset', '=', 'Ärzte')] })).toBe('356');
  });
});

/** The accounts by their last digits, in each order up and down. */
const ORDERS: Record<Sort, [up: string, down: string]> = {
  id: ['123456', '654321'],
  name: ['542613', '316245'],
  email: ['421356', '653124'],
  status: ['156324', '236514'],
  subset: ['123456', '321654'],
  workflow: ['123456', '216543'],
  joinedAt: ['123645', '632154'],
};

describe('the order of a list', () => {
  it('goes both ways by every column, those that have none last, page by page', async () => {
    const client = start();
    for (const [sort, directions] of Object.entries(ORDERS) as [Sort, [string, string]][]) {
      for (const [index, order] of directions.entries()) {
        const descending = index === 1;
        for (const where of [null, { tokens: [token('any', '!:', 'nothing like it')] }]) {
          for (const limit of [1, 2, 4, 6]) {
            const seen: string[] = [];
            let cursor: string | null = null;
            do {
              const page: Awaited<ReturnType<Client['accounts']['page']>> = await client.accounts.page({
                mpaId: MPA,
                filter: { where },
                sort,
                descending,
                cursor,
                limit,
              });
              seen.push(...page.rows.map(({ id }) => id.slice(-1)));
              cursor = page.next;
            } while (cursor !== null);
            expect([sort, descending, limit, seen.join('')]).toEqual([sort, descending, limit, order]);
          }
        }
      }
    }
  });

  it('refuses the place of a list sorted otherwise', async () => {
    const client = start();
    const { next } = await client.accounts.page({ mpaId: MPA, sort: 'email', limit: 2 });
    const other = client.accounts.page({ mpaId: MPA, sort: 'email', descending: true, cursor: next });
    await expect(other).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
