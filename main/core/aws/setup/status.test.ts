import { expect, test } from 'vitest';
import { awsDesk, stepOf } from '../../../../test/support/aws-desk.ts';
import { resultOf } from '../../../../test/support/result-of.ts';

const DAY = 86_400_000;

test('status is what was last seen, and asks AWS nothing', async () => {
  const { client, core, mpaId, sandbox, plan, apply } = await awsDesk();
  const before = await client.aws.status({ mpaId });
  expect(before).toMatchObject({ bound: null, runId: null, outcome: 'to-do', calls: { reads: 0, changes: 0 } });
  expect(new Set(before.steps.map(({ state }) => state))).toEqual(new Set(['later']));

  const planned = await plan();
  expect((await client.aws.status({ mpaId })).steps).toEqual(planned.steps);
  const applied = await apply();
  const calls = sandbox.calls.length;
  const status = await client.aws.status({ mpaId });
  expect(status).toMatchObject({ bound: { simulated: true }, runId: applied.runId, outcome: 'waiting' });
  expect(status.steps).toEqual(applied.steps);
  expect(sandbox.calls.length).toBe(calls);

  await core.task('aws.undo', { mpaId, profile: null, only: 'report', agreed: true });
  expect(stepOf(await client.aws.status({ mpaId }), 'report')).toMatchObject({
    state: 'will-do',
    sentence: 'Taken back. Cost and Usage Report: taken back.',
  });
}, 30_000);

test("the operator's word counts in the status, with its note", async () => {
  const { client, mpaId, plan } = await awsDesk();
  await plan();
  const { value: report } = await client.aws.done({
    mpaId,
    step: 'bucket',
    how: 'made in the console',
    evidence: { bucket: 'b' },
  });
  expect(stepOf(report, 'bucket')).toMatchObject({
    state: 'in-place-simulated',
    knownBy: 'operator',
    note: 'made in the console',
    sentence: 'Done by hand: made in the console',
    evidence: { bucket: 'b' },
  });
  await expect(client.aws.done({ mpaId, step: 'identity', how: 'I know' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
  await expect(client.aws.done({ mpaId, step: 'access-role-stack', how: 'I know' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
}, 30_000);

test('looking again keeps that a wait is over, and changes nothing in AWS', async () => {
  const { client, mpaId, sandbox, apply } = await awsDesk();
  await apply();
  expect(await client.aws.waiting()).toMatchObject([{ mpaId, step: 'first-delivery' }]);
  sandbox.advance(DAY);
  const report = await resultOf(await client.aws.look({ mpaId }));
  expect(report.calls.changes).toBe(0);
  expect(stepOf(report, 'first-delivery').state).toBe('in-place-simulated');
  expect(await client.aws.waiting()).toEqual([]);
  expect(stepOf(await client.aws.status({ mpaId }), 'crawler-template').state).toBe('will-do');
}, 30_000);

test('what another account shows is not kept', async () => {
  const { client, mpaId, sandbox, apply } = await awsDesk();
  await apply();
  sandbox.setFault({ key: 'wrong-account' });
  const report = await resultOf(await client.aws.look({ mpaId }));
  expect(stepOf(report, 'identity').failure?.code).toBe('WRONG_ACCOUNT');
  expect(await client.aws.waiting()).toMatchObject([{ mpaId, step: 'first-delivery' }]);
}, 30_000);
