import { expect, it } from 'vitest';
import { accountId } from '../../../../shared/domain/account-id.ts';
import { tempCore } from '../../../../test/support/temp-core.ts';
import type { Client } from '../../../../shared/contract/client.ts';

const MPA = accountId('099999999999');

async function start(): Promise<Client> {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Example', scenario: 'msp' });
  return client;
}

it('an end customer is known by its name, else its console e-mail, else its Spot Org ID', async () => {
  const { endCustomers } = await start();
  await endCustomers.add({
    mpaId: MPA,
    name: ' Contoso  Ltd ',
    consoleEmail: ' billing@contoso.example ',
    spotOrgId: ' 606000000001 ',
  });
  await endCustomers.add({ mpaId: MPA, consoleEmail: 'billing@fabrikam.example', spotOrgId: '606000000002' });
  await endCustomers.add({ mpaId: MPA, spotOrgId: '606000000003' });
  expect(await endCustomers.list({ mpaId: MPA })).toEqual([
    {
      id: 3,
      mpaId: MPA,
      name: '',
      consoleEmail: '',
      spotOrgId: '606000000003',
      note: '',
      label: '606000000003',
      subsets: 0,
      accounts: 0,
    },
    expect.objectContaining({ id: 2, label: 'billing@fabrikam.example' }),
    expect.objectContaining({
      id: 1,
      name: 'Contoso Ltd',
      consoleEmail: 'billing@contoso.example',
      spotOrgId: '606000000001',
      label: 'Contoso Ltd',
    }),
  ]);
});

it('each has a Spot organization of its own, and a mail address that can be one', async () => {
  const { endCustomers } = await start();
  await endCustomers.add({ mpaId: MPA, name: 'Contoso', spotOrgId: '606000000001' });
  const { value: fabrikam } = await endCustomers.add({ mpaId: MPA, name: 'Fabrikam' });
  const refusal = { code: 'ALREADY_EXISTS', data: { field: 'spotOrgId', id: 1 } };
  await expect(endCustomers.add({ mpaId: MPA, spotOrgId: ' 606000000001' })).rejects.toMatchObject(refusal);
  await expect(endCustomers.set({ id: fabrikam.id, spotOrgId: '606000000001' })).rejects.toMatchObject(refusal);
  await expect(endCustomers.add({ mpaId: MPA })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(endCustomers.add({ mpaId: MPA, consoleEmail: 'nobody' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: '"nobody" is not a mail address. Write it as name@domain.example.',
  });
  await expect(endCustomers.add({ mpaId: MPA, spotOrgId: '606 1' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect((await endCustomers.set({ id: fabrikam.id, name: 'Fabrikam AG', note: 'new' })).value).toMatchObject({
    name: 'Fabrikam AG',
    note: 'new',
    spotOrgId: '',
  });
  await expect(endCustomers.set({ id: fabrikam.id, name: '' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

it('one in use shows where, and goes only with force', async () => {
  const client = await start();
  const { endCustomers, subsets } = client;
  const {
    value: { id },
  } = await endCustomers.add({ mpaId: MPA, name: 'Contoso' });
  const { value: subset } = await subsets.add({ mpaId: MPA, name: 'Retail', endCustomerId: id });
  await client.accounts.add({ mpaId: MPA, id: accountId('000000000001'), subsetId: subset.id });
  expect(await endCustomers.get({ id })).toMatchObject({ usedBy: [{ id: subset.id, name: 'Retail', accounts: 1 }] });
  expect(await endCustomers.list({ mpaId: MPA })).toMatchObject([{ subsets: 1, accounts: 1 }]);
  await expect(endCustomers.remove({ id })).rejects.toMatchObject({
    code: 'CONFLICT',
    message:
      'The end customer Contoso is associated with Retail. Associate these with another one first, or remove it with force, which leaves them without one.',
  });
  expect((await endCustomers.remove({ id, force: true })).value).toMatchObject({ subsets: 1 });
  expect(await subsets.get({ id: subset.id })).toMatchObject({ endCustomer: null });
  await client.history.undo();
  expect(await subsets.get({ id: subset.id })).toMatchObject({ endCustomer: { id, name: 'Contoso' } });
});
