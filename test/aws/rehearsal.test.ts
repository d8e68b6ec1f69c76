/** A rehearsal in the sandbox is never taken for a set-up in AWS: while it goes on, when it ends, and whatever is undone. */
import { describe, expect, it } from 'vitest';
import { act } from '../../shared/domain/action.ts';
import type { SeenStep } from '../../shared/domain/aws/kept-step.ts';
import { awsDesk, stepOf } from '../support/aws-desk.ts';
import type { AwsDesk } from '../support/aws-desk.ts';
import { realProfile } from '../support/real-profile.ts';

const BUCKET: SeenStep = {
  step: 'bucket',
  state: 'in-place',
  sentence: 'The bucket is there.',
  dueAt: null,
  failure: null,
  evidence: { bucket: 'spotinst-cur-report' },
};

/** A rehearsal that waits for its first delivery, and a profile that reaches something else than the sandbox. */
async function rehearsed() {
  const desk = await awsDesk({ scenario: 'enterprise' });
  const { client, core, mpaId } = desk;
  await realProfile(desk.folder, mpaId);
  await desk.apply();
  const inAws = (kind: 'plan' | 'apply') =>
    core.task(`aws.${kind}`, { mpaId, profile: 'payer', only: null, consents: [] });
  const connect = async () => (await client.steps.list({ mpaId })).steps.find(({ key }) => key === 'connect');
  return { ...desk, inAws, connect };
}

const refusal = ({ mpaId }: Pick<AwsDesk, 'mpaId'>) => ({
  code: 'CONFLICT',
  message: `The set-up of Contoso is a rehearsal in the sandbox; it can't go on in a real account. Nothing was changed. End the rehearsal with: ${act('aws.end-rehearsal', { mpaId })}`,
});

describe('while a rehearsal goes on', () => {
  it('the step of the procedure is rehearsed, with marked evidence and without a wait; what comes after it does not count it', async () => {
    const { client, mpaId, connect } = await rehearsed();
    expect(await connect()).toMatchObject({
      state: 'rehearsed',
      mover: 'operator',
      due: null,
      waitingFor: null,
      evidence: { bucket: 'spotinst-cur-report (simulated)', simulated: 'yes: rehearsed in the sandbox' },
    });
    expect(await client.steps.overview()).toMatchObject([{ closed: 0, waits: [] }]);
    await client.steps.done({ mpaId, step: 'sign-up', how: 'seen' });
    expect(await client.steps.overview()).toMatchObject([
      { closed: 1, next: { step: 'connect', state: 'rehearsed', mover: 'operator', due: null } },
    ]);
    await expect(client.steps.done({ mpaId, step: 'enable-subsets', how: 'seen' })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { openBefore: ['connect'] },
    });
    // Its own rows are as before: the rehearsal has written none.
    expect((await client.history.of({ entity: 'enrolment_step', key: `${mpaId}:connect`, limit: 9 })).length).toBe(0);
  });

  it('nobody can say of it that it is done, skipped, waited for, blocked or open; a note and evidence are kept', async () => {
    const { client, mpaId, connect } = await rehearsed();
    const step = { mpaId, step: 'connect' } as const;
    for (const change of [
      () => client.steps.done({ ...step, how: 'seen', outOfOrder: 'so' }),
      () => client.steps.skip({ ...step, reason: 'so' }),
      () => client.steps.wait(step),
      () => client.steps.block({ ...step, reason: 'so' }),
      () => client.steps.reopen(step),
    ]) {
      await expect(change()).rejects.toMatchObject({
        code: 'CONFLICT',
        message: `'Connect the payer account' is rehearsed in the sandbox, so its state can't be changed. Nothing was changed. End the rehearsal with: ${act('aws.end-rehearsal', { mpaId })}`,
      });
    }
    await client.steps.note({ ...step, note: 'Try it first', evidence: { call: '4711' } });
    expect(await connect()).toMatchObject({ state: 'rehearsed', note: 'Try it first', evidence: { call: '4711' } });
  });

  it('one that a person has closed before stays closed', async () => {
    const { client, core, mpaId } = await awsDesk({ scenario: 'enterprise' });
    await client.steps.done({ mpaId, step: 'connect', how: 'Since 2024', outOfOrder: 'so' });
    await core.write('aws.bindSimulation', { mpaId, simulated: true });
    const { steps } = await client.steps.list({ mpaId });
    expect(steps.find(({ key }) => key === 'connect')).toMatchObject({ state: 'done' });
  });

  it('neither a plan nor an apply in AWS begins, and nothing is asked there', async () => {
    const desk = await rehearsed();
    const before = (await desk.client.aws.runs({ mpaId: desk.mpaId })).length;
    await expect(desk.inAws('plan')).rejects.toMatchObject(refusal(desk));
    await expect(desk.inAws('apply')).rejects.toMatchObject(refusal(desk));
    expect(await desk.client.aws.runs({ mpaId: desk.mpaId })).toHaveLength(before);
  });
});

