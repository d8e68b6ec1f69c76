import { describe, expect, it } from 'vitest';
import { tempCore } from '../../../../test/support/temp-core.ts';
import { tempLedger } from '../../../../test/support/temp-ledger.ts';
import type { Client } from '../../../../shared/contract/client.ts';

const MPA = '099999999999';
const OTHER = '088888888888';

/** Contoso: 1, 2 (suspended), Standard, Contoso Ltd. Fabrikam: 3, Premium. Litware: empty. Rule 1 → Contoso, rule 2 → Fabrikam. */
function start(): Client {
  const ledger = tempLedger();
  ledger.sql(`
    INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES
      ('${MPA}', 'Example', 'example', 'msp', '2026'), ('${OTHER}', 'Other', 'other', 'msp', '2026');
    INSERT INTO workflow (id, mpa_id, name, name_key) VALUES
      (1, '${MPA}', 'Standard', 'standard'), (2, '${MPA}', 'Premium', 'premium'), (3, '${OTHER}', 'Standard', 'standard');
    INSERT INTO end_customer (id, mpa_id, name) VALUES (1, '${MPA}', 'Contoso Ltd'), (2, '${OTHER}', 'Elsewhere');
    INSERT INTO subset (id, mpa_id, name, name_key, workflow_id, end_customer_id, note) VALUES
      (1, '${MPA}', 'Contoso', 'contoso', 1, 1, 'first'), (2, '${MPA}', 'Fabrikam', 'fabrikam', 2, NULL, 'second'),
      (3, '${MPA}', 'Litware', 'litware', NULL, NULL, ''), (4, '${OTHER}', 'Contoso', 'contoso', NULL, NULL, '');
    INSERT INTO account (id, mpa_id, name, status, subset_id) VALUES
      ('000000000001', '${MPA}', 'one', 'ACTIVE', 1), ('000000000002', '${MPA}', 'two', 'SUSPENDED', 1),
      ('000000000003', '${MPA}', 'three', 'ACTIVE', 2), ('000000000004', '${MPA}', 'four', 'ACTIVE', NULL);
    INSERT INTO assignment_rule (id, mpa_id, position, field, operator, value, subset_id) VALUES
      (1, '${MPA}', 1, 'name', 'starts-with', 'con', 1), (2, '${MPA}', 2, 'name', 'contains', 'fab', 2);`);
  ledger.close();
  return tempCore({ ledgerPath: ledger.path }).client;
}

