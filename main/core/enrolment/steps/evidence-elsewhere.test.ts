import { expect, test } from 'vitest';
import { tempCore } from '../../../../test/support/temp-core.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import { act } from '../../../../shared/domain/action.ts';

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

test('when the hand-off mail was sent is told by the AWS set-up: the step shows it, and refuses it as evidence of its own', async () => {
  const { client } = tempCore({ now: NOON });
  await client.mpas.add({ id: MPA, name: 'Contoso', scenario: 'customer-of-msp' });
  const target = { mpaId: MPA, step: 'connect' } as const;
  const connect = async () => (await client.steps.list({ mpaId: MPA })).steps.find(({ key }) => key === 'connect');
  const asked = (await connect())?.evidenceFields.map((field) => [field.key, field.asked]);
  expect(asked).toEqual([
    ['bucket', false],
    ['firstDelivery', true],
    ['athenaStackId', true],
    ['mailOn', false],
    ['extractorStackId', true],
  ]);
  const refused = {
    code: 'INVALID_INPUT',
    message: `'Hand-off mail sent on' (mailOn: 2026-11-20) is not given with the step. Nothing was changed. Say it with: ${act('aws.hand-off-sent', { mpaId: MPA })}`,
    data: { field: 'mailOn', value: '2026-11-20' },
  };
  const evidence = { firstDelivery: 'f', mailOn: '2026-11-20' };
  await expect(client.steps.note({ ...target, evidence })).rejects.toMatchObject(refused);
  await expect(client.steps.done({ ...target, how: 'Seen', outOfOrder: 'so', evidence })).rejects.toMatchObject(
    refused,
  );
  expect(await connect()).toMatchObject({ state: 'not-started', evidence: {} });
  await client.aws.done({ mpaId: MPA, step: 'hand-off', how: 'by our own mail', evidence: { mailOn: '2026-11-20' } });
  expect((await connect())?.evidence).toEqual({ mailOn: '2026-11-20' });
});

test('a ticket’s number and day, and the bucket’s name, are told where they are kept, and refused as evidence', async () => {
  const { client } = tempCore({ now: NOON });
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp', spotOrgId: '606000000001' });
  const stepOf = async (step: string) =>
    (await client.steps.list({ mpaId: MPA })).steps.find(({ key }) => key === step);
  for (const [step, name, remedy] of [
    ['enable-subsets', 'mailOn', 'ticket.sent'],
    ['connect', 'bucket', 'mpa.set'],
  ] as const) {
    const given = client.steps.note({ mpaId: MPA, step, evidence: { [name]: 'x' } });
    await expect(given).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining(`Say it with: ${act(remedy, { mpaId: MPA })}`) as unknown,
    });
  }
  await client.tickets.markSent({ mpaId: MPA, kind: 'enable-subsets', ticketNumber: '4711', force: true });
  expect((await stepOf('enable-subsets'))?.evidence).toEqual({ ticketNumber: '4711', mailOn: '2026-11-21T12:00:00Z' });
});

test('a form that showed the evidence as it is shown is not refused for it', async () => {
  const { client } = tempCore({ now: NOON });
  await client.mpas.add({ id: MPA, name: 'Contoso', scenario: 'msp', spotOrgId: '606000000001' });
  const [signUp] = (await client.steps.list({ mpaId: MPA })).steps;
  const shown = { evidence: signUp?.evidence };
  await client.steps.note({ mpaId: MPA, step: 'sign-up', evidence: { spotOrgId: '606000000002' }, shown });
  expect((await client.mpas.get({ id: MPA })).spotOrgId).toBe('606000000002');
});
