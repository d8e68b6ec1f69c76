import { describe, expect, it } from 'vitest';
import { resultOf } from '../../../../test/support/result-of.ts';
import { tempCore } from '../../../../test/support/temp-core.ts';
import { tempLedger } from '../../../../test/support/temp-ledger.ts';
import type { Client } from '../../../../shared/contract/client.ts';

const MPA = '099999999999';
const OTHER = '088888888888';
const ONE = '000000000001';
const TWO = '000000000002';

function start(): Client {
  const ledger = tempLedger();
  ledger.sql(`
    INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES
      ('${MPA}', 'Example', 'example', 'msp', '2026'), ('${OTHER}', 'Other', 'other', 'msp', '2026');
    INSERT INTO subset (id, mpa_id, name, name_key) VALUES (1, '${MPA}', 'Contoso', 'contoso'), (2, '${OTHER}', 'Foreign', 'foreign');
    INSERT INTO account (id, mpa_id, name, email, status, subset_id, note) VALUES
      ('${ONE}', '${MPA}', 'one', 'one@msp.example', 'ACTIVE', 1, 'kept'), ('${TWO}', '${MPA}', 'two', '', NULL, NULL, ''),
      ('777777777777', '${OTHER}', 'theirs', '', NULL, NULL, '');`);
  ledger.close();
  return tempCore({ ledgerPath: ledger.path }).client;
}

type Edits = Parameters<Client['accounts']['previewEdits']>[0]['edits'];
const preview = async (client: Client, edits: Edits, limit?: number) =>
  resultOf(await client.accounts.previewEdits({ mpaId: MPA, edits, limit }));

describe('edits from the sheet', () => {
  it('are previewed field by field, from what to what', async () => {
    const client = start();
    const shown = await preview(client, [
      { id: ONE, fields: { name: ' New  name ', email: null, status: 'pending closure', subset: 'CONTOSO' } },
      { id: TWO, fields: { name: 'two', subset: 'Fabrikam' } },
      { id: ONE, fields: { note: 'kept', status: 'Suspended' } },
    ]);
    expect(shown).toEqual({
      revision: 1,
      found: 2,
      changed: 2,
      unchanged: 0,
      moved: 1,
      changes: [
        {
          id: ONE,
          name: 'one',
          changes: [
            { field: 'name', from: 'one', to: 'New name' },
            { field: 'email', from: 'one@msp.example', to: null },
            { field: 'status', from: 'ACTIVE', to: 'SUSPENDED' },
          ],
        },
        { id: TWO, name: 'two', changes: [{ field: 'subset', from: null, to: 'Fabrikam' }] },
      ],
      unknown: [],
      foreign: [],
      newSubsets: [{ name: 'Fabrikam', accounts: 1 }],
      invalid: [],
    });
  });

  it('name what cannot be done', async () => {
    const client = start();
    const shown = await preview(client, [
      { id: ONE, fields: { email: 'nobody', status: 'open', name: 'x'.repeat(501), note: 'kept' } },
      { id: '123456789012', fields: { name: 'a' } },
      { id: '777777777777', fields: { name: 'a' } },
    ]);
    expect(shown).toMatchObject({ found: 1, changed: 0, unchanged: 1, moved: 0, unknown: ['123456789012'] });
    expect(shown.foreign).toEqual([{ id: '777777777777', mpaId: OTHER }]);
    expect(shown.invalid.map(({ field, reason }) => `${field}: ${reason}`)).toEqual([
      'name: It has 501 characters.',
      'email: This is not an e-mail address.',
      `status: AWS Organizations has no status 'open'.`,
    ]);
  });

  it('are taken over in one operation and undone as a whole', async () => {
    const client = start();
    const edits: Edits = [
      { id: ONE, fields: { name: 'first', subset: null } },
      { id: TWO, fields: { subset: 'fabrikam', status: 'ACTIVE', note: ' a\nb ' } },
    ];
    const { revision } = await preview(client, edits);
    const apply = { mpaId: MPA, edits, createSubsets: true, revision };
    expect((await resultOf(await client.accounts.applyEdits(apply))).value).toEqual({
      changed: 2,
      unchanged: 0,
      moved: 2,
      subsetsAdded: 1,
    });
    expect(await client.accounts.get({ id: ONE })).toMatchObject({ name: 'first', subset: null, note: 'kept' });
    expect(await client.accounts.get({ id: TWO })).toMatchObject({
      name: 'two',
      status: 'ACTIVE',
      note: 'a\nb',
      subset: { name: 'fabrikam' },
    });
    expect((await preview(client, edits)).changed).toBe(0);
    await expect(client.accounts.applyEdits(apply).then(resultOf)).rejects.toMatchObject({ code: 'CONFLICT' });
    const { value: undone } = await client.history.undo();
    expect(undone).toMatchObject({ label: 'Changed 2 accounts of Example in the sheet', rows: 3 });
    expect(await client.accounts.get({ id: ONE })).toMatchObject({ name: 'one', subset: { name: 'Contoso' } });
    expect(await client.subsets.list({ mpaId: MPA })).toHaveLength(1);
  });

  it('are refused as a whole', async () => {
    const client = start();
    const apply = async (edits: Edits) =>
      (await resultOf(await client.accounts.applyEdits({ mpaId: MPA, edits }))).value;
    const good = { id: ONE, fields: { name: 'changed' } };
    for (const email of ['x', 'two\u0000@msp.example', 'two\u202e@msp.example', 'two@msp(x).example'])
      await expect(apply([good, { id: TWO, fields: { email } }])).rejects.toMatchObject({ code: 'INVALID_ROWS' });
    await expect(apply([good, { id: TWO, fields: { subset: 'Nowhere' } }])).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'There is no subset Nowhere. Nothing was changed. Let them be made, or name others.',
    });
    await expect(apply([good, { id: '123456789012', fields: {} }])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(apply([good, { id: '777777777777', fields: {} }])).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await client.accounts.get({ id: ONE })).toMatchObject({ name: 'one' });
  });

  it('of 20,000 accounts are taken over at once', { timeout: 60_000 }, async () => {
    const ledger = tempLedger();
    ledger.sql(`
      INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('${MPA}', 'Example', 'example', 'msp', '2026');
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19999)
        INSERT INTO account (id, mpa_id, name) SELECT printf('%012d', i), '${MPA}', 'n' || i FROM n;`);
    ledger.close();
    const { client } = tempCore({ ledgerPath: ledger.path });
    const edits = Array.from({ length: 20_000 }, (_, i) => ({
      id: String(i).padStart(12, '0'),
      fields: { name: `new ${i}`, email: `a${i}@msp.example`, subset: `Subset ${i % 100}` },
    }));
    const shown = await preview(client, edits, 10);
    expect([shown.changed, shown.changes.length, shown.newSubsets.length]).toEqual([20_000, 10, 100]);
    const { revision } = shown;
    const done = (
      await resultOf(await client.accounts.applyEdits({ mpaId: MPA, edits, createSubsets: true, revision }))
    ).value;
    expect(done).toEqual({ changed: 20_000, unchanged: 0, moved: 20_000, subsetsAdded: 100 });
  });
});
