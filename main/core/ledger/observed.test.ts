import { describe, expect, it } from 'vitest';
import type { SeenStep } from '../../../shared/domain/aws/kept-step.ts';
import { accountId } from '../../../shared/domain/account-id.ts';
import { tempCore } from '../../../test/support/temp-core.ts';

const MPA = accountId('099999999999');

/** How a step was seen in AWS. */
const seen = (sentence: string): SeenStep => ({
  step: 'bucket',
  state: 'in-place',
  sentence,
  dueAt: null,
  failure: null,
  evidence: { bucket: 'spotinst-cur-report' },
});

/** A payer account, and the way to look at AWS. */
async function desk() {
  const { client, core } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'enterprise' });
  const look = async (sentence: string) => {
    await core.write('aws.bindSimulation', { mpaId: MPA, simulated: false });
    return core.write('aws.keepSteps', { mpaId: MPA, seen: [seen(sentence)], simulated: false });
  };
  const bucket = async () => (await core.read('aws.knownSteps', { mpaId: MPA })).find(({ step }) => step === 'bucket');
  const word = () =>
    core.write('aws.takeWord', { mpaId: MPA, step: 'bucket', how: 'by hand', evidence: {}, replace: true });
  return { client, core, look, bucket, word };
}

describe('what was seen in AWS', () => {
  it('is kept with what it changed, and undo and redo pass it by', async () => {
    const { client, look, bucket } = await desk();
    await client.mpas.set({ id: MPA, name: 'Contoso' });
    const { operation } = await look('The bucket is there.');
    expect((await client.history.list({ limit: 1 }))[0]).toMatchObject({
      id: operation?.id,
      kind: 'observation',
      label: 'AWS set-up of Contoso: The bucket is there.',
      state: 'done',
    });
    expect((await client.history.get({ id: operation?.id ?? 0 })).changes[0]).toMatchObject({ entity: 'setup_step' });
    expect(await client.history.pending()).toMatchObject({ undo: { id: 2 }, redo: null });
    expect(await client.history.undo({ expect: 2 })).toMatchObject({ value: { operationId: 2 } });
    await look('998 functions can run at once.');
    // What was taken back is not lost by looking.
    expect(await client.history.pending()).toMatchObject({ undo: { id: 1 }, redo: { id: 2 } });
    await client.history.redo({ expect: 2 });
    expect((await client.mpas.get({ id: MPA })).name).toBe('Contoso');
    expect((await bucket())?.sentence).toBe('998 functions can run at once.');
    // Two looks, and that the set-up was begun in AWS.
    expect(await client.history.count({ standing: 'observation' })).toEqual({ operations: 3 });
    expect(await client.history.count({ standing: 'in-force' })).toEqual({ operations: 2 });
  });

  it('can not be reversed', async () => {
    const { client, look } = await desk();
    const { operation } = await look('The bucket is there.');
    await expect(client.history.revert({ id: operation?.id ?? 0 })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: "Operation 3 can't be reversed: it is an observation: it says how something was seen in AWS.",
    });
  });

  it('stays where a change of the same row is taken back; what was not seen since goes back', async () => {
    const { client, look, bucket, word } = await desk();
    await word();
    await look('The bucket is there.');
    expect(await bucket()).toMatchObject({ sentence: 'The bucket is there.', knownBy: 'app', note: 'by hand' });
    expect(await client.history.undo()).toMatchObject({ value: { operationId: 2 } });
    expect(await bucket()).toMatchObject({ sentence: 'The bucket is there.', knownBy: 'app', note: '' });
    await client.history.redo();
    expect(await bucket()).toMatchObject({ sentence: 'The bucket is there.', knownBy: 'app', note: 'by hand' });
    await client.history.undo();
    await client.history.undo();
    expect(await client.mpas.list()).toEqual([]);
  });

  it('of a change that it replaces as a whole: that still counts as taken back', async () => {
    const { client, look, bucket, word } = await desk();
    await look('The bucket is missing.');
    await client.steps.note({ mpaId: MPA, step: 'sign-up', note: 'x' });
    const { operation } = await word();
    await look('The bucket is there.');
    await client.history.undo({ expect: operation?.id ?? 0 });
    expect((await bucket())?.sentence).toBe('The bucket is there.');
    expect(await client.history.pending()).toMatchObject({ undo: { id: 4 }, redo: { id: operation?.id } });
  });

  it('a choice that was made before the first look is taken back, and whether it is a rehearsal stays', async () => {
    const { client, core } = await desk();
    await client.aws.choose({ mpaId: MPA, region: 'eu-west-1' });
    await core.write('aws.bindSimulation', { mpaId: MPA, simulated: true });
    await client.history.undo();
    expect(await client.aws.choices({ mpaId: MPA })).toMatchObject({ region: 'us-east-1', simulated: true });
  });

  it('goes with its payer account, and comes back with it', async () => {
    const { client, core, look, bucket } = await desk();
    await look('The bucket is there.');
    await core.write('aws.bindSimulation', { mpaId: MPA, simulated: false });
    const before = await bucket();
    expect(await client.history.undo()).toMatchObject({
      value: { label: 'Added the payer account Northwind (099999999999)' },
    });
    expect(await client.mpas.list()).toEqual([]);
    await client.history.redo();
    expect(await bucket()).toEqual(before);
    await client.mpas.remove({ id: MPA });
    await client.history.undo();
    await look('998 functions can run at once.');
    await client.history.redo();
    expect(await client.mpas.list()).toEqual([]);
  });

  it('is named where it stands on a change that is to be reversed', async () => {
    const { client, look, word } = await desk();
    await word();
    await client.mpas.set({ id: MPA, name: 'Contoso' });
    const { operation } = await look('The bucket is there.');
    await expect(client.history.revert({ id: 2 })).rejects.toMatchObject({
      data: { kept: [{ entity: 'setup_step', why: 'changed', by: [{ id: operation?.id }] }] },
    });
  });
});
