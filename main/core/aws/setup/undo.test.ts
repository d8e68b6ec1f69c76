import { expect, test } from 'vitest';
import { awsDesk, stepOf } from '../../../../test/support/aws-desk.ts';
import type { SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';
import type { UndoPlan } from '../../../../shared/contract/aws.ts';

const DAY = 86_400_000;

test('every step that makes something is taken back one by one; what undo says is what it calls, and data stays', async () => {
  const { core, client, mpaId, sandbox, apply, applyAgreed, plan } = await awsDesk();
  // There the procedure follows the rehearsal.
  await core.write('ledger.becomeDemo', undefined);
  const undo = (only: SetupStepKey, agreed: boolean): Promise<UndoPlan> =>
    core.task('aws.undo', { mpaId, profile: null, only, agreed });
  await apply();
  sandbox.advance(DAY);
  await apply();
  const url = sandbox.status().accounts[0]?.vendorLink ?? '';
  await core.task('aws.link', { mpaId, url, kind: null, accounts: null, stackName: null });
  expect((await applyAgreed()).outcome).toBe('done');

  const said: string[] = [];
  for (const step of ['extractor-stack', 'crawler-schedule', 'athena-stack', 'report', 'bucket'] as const) {
    const planned = await undo(step, false);
    expect(planned.done).toBe(false);
    said.push(...planned.calls.map(({ service, operation }) => `${service}:${operation}`));
    expect(await undo(step, true)).toMatchObject({ step, done: true, calls: planned.calls });
    expect((await undo(step, false)).calls).toEqual([]);
  }
  const runs = await client.aws.runs({ mpaId, limit: 100 });
  expect(runs.filter(({ kind, outcome }) => kind === 'undo' && outcome === 'taken back')).toHaveLength(5);
  const changed: string[] = [];
  for (const { id } of runs.filter(({ kind }) => kind === 'undo').reverse()) {
    for (const { service, operation, changes } of await client.aws.calls({ runId: id })) {
      if (changes) changed.push(`${service}:${operation}`);
    }
  }
  expect(changed).toEqual(said);
  expect(changed).toEqual([
    'cloudformation:DeleteStack',
    'glue:StopCrawlerSchedule',
    'cloudformation:DeleteStack',
    'cur:DeleteReportDefinition',
    's3:DeleteBucketPolicy',
  ]);
  expect(sandbox.calls.some(({ operation }) => /^Delete(?:Bucket|Object)s?$/u.test(operation))).toBe(false);

  expect((await client.steps.list({ mpaId })).steps.find(({ key }) => key === 'connect')).toMatchObject({
    state: 'needs-you',
    reason: 'A step of the AWS set-up was taken back',
  });
  const after = await plan();
  expect(stepOf(after, 'report').state).toBe('will-do');
  expect(stepOf(after, 'bucket').calls.map(({ operation }) => operation)).toEqual(['PutBucketPolicy']);
}, 60_000);

test('says what rests on a step; refuses one that has nothing to take back, and in another account', async () => {
  const { core, mpaId, sandbox, apply } = await awsDesk();
  await apply();
  const input = { mpaId, profile: null, agreed: false } as const;
  expect(await core.task('aws.undo', { ...input, only: 'bucket' })).toMatchObject({
    consequence:
      'The statements that let AWS write the report are taken out of the bucket policy, so that no more reports arrive. The bucket and all data in it stay. So do its blocks of public access, which the set-up has switched on where they were off: who needs them off switches them off in the S3 console, under Permissions. These steps rest on it: Cost and Usage Report.',
  });
  await expect(core.task('aws.undo', { ...input, only: 'hand-off' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message:
      'There is nothing to take back of Hand-off mail. What can be taken back: bucket, report, athena-stack, crawler-schedule, extractor-stack.',
  });
  await expect(core.task('aws.undo', { ...input, only: 'access-role-stack' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
  sandbox.setFault({ key: 'wrong-account' });
  await expect(core.task('aws.undo', { ...input, only: 'report', agreed: true })).rejects.toMatchObject({
    code: 'WRONG_ACCOUNT',
    data: { failure: { code: 'WRONG_ACCOUNT' } },
  });
  sandbox.clearFault(null);
  sandbox.setFault({ key: 'not-allowed', operation: 'cur:DeleteReportDefinition' });
  await expect(core.task('aws.undo', { ...input, only: 'report', agreed: true })).rejects.toMatchObject({
    code: 'SERVICE_FAILED',
    data: { failure: { code: 'NOT_ALLOWED' } },
  });
}, 30_000);