describe('subsets', () => {
  it('are listed by name with their counts, and filtered', async () => {
    const { subsets } = start();
    const list = async (filter: Parameters<Client['subsets']['list']>[0]['filter']): Promise<string[]> =>
      (await subsets.list({ mpaId: MPA, filter })).map(
        ({ name, accounts, suspended }) => `${name} ${accounts} ${suspended}`,
      );
    expect(await list({})).toEqual(['Contoso 2 1', 'Fabrikam 1 0', 'Litware 0 0']);
    expect(await list({ text: ' FAB' })).toEqual(['Fabrikam 1 0']);
    expect(await list({ workflowId: 1 })).toEqual(['Contoso 2 1']);
    expect(await list({ workflowId: 'none' })).toEqual(['Litware 0 0']);
    expect(await list({ endCustomerId: 'none' })).toEqual(['Fabrikam 1 0', 'Litware 0 0']);
    expect(await list({ hasAccounts: false })).toEqual(['Litware 0 0']);
    expect(await subsets.get({ id: 1 })).toEqual({
      id: 1,
      mpaId: MPA,
      name: 'Contoso',
      note: 'first',
      workflow: { id: 1, name: 'Standard' },
      endCustomer: { id: 1, name: 'Contoso Ltd' },
      accounts: 2,
      suspended: 1,
    });
  });

  it('have names that differ by more than case and spaces within a payer account', async () => {
    const { subsets } = start();
    expect(
      (await subsets.add({ mpaId: MPA, name: '  Wide \u3000World\n Importers ', workflowId: 2 })).value,
    ).toMatchObject({
      name: 'Wide World Importers',
      workflow: { name: 'Premium' },
      endCustomer: null,
    });
    await expect(subsets.add({ mpaId: MPA, name: ' CONTOSO ' })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      data: { id: 1 },
    });
    await expect(subsets.add({ mpaId: MPA, name: ' \u200b ' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(subsets.rename({ id: 2, name: 'litware' })).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    expect((await subsets.rename({ id: 2, name: 'FABRIKAM' })).value).toMatchObject({ name: 'FABRIKAM' });
    expect((await subsets.add({ mpaId: OTHER, name: 'Fabrikam' })).value).toMatchObject({ name: 'Fabrikam' });
    expect((await subsets.setNote({ id: 2, note: ' new ' })).value).toMatchObject({ note: 'new' });
  });

  it('take workflow and end customer of their own payer account only', async () => {
    const { subsets } = start();
    await expect(subsets.add({ mpaId: MPA, name: 'X', workflowId: 3 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(subsets.add({ mpaId: MPA, name: 'X', endCustomerId: 2 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const one = { mpaId: MPA, subsets: { ids: [1] } };
    await expect(subsets.setWorkflow({ ...one, workflowId: 3 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(subsets.setEndCustomer({ ...one, endCustomerId: 2 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const foreign = { mpaId: MPA, subsets: { ids: [1, 4] }, workflowId: 1 };
    await expect(subsets.setWorkflow(foreign)).rejects.toMatchObject({ code: 'NOT_FOUND', data: { missing: [4] } });
  });

  it('get a workflow or an end customer one, several or all at once', async () => {
    const client = start();
    const { subsets } = client;
    expect((await subsets.setWorkflow({ mpaId: MPA, subsets: { ids: [1, 3] }, workflowId: 1 })).value).toEqual({
      changed: 1,
      unchanged: 1,
    });
    const unassociated = { mpaId: MPA, subsets: { filter: { endCustomerId: 'none' as const } } };
    expect((await subsets.setEndCustomer({ ...unassociated, endCustomerId: 1 })).value).toEqual({
      changed: 2,
      unchanged: 0,
    });
    expect((await subsets.setEndCustomer({ ...unassociated, endCustomerId: 1 })).value).toEqual({
      changed: 0,
      unchanged: 0,
    });
    expect((await subsets.setWorkflow({ mpaId: MPA, subsets: { filter: {} }, workflowId: null })).value).toEqual({
      changed: 3,
      unchanged: 0,
    });
    expect((await client.history.list({ limit: 3 })).map(({ label }) => label)).toEqual([
      'Took the billing workflow off 3 subsets',
      'Associated 2 subsets with the end customer Contoso Ltd',
      'Gave 1 subset the billing workflow Standard',
    ]);
  });
});

describe('merging subsets', () => {
  it('moves accounts and rules, joins notes, and is undone as a whole', async () => {
    const client = start();
    const { subsets } = client;
    const input = { into: 2, from: [1, 3, 2], workflowId: 1 };
    const preview = await subsets.previewMerge(input);
    expect(preview).toEqual({
      revision: 1,
      into: { id: 2, name: 'Fabrikam' },
      from: [
        { id: 1, name: 'Contoso', accounts: 2 },
        { id: 3, name: 'Litware', accounts: 0 },
      ],
      moves: 2,
      accounts: 3,
      rules: 1,
      workflow: { id: 1, name: 'Standard' },
      endCustomer: { id: 1, name: 'Contoso Ltd' },
      workflowConflict: [],
      endCustomerConflict: [],
    });
    expect((await subsets.merge({ ...input, revision: preview.revision })).value).toEqual({
      subset: {
        id: 2,
        mpaId: MPA,
        name: 'Fabrikam',
        note: 'second\nfirst',
        workflow: { id: 1, name: 'Standard' },
        endCustomer: { id: 1, name: 'Contoso Ltd' },
      },
      moved: 2,
      merged: 2,
      rules: 1,
    });
    expect((await subsets.list({ mpaId: MPA })).map(({ name, accounts }) => [name, accounts])).toEqual([
      ['Fabrikam', 3],
    ]);
    expect((await client.assignmentRules.list({ mpaId: MPA })).map(({ subset }) => subset.id)).toEqual([2, 2]);
    await client.history.undo();
    expect((await subsets.list({ mpaId: MPA })).map(({ name, accounts }) => [name, accounts])).toEqual([
      ['Contoso', 2],
      ['Fabrikam', 1],
      ['Litware', 0],
    ]);
  });

  it('leaves different workflows to be decided', async () => {
    const { subsets } = start();
    const input = { into: 1, from: [2] };
    expect(await subsets.previewMerge(input)).toMatchObject({
      workflow: null,
      workflowConflict: [
        { id: 1, name: 'Standard' },
        { id: 2, name: 'Premium' },
      ],
      endCustomer: { id: 1 },
      endCustomerConflict: [],
    });
    await expect(subsets.merge(input)).rejects.toMatchObject({
      code: 'CHOICE_NEEDED',
      message:
        'The subsets have different billing workflows: Standard, Premium. Say which one the merged subset has, or that it has none.',
      data: { field: 'workflowId' },
    });
    expect((await subsets.merge({ ...input, workflowId: null })).value).toMatchObject({ subset: { workflow: null } });
  });

  it('needs other subsets of the same payer account', async () => {
    const { subsets } = start();
    await expect(subsets.merge({ into: 1, from: [1] })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(subsets.merge({ into: 1, from: [4] })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(subsets.merge({ into: 1, from: [99] })).rejects.toMatchObject({ code: 'NOT_FOUND', data: { id: 99 } });
  });
});

describe('splitting a subset', () => {
  it('puts listed accounts into a new one with the workflow of the old', async () => {
    const { subsets } = start();
    const input = { id: 1, accounts: { ids: ['000000000002'] } };
    expect(await subsets.previewSplit(input)).toEqual({ revision: 1, moves: 1, stays: 1 });
    expect((await subsets.split({ ...input, name: 'Contoso test' })).value).toMatchObject({
      subset: { name: 'Contoso test', workflow: { id: 1 }, endCustomer: null },
      moved: 1,
      stayed: 1,
    });
  });

  it('or those of a filter, within the subset', async () => {
    const client = start();
    const accounts = { filter: { status: 'ACTIVE' as const } };
    const { value: done } = await client.subsets.split({
      id: 1,
      accounts,
      name: 'New',
      keepWorkflow: false,
      keepEndCustomer: true,
    });
    expect(done).toMatchObject({ subset: { workflow: null, endCustomer: { id: 1 } }, moved: 1, stayed: 1 });
    expect(await client.accounts.count({ mpaId: MPA, filter: { subsetId: done.subset.id } })).toEqual({ count: 1 });
  });

  it('refuses accounts that are elsewhere, no accounts, and a name that is taken', async () => {
    const { subsets } = start();
    const split = (ids: string[], name = 'New') => subsets.split({ id: 1, accounts: { ids }, name });
    await expect(split(['000000000003'])).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { outside: ['000000000003'] },
    });
    await expect(split(['555555555555'])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(split(['000000000001'], 'litware')).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    const none = { filter: { text: 'nobody' } };
    await expect(subsets.split({ id: 1, accounts: none, name: 'New' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect((await subsets.list({ mpaId: MPA })).map(({ name }) => name)).toEqual(['Contoso', 'Fabrikam', 'Litware']);
  });
});

describe('removing subsets', () => {
  it('names the rules that fill them and takes these only with force', async () => {
    const client = start();
    const { subsets } = client;
    expect(await subsets.previewRemove({ ids: [1, 3] })).toEqual({
      revision: 1,
      accounts: 2,
      rules: [{ id: 1, position: 1, text: 'name starts with "con"', subset: { id: 1, name: 'Contoso' } }],
    });
    await expect(subsets.remove({ ids: [1, 3] })).rejects.toMatchObject({
      code: 'CONFLICT',
      message:
        'Assignment rules fill what would be removed: 1. name starts with "con" → Contoso. Nothing was changed. Point them at another subset, or remove with force, which removes them too.',
    });
    expect((await subsets.remove({ ids: [1, 3], force: true })).value).toEqual({ removed: 2, unassigned: 2, rules: 1 });
    expect(await client.accounts.count({ mpaId: MPA, filter: { subsetId: 'none' } })).toEqual({ count: 3 });
    expect((await client.assignmentRules.list({ mpaId: MPA })).map(({ id, position }) => [id, position])).toEqual([
      [2, 1],
    ]);
    expect((await subsets.remove({ ids: [4] })).value).toEqual({ removed: 1, unassigned: 0, rules: 0 });
    await expect(subsets.remove({ ids: [4] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('names that hide something or are easily taken for others', () => {
  const ALIKE = "The name '\u0421ontoso' is easily taken for the subset 'Contoso': it has \u0421 (U+0421).";

  it('are told of wherever a subset is made or renamed', async () => {
    const { subsets, accounts } = start();
    expect((await subsets.rename({ id: 3, name: '\u0421ontoso' })).warnings).toEqual([ALIKE]);
    await subsets.rename({ id: 3, name: 'Litware' });
    expect((await subsets.add({ mpaId: MPA, name: '\u0421ontoso' })).warnings).toEqual([ALIKE]);
    await subsets.remove({ ids: [5], revision: null });
    const split = { id: 1, accounts: { ids: ['000000000001'] }, name: '\u0421ontoso', revision: null };
    expect((await subsets.split(split)).warnings).toEqual([ALIKE]);
    const assign = { mpaId: MPA, accounts: { ids: ['000000000004'] }, to: { name: 'C\u043Entoso' }, revision: null };
    expect((await accounts.assign(assign)).warnings).toEqual([
      "The name 'C\u043Entoso' is easily taken for the subset 'Contoso', '\u0421ontoso': it has \u043E (U+043E).",
    ]);
    expect((await subsets.add({ mpaId: MPA, name: 'Northwind' })).warnings).toBeUndefined();
  });

  it('are told of with what hides, in a name and in a note', async () => {
    const { subsets } = start();
    const { value, warnings } = await subsets.add({ mpaId: MPA, name: 'Fab \u202Efdp.exe', note: 'a\u200Bb' });
    expect(value.name).toBe('Fab \u202Efdp.exe');
    expect(warnings).toEqual([
      "'Fab ⟨U+202E⟩fdp.exe' was given with characters that nobody sees, or that turn what stands beside them: U+202E (right-to-left override). Write it anew without them, unless they are meant.",
      "'a⟨U+200B⟩b' was given with characters that nobody sees, or that turn what stands beside them: U+200B (zero width space). Write it anew without them, unless they are meant.",
    ]);
  });

  it('of end customers, workflows and payer accounts, too', async () => {
    const { endCustomers, workflows, mpas } = start();
    const customer = await endCustomers.add({
      mpaId: MPA,
      name: 'C\u03BFntoso Ltd',
      consoleEmail: 'kim@contoso.example',
    });
    expect(customer.warnings).toEqual([
      "The name 'C\u03BFntoso Ltd' is easily taken for the end customer 'Contoso Ltd': it has \u03BF (U+03BF).",
    ]);
    const other = await endCustomers.add({ mpaId: MPA, consoleEmail: 'kim@c\u043Entoso.example' });
    expect(other.warnings).toEqual([
      'The address kim@c\u043Entoso.example is easily taken for kim@contoso.example: it has \u043E (U+043E).',
    ]);
    expect((await workflows.add({ mpaId: MPA, name: '\u0420remium', rules: [] })).warnings).toEqual([
      "The name '\u0420remium' is easily taken for the billing workflow 'Premium': it has \u0420 (U+0420).",
    ]);
    expect((await mpas.set({ id: MPA, name: '\uFF2Fther' })).warnings).toEqual([
      "The name '\uFF2Fther' is easily taken for the payer account 'Other': it has \uFF2F (U+FF2F).",
    ]);
  });
});