describe('when a rehearsal ends', () => {
  it('nothing is known of the set-up, the journal stays, and the apply in AWS is taken for what it is', async () => {
    const { client, mpaId, sandbox, core, inAws, connect } = await rehearsed();
    const url = sandbox.status().accounts[0]?.accessRoleLink ?? '';
    await core.task('aws.link', { mpaId, url, kind: null, accounts: null, stackName: null });
    const calls = (await client.aws.runs({ mpaId })).map(({ id, calls: made }) => [id, made]);
    const { value } = await client.aws.endRehearsal({ mpaId });
    expect(value).toMatchObject({ simulated: null, roleLink: null });
    expect((await client.mpas.get({ id: mpaId })).profileName).toBeNull();
    const status = await client.aws.status({ mpaId });
    expect([status.simulated, status.bound]).toEqual([false, null]);
    expect(status.steps.map(({ state, sentence, evidence }) => [state, sentence, evidence])).toEqual(
      status.steps.map(() => ['later', 'Not looked at yet.', {}]),
    );
    expect(await connect()).toMatchObject({ state: 'not-started', evidence: {} });
    const runs = await client.aws.runs({ mpaId });
    expect(runs[0]).toMatchObject({ kind: 'undo', simulated: true, outcome: 'rehearsal ended', calls: 0 });
    expect(runs.slice(1).map(({ id, calls: made }) => [id, made])).toEqual(calls);

    const report = await inAws('apply');
    expect(report.simulated).toBe(false);
    expect(stepOf(report, 'report').state).toBe('in-place');
    expect(await connect()).toMatchObject({
      state: 'waiting',
      waitingFor: 'the first delivery of the report to the bucket',
      evidence: { bucket: 'spotinst-cur-report' },
    });
    expect((await client.aws.choices({ mpaId })).simulated).toBe(false);
  }, 60_000);

  it('a set-up that is none, or a real one, is refused; nothing is changed', async () => {
    const { client, mpaId, inAws } = await rehearsed();
    await client.aws.endRehearsal({ mpaId });
    await expect(client.aws.endRehearsal({ mpaId })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: `There is no rehearsal of Contoso (${mpaId}) to end: its AWS set-up was not begun yet. Nothing was changed.`,
    });
    await inAws('apply');
    const before = await client.aws.status({ mpaId });
    await expect(client.aws.endRehearsal({ mpaId })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await client.aws.status({ mpaId })).toEqual(before);
  }, 60_000);

  it('can be undone as long as nothing was begun in AWS, and not afterwards', async () => {
    const { client, mpaId, inAws, connect } = await rehearsed();
    const before = await client.aws.choices({ mpaId });
    await client.aws.endRehearsal({ mpaId });
    await client.history.undo();
    expect(await client.aws.choices({ mpaId })).toEqual(before);
    expect((await connect())?.state).toBe('rehearsed');
    await client.history.redo();
    const { operation } = await client.mpas.set({ id: mpaId, spotOrgId: '606000000002' });
    await inAws('apply');
    const steps = (await client.aws.status({ mpaId })).steps;
    await client.history.undo({ expect: operation?.id ?? 0 });
    await expect(client.history.undo()).rejects.toMatchObject({
      code: 'CONFLICT',
      message: `This can't be taken back: the aws setup ${mpaId}, which it removed, was seen anew in AWS since. Nothing was changed.`,
    });
    expect((await client.aws.status({ mpaId })).steps).toEqual(steps);
    expect((await client.aws.choices({ mpaId })).simulated).toBe(false);
  }, 60_000);

  it('an end that was undone is redone with all that the rehearsal has seen since', async () => {
    const { client, core, mpaId, inAws } = await rehearsed();
    await client.aws.endRehearsal({ mpaId });
    await client.history.undo();
    await core.write('aws.keepSteps', { mpaId, seen: [{ ...BUCKET, sentence: 'It is there.' }], simulated: true });
    await client.history.redo();
    expect(await core.read('aws.knownSteps', { mpaId })).toEqual([]);
    expect((await client.aws.choices({ mpaId })).simulated).toBeNull();
    expect((await inAws('apply')).simulated).toBe(false);
  });

  it('what a run in the sandbox still sees is not kept', async () => {
    const { client, core, mpaId } = await rehearsed();
    await client.aws.endRehearsal({ mpaId });
    await expect(core.write('aws.keepSteps', { mpaId, seen: [BUCKET], simulated: true })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'The rehearsal of Contoso was ended meanwhile, so what was seen in the sandbox is not kept.',
    });
    await core.write('aws.bindSimulation', { mpaId, simulated: false });
    await expect(core.write('aws.keepSteps', { mpaId, seen: [BUCKET], simulated: true })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect(await core.read('aws.knownSteps', { mpaId })).toEqual([]);
  });

  it('a wait, a note and evidence of before it are as they were', async () => {
    const { client, core, mpaId } = await awsDesk({ scenario: 'enterprise', now: '2026-11-30T12:00:00Z' });
    const step = { mpaId, step: 'connect' } as const;
    await client.steps.wait(step);
    await client.steps.note({ ...step, note: 'Called on Monday', evidence: { call: '4711' } });
    const before = await client.steps.list({ mpaId });
    await core.write('aws.bindSimulation', { mpaId, simulated: true });
    expect(await client.steps.overview()).toMatchObject([{ waits: [] }]);
    await client.aws.endRehearsal({ mpaId });
    expect(await client.steps.list({ mpaId })).toEqual(before);
    expect(await client.steps.overview()).toMatchObject([
      { waits: [{ step: 'connect', due: '2026-12-02T12:00:00Z' }] },
    ]);
  });

  it('what it has written into the procedure of a demo goes with it', async () => {
    const { client, core, mpaId, apply } = await awsDesk({ scenario: 'enterprise' });
    await core.write('ledger.becomeDemo', undefined);
    await apply();
    const connect = async () => (await client.steps.list({ mpaId })).steps.find(({ key }) => key === 'connect');
    expect(await connect()).toMatchObject({ evidence: { bucket: 'spotinst-cur-report (simulated)' } });
    expect((await connect())?.state).not.toBe('rehearsed');
    await client.aws.endRehearsal({ mpaId });
    expect(await connect()).toMatchObject({ state: 'not-started', evidence: {} });
  });
});

it('an undo that takes a payer account with its rehearsal away is redone with it', async () => {
  const { client, core, mpaId, apply } = await awsDesk({ scenario: 'enterprise' });
  await apply();
  const before = await core.read('aws.knownSteps', { mpaId });
  await client.history.undo();
  await client.history.redo();
  expect(await core.read('aws.knownSteps', { mpaId })).toEqual(before);
  expect((await client.aws.choices({ mpaId })).simulated).toBe(true);
});
