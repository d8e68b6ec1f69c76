import { describe, expect, it } from 'vitest';
import { resultOf } from '../../../../test/support/result-of.ts';
import { tempCore } from '../../../../test/support/temp-core.ts';
import { tempLedger } from '../../../../test/support/temp-ledger.ts';
import type { Client } from '../../../../shared/contract/client.ts';

const MPA = '099999999999';

/** Ten accounts 'contoso-N' and 'fabrikam-N', N from 0 to 4; contoso-0 is in Contoso, contoso-1 in Other. And the payer account itself. */
function start(): Client {
  const ledger = tempLedger();
  const accounts = ['contoso', 'fabrikam'].flatMap((name, group) =>
    [0, 1, 2, 3, 4].map((n) => {
      const subset = name === 'contoso' ? ['1', '3'][n] : undefined;
      return `('0000000000${group}${n}', '${MPA}', '${name}-${n}', 'aws+${n}@${name}.example', ${subset ?? 'NULL'})`;
    }),
  );
  ledger.sql(`
    INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES
      ('${MPA}', 'Example', 'example', 'msp', '2026'), ('088888888888', 'Far', 'far', 'msp', '2026');
    INSERT INTO subset (id, mpa_id, name, name_key) VALUES (1, '${MPA}', 'Contoso', 'contoso'),
      (2, '${MPA}', 'Fabrikam', 'fabrikam'), (3, '${MPA}', 'Other', 'other'), (4, '088888888888', 'Far', 'far');
    INSERT INTO account (id, mpa_id, name, email, subset_id) VALUES ${accounts.join(', ')},
      ('${MPA}', '${MPA}', 'contoso payer', '', NULL);`);
  ledger.close();
  return tempCore({ ledgerPath: ledger.path }).client;
}

const texts = async (client: Client): Promise<string[]> =>
  (await client.assignmentRules.list({ mpaId: MPA })).map(
    ({ position, text, subset }) => `${position}. ${text} → ${subset.name}`,
  );

