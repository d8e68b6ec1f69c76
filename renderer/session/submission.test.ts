import { expect, test } from 'vitest';
import { accountId } from '../../shared/domain/account-id.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { tempCore } from '../../test/support/temp-core.ts';
import { createSubmission, whileBusy } from './submission.ts';
import { failure } from './failure.ts';

test('a form is busy while it works; it says why it failed until it is sent anew', async () => {
  const { client } = tempCore();
  const { store, submit } = createSubmission({
    connected: () => Promise.resolve({ client, broken: new AbortController().signal }),
  });
  expect(store.getState()).toEqual({ busy: false, failure: null });
  const seen: boolean[] = [];
  const add = submit(async (core) => {
    seen.push(store.getState().busy);
    await core.mpas.add({ id: accountId('012345678901'), name: 'Northwind', scenario: 'msp' });
  });
  expect(store.getState()).toEqual({ busy: true, failure: null });
  await add;
  expect(seen).toEqual([true]);
  expect(store.getState()).toEqual({ busy: false, failure: null });
  expect((await client.mpas.list()).map(({ name }) => name)).toEqual(['Northwind']);

  const taken = new AppError('CONFLICT', 'There is a payer account 012345678901 already.', { id: '012345678901' });
  await submit(() => Promise.reject(taken));
  expect(store.getState()).toEqual({
    busy: false,
    failure: {
      code: 'CONFLICT',
      message: 'There is a payer account 012345678901 already.',
      text: 'There is a payer account 012345678901 already.',
      data: { id: '012345678901' },
    },
  });
  const again = submit(() => Promise.resolve());
  expect(store.getState()).toEqual({ busy: true, failure: null });
  await again;
  expect(store.getState()).toEqual({ busy: false, failure: null });
});

test('a door that does not open is the failure of the form', async () => {
  const { store, submit } = createSubmission({
    connected: () => Promise.reject(new AppError('CORE_STOPPED', 'The core has stopped.')),
  });
  await submit(() => Promise.resolve());
  expect(store.getState()).toEqual({
    busy: false,
    failure: failure('CORE_STOPPED', 'The core has stopped.'),
  });
});

test('what is busy is so until its end, however it ends', async () => {
  const told: boolean[] = [];
  const tell = (busy: boolean): void => void told.push(busy);
  expect(await whileBusy(tell, () => Promise.resolve(12))).toBe(12);
  expect(told).toEqual([true, false]);
  await expect(whileBusy(tell, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(told).toEqual([true, false, true, false]);
});
