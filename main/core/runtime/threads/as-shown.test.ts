import { expect, it } from 'vitest';
import { accountId } from '../../../../shared/domain/account-id.ts';
import type { Shown } from '../../../../shared/contract/base.ts';
import { tempCore } from '../../../../test/support/temp-core.ts';

const MPA = accountId('099999999999');

async function desk() {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'enterprise' });
  const { value: subset } = await client.subsets.add({ mpaId: MPA, name: 'Retail', note: 'first' });
  return { client, id: subset.id };
}

it('a form that was opened on an older state is refused with both values, and nothing is changed', async () => {
  const { client, id } = await desk();
  await client.subsets.setNote({ id, note: 'theirs', shown: { note: 'first' } });
  const mine = client.subsets.setNote({ id, note: 'mine', shown: { note: 'first' } });
  await expect(mine).rejects.toMatchObject({
    code: 'CHANGED_MEANWHILE',
    message:
      'What you are changing was changed meanwhile by somebody else: note. Nothing was changed. Look at it as it is now, and change it once more.',
    data: { fields: [{ field: 'note', shown: 'first', now: 'theirs' }] },
  });
  expect((await client.subsets.get({ id })).note).toBe('theirs');
  expect((await client.history.list({})).map(({ label }) => label)).toEqual([
    'Changed the note of the subset Retail',
    'Added the subset Retail',
    'Added the payer account Northwind (099999999999)',
  ]);
  // Who has shown what is there now may change it; so may a command, to which nothing was shown.
  await client.subsets.setNote({ id, note: 'mine', shown: { note: 'theirs' } });
  await client.subsets.setNote({ id, note: 'of a command' });
  expect((await client.subsets.get({ id })).note).toBe('of a command');
});

it('only the fields that the form sets are compared', async () => {
  const { client, id } = await desk();
  await client.subsets.rename({ id, name: 'Stores' });
  await client.subsets.setNote({ id, note: 'mine', shown: { note: 'first' } });
  expect(await client.subsets.get({ id })).toMatchObject({ name: 'Stores', note: 'mine' });
});

/** Each change of fields with a value of the test's own, once as it was shown and once as it never was. */
it('every change of fields compares what was shown of each of its fields', async () => {
  const { client, id } = await desk();
  const { value: account } = await client.accounts.add({ mpaId: MPA, id: accountId('000000000001'), name: 'shop' });
  const { value: workflow } = await client.workflows.add({ mpaId: MPA, name: 'Standard' });
  const { value: customer } = await client.endCustomers.add({ mpaId: MPA, name: 'Contoso' });
  const { value: rule } = await client.assignmentRules.add({
    mpaId: MPA,
    field: 'name',
    operator: 'is',
    value: 'shop',
    to: { id },
  });
  const edits: [name: string, shown: Shown, run: (shown: Shown) => Promise<unknown>][] = [
    ['mpas.set', { name: 'Northwind', curPrefix: 'spotinst_eco' }, (shown) => client.mpas.set({ id: MPA, shown })],
    ['accounts.set', { name: 'shop', note: '' }, (shown) => client.accounts.set({ id: account.id, shown })],
    ['subsets.rename', { name: 'Retail' }, (shown) => client.subsets.rename({ id, name: 'Retail', shown })],
    ['subsets.setNote', { note: 'first' }, (shown) => client.subsets.setNote({ id, note: '', shown })],
    [
      'workflows.rename',
      { name: 'Standard' },
      (shown) => client.workflows.rename({ id: workflow.id, name: 'Standard', shown }),
    ],
    ['workflows.setNote', { note: '' }, (shown) => client.workflows.setNote({ id: workflow.id, note: 'x', shown })],
    ['workflows.setRules', { rules: [] }, (shown) => client.workflows.setRules({ id: workflow.id, rules: [], shown })],
    [
      'endCustomers.set',
      { name: 'Contoso', consoleEmail: '', spotOrgId: '', note: '' },
      (shown) => client.endCustomers.set({ id: customer.id, shown }),
    ],
    [
      'assignmentRules.set',
      { field: 'name', operator: 'is', value: 'shop', to: { name: 'Retail' } },
      (shown) => client.assignmentRules.set({ id: rule.id, shown }),
    ],
    ['settings.set', { senderName: '' }, (shown) => client.settings.set({ values: {}, shown })],
    [
      'steps.note',
      { note: '', evidence: {} },
      (shown) => client.steps.note({ mpaId: MPA, step: 'sign-up', note: '', shown }),
    ],
    [
      'aws.choose',
      { bucket: 'spotinst-cur-report', region: 'us-east-1', withAthena: false },
      (shown) => client.aws.choose({ mpaId: MPA, shown }),
    ],
  ];
  for (const [name, shown, run] of edits) {
    for (const field of Object.keys(shown)) {
      const refused = run({ ...shown, [field]: 'never so' });
      await expect(refused, `${name} ${field}`).rejects.toMatchObject({
        code: 'CHANGED_MEANWHILE',
        data: { fields: [{ field, shown: 'never so', now: shown[field] }] },
      });
    }
    await run(shown);
  }
});