describe('assignment rules', () => {
  it('stand in an order that can be changed', async () => {
    const client = start();
    const { assignmentRules: rules } = client;
    const add = (value: string, position: number | null = null) =>
      rules.add({ mpaId: MPA, field: 'name', operator: 'contains', value, to: { id: 1 }, position });
    const { value: a } = await add(' a ');
    const { value: b } = await add('b');
    await add('c', 1);
    await add('d', 99);
    expect(await texts(client)).toEqual([
      '1. name contains "c" → Contoso',
      '2. name contains " a " → Contoso',
      '3. name contains "b" → Contoso',
      '4. name contains "d" → Contoso',
    ]);
    await rules.move({ id: b.id, position: 1 });
    await rules.set({ id: a.id, field: 'email', operator: 'ends-with', value: '@a.example', to: { id: 2 } });
    expect(await texts(client)).toEqual([
      '1. name contains "b" → Contoso',
      '2. name contains "c" → Contoso',
      '3. e-mail ends with "@a.example" → Fabrikam',
      '4. name contains "d" → Contoso',
    ]);
    await rules.remove({ id: b.id });
    expect((await texts(client))[0]).toBe('1. name contains "c" → Contoso');
    await client.history.undo();
    expect(await texts(client)).toHaveLength(4);
    expect((await rules.list({ mpaId: MPA })).map(({ position }) => position)).toEqual([1, 2, 3, 4]);
  });

  it('need a subset of the same payer account and something to compare with', async () => {
    const { assignmentRules: rules } = start();
    const rule = { mpaId: MPA, field: 'name', operator: 'is', value: 'x', to: { id: 1 } } as const;
    await expect(rules.add({ ...rule, to: { id: 4 } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(rules.add({ ...rule, value: '  ' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const {
      value: { id },
    } = await rules.add(rule);
    await expect(rules.set({ id, to: { id: 4 } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(rules.remove({ id: 99 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('make the subset that they are for, as a part of the same operation', async () => {
    const client = start();
    const { assignmentRules: rules, subsets } = client;
    const before = await subsets.list({ mpaId: MPA });
    const to = { name: 'Shops' };
    const { value: added } = await rules.add({ mpaId: MPA, field: 'name', operator: 'is', value: 'x', to });
    expect(added.subset.name).toBe('Shops');
    await expect(rules.set({ id: added.id, to: { name: 'SHOPS' } })).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    const { value: changed } = await rules.set({ id: added.id, to: { name: 'Stores' } });
    expect([changed.subset.name, (await subsets.list({ mpaId: MPA })).length]).toEqual(['Stores', before.length + 2]);
    await client.history.undo();
    await client.history.undo();
    expect(await subsets.list({ mpaId: MPA })).toEqual(before);
    expect(await rules.list({ mpaId: MPA })).toEqual([]);
  });

  it('say what each would take, the first that fits first, and what none fits', async () => {
    const client = start();
    const { assignmentRules: rules } = client;
    await rules.add({ mpaId: MPA, field: 'name', operator: 'starts-with', value: 'CONTOSO', to: { id: 1 } });
    await rules.add({ mpaId: MPA, field: 'id', operator: 'pattern', value: '00000000001?', to: { id: 2 } });
    await rules.move({ id: 2, position: 1 });
    await rules.set({ id: 2, value: '*10' });
    const preview = await resultOf(await rules.preview({ mpaId: MPA }));
    const ref = (group: 0 | 1, n: number) => {
      const name = group === 0 ? 'contoso' : 'fabrikam';
      return { id: `0000000000${group}${n}`, name: `${name}-${n}`, email: `aws+${n}@${name}.example` };
    };
    expect(preview).toMatchObject({
      accounts: 10,
      takes: 4,
      unmatched: 4,
      unmatchedSample: [ref(1, 1), ref(1, 2), ref(1, 3), ref(1, 4)],
      unmatchedAssigned: 0,
      rules: [
        { rule: { id: 2 }, fits: 1, unassigned: 1, inPlace: 0, inOther: 0, takes: 1, sample: [ref(1, 0)] },
        {
          rule: { id: 1, text: 'name starts with "CONTOSO"' },
          fits: 5,
          unassigned: 3,
          inPlace: 1,
          inOther: 1,
          takes: 3,
          sample: [ref(0, 2), ref(0, 3), ref(0, 4)],
        },
      ],
    });
    const withAssigned = await resultOf(await rules.preview({ mpaId: MPA, includeAssigned: true }));
    expect(withAssigned.rules.map(({ takes }) => takes)).toEqual([1, 4]);
    expect(withAssigned.takes).toBe(5);
  });

  it('are applied as one operation, to the unassigned unless told otherwise, never to the payer account itself', async () => {
    const client = start();
    const { assignmentRules: rules } = client;
    await rules.add({ mpaId: MPA, field: 'name', operator: 'contains', value: 'contoso', to: { id: 1 } });
    const { revision } = await resultOf(await rules.preview({ mpaId: MPA }));
    expect((await resultOf(await rules.apply({ mpaId: MPA, revision }))).value).toEqual({
      assigned: 3,
      moved: 0,
      unmatched: 5,
    });
    expect((await client.history.list({ limit: 1 }))[0]).toMatchObject({
      label: 'Assigned 3 accounts by rules',
      changes: 3,
    });
    expect(await client.accounts.count({ mpaId: MPA, filter: { subsetId: 1 } })).toEqual({ count: 4 });
    expect(await client.accounts.get({ id: MPA })).toMatchObject({ subset: null });
    await expect(resultOf(await rules.apply({ mpaId: MPA, revision }))).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect((await resultOf(await rules.apply({ mpaId: MPA, includeAssigned: true }))).value).toEqual({
      assigned: 0,
      moved: 1,
      unmatched: 5,
    });
    expect((await resultOf(await rules.apply({ mpaId: MPA, includeAssigned: true }))).value).toEqual({
      assigned: 0,
      moved: 0,
      unmatched: 5,
    });
    await client.history.undo();
    await client.history.undo();
    expect(await client.accounts.count({ mpaId: MPA, filter: { subsetId: 1 } })).toEqual({ count: 1 });
  });

  it('show what a rule would take while it is being written', async () => {
    const client = start();
    const { assignmentRules: rules } = client;
    const { value: first } = await rules.add({
      mpaId: MPA,
      field: 'name',
      operator: 'is',
      value: 'contoso-2',
      to: { id: 1 },
    });
    const condition = { field: 'name' as const, operator: 'starts-with' as const, value: 'contoso' };
    const preview = async (draft: Parameters<typeof rules.preview>[0]['draft']) => {
      const shown = await resultOf(await rules.preview({ mpaId: MPA, draft }));
      return shown.rules.map(({ rule, fits, inPlace, inOther, takes }) => [rule.text, fits, inPlace, inOther, takes]);
    };
    expect(await preview({ ...condition, subsetId: 1 })).toEqual([
      ['name is "contoso-2"', 1, 0, 0, 1],
      ['name starts with "contoso"', 4, 1, 1, 2],
    ]);
    expect(await preview({ ...condition, id: first.id, subsetId: null })).toEqual([
      ['name starts with "contoso"', 5, 0, 2, 3],
    ]);
    expect(await texts(client)).toEqual(['1. name is "contoso-2" → Contoso']);
    await expect(preview({ ...condition, id: 77, subsetId: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(preview({ ...condition, subsetId: 4 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('50 of them over 5,000 accounts', async () => {
    const ledger = tempLedger();
    ledger.sql(`
      INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('${MPA}', 'Example', 'example', 'msp', '2026');
      INSERT INTO subset (id, mpa_id, name, name_key) VALUES (1, '${MPA}', 'One', 'one');
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
        INSERT INTO assignment_rule (mpa_id, position, field, operator, value, subset_id)
        SELECT '${MPA}', i, 'name', CASE WHEN i % 2 THEN 'pattern' ELSE 'contains' END, '*cust*' || i || '*zz', 1 FROM n;
      UPDATE assignment_rule SET operator = 'pattern', value = '*prod*7' WHERE position = 50;
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 4999)
        INSERT INTO account (id, mpa_id, name, email)
        SELECT printf('%012d', i), '${MPA}', 'Customer ' || (i % 2000) || ' prod ' || i, 'aws+' || i || '@msp.example' FROM n;`);
    ledger.close();
    const { client } = tempCore({ ledgerPath: ledger.path });
    const preview = await resultOf(await client.assignmentRules.preview({ mpaId: MPA }));
    expect(preview).toMatchObject({ accounts: 5000, takes: 500, unmatched: 4500 });
    const applied = (await resultOf(await client.assignmentRules.apply({ mpaId: MPA, revision: preview.revision })))
      .value;
    expect(applied).toEqual({ assigned: 500, moved: 0, unmatched: 4500 });
  });
});
