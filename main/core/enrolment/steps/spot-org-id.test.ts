import { expect, test } from 'vitest';
import { tempCore } from '../../../../test/support/temp-core.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';

const MPA = accountId('099999999999');
const NOON = '2026-11-21T12:00:00.000Z';

test('a Spot Org ID given as evidence of the sign-up is the payer account’s, wherever it is given, changed or taken away', async () => {
  const { client } = tempCore({ now: NOON });
  await client.mpas.add({ id: MPA, name: 'Contoso', scenario: 'customer-of-msp' });
  const target = { mpaId: MPA, step: 'sign-up' } as const;
  const kept = async () => {
    const { spotOrgId } = await client.mpas.get({ id: MPA });
    const { steps } = await client.steps.list({ mpaId: MPA });
    return [spotOrgId, steps[0]?.evidence];
  };
  await client.steps.done({ ...target, how: 'Seen', evidence: { spotOrgId: '606000000001', mail: 'of Ann' } });
  expect(await kept()).toEqual(['606000000001', { mail: 'of Ann', spotOrgId: '606000000001' }]);
  const preview = await client.tickets.preview({ mpaId: MPA, kind: 'enable-subsets' });
  expect(preview.subject).toBe('Enable Subsets (Spot Organization ID 606000000001)');
  await client.mpas.set({ id: MPA, spotOrgId: '606000000002' });
  expect(await kept()).toEqual(['606000000002', { mail: 'of Ann', spotOrgId: '606000000002' }]);
  await client.steps.note({ ...target, evidence: { spotOrgId: '606000000003' } });
  expect(await kept()).toEqual(['606000000003', { mail: 'of Ann', spotOrgId: '606000000003' }]);
  await client.steps.note({ ...target, evidence: { spotOrgId: '' } });
  expect(await kept()).toEqual([null, { mail: 'of Ann' }]);
  await client.history.undo();
  await client.history.undo();
  expect(await kept()).toEqual(['606000000002', { mail: 'of Ann', spotOrgId: '606000000002' }]);
});

test('a Spot Org ID that is set with the payer account is evidence of the sign-up', async () => {
  const { client } = tempCore({ now: NOON });
  await client.mpas.add({ id: MPA, name: 'Contoso', scenario: 'msp' });
  await client.mpas.set({ id: MPA, spotOrgId: '606000000001' });
  const { steps } = await client.steps.list({ mpaId: MPA });
  expect(steps[0]).toMatchObject({ key: 'sign-up', state: 'not-started', evidence: { spotOrgId: '606000000001' } });
});
