import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { CallJournal } from '../../main/core/aws/session/journal.ts';
import { AwsSession } from '../../main/core/aws/session/session.ts';
import type { SessionOptions } from '../../main/core/aws/session/session.ts';
import { accessKeyOf } from '../../main/core/sandbox/http/credentials.ts';
import { systemClock } from '../../main/core/time/clock.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { act } from '../../shared/domain/action.ts';
import { awsDesk, stepOf } from '../support/aws-desk.ts';
import { tempSandbox } from '../support/temp-sandbox.ts';

const PAYER = accountId('111122223333');
const OTHER = accountId('444455556666');

describe('a set-up is bound to its payer account', () => {
  it('stops before anything else when the profile belongs to another account, and names both', async () => {
    const desk = await awsDesk({ accounts: [OTHER, PAYER], mpaId: OTHER });
    const profile = 'sandbox (simulated) 111122223333';
    const report = await desk.core.task('aws.apply', { mpaId: OTHER, profile, only: null, consents: [] });
    expect(stepOf(report, 'identity').failure).toMatchObject({
      code: 'WRONG_ACCOUNT',
      sentence:
        'The profile sandbox (simulated) 111122223333 belongs to the account 111122223333, but this is the set-up of 444455556666. Nothing was changed.',
      remedy: `Choose a profile of 444455556666 with ${act('aws.choose-profile')}.`,
    });
    expect(report.outcome).toBe('blocked');
    expect(report.steps.slice(1).every(({ state }) => state === 'later')).toBe(true);
    expect(desk.sandbox.status().calls).toEqual({ 'sts:GetCallerIdentity': 1 });
  });

  it('does not begin where the sandbox lacks the account, and says how it comes there', async () => {
    const desk = await awsDesk({ accounts: [PAYER], mpaId: OTHER });
    await expect(desk.apply()).rejects.toMatchObject({
      code: 'PROFILE_NOT_FOUND',
      message: expect.stringContaining(act('sandbox.start-anew', { account: '444455556666' })) as string,
    });
    expect(desk.sandbox.status().calls).toEqual({});
  });

  it('keeps every call of a run, with its request ID and outcome', async () => {
    const desk = await awsDesk();
    await desk.plan('identity');
    const [run] = await desk.core.read('aws.runs', { mpaId: desk.mpaId, limit: 5 });
    expect(run).toMatchObject({
      kind: 'plan',
      profile: 'sandbox (simulated)',
      accountId: '111122223333',
      callerArn: 'arn:aws:iam::111122223333:user/sandbox-operator',
      simulated: true,
      outcome: 'done',
      calls: 2,
      changes: 0,
    });
    const calls = await desk.core.read('aws.calls', { runId: run?.id ?? 0 });
    expect(calls.map(({ position, service, operation, outcome }) => [position, service, operation, outcome])).toEqual([
      [1, 'sts', 'GetCallerIdentity', 'ok'],
      [2, 'organizations', 'DescribeOrganization', 'ok'],
    ]);
    expect(calls.every(({ requestId }) => /^[0-9a-f-]{36}$/u.test(requestId ?? ''))).toBe(true);
  });

  it('begun in the sandbox is not continued in a real account', async () => {
    const desk = await awsDesk();
    await desk.apply([], 'identity');
    await expect(desk.core.write('aws.bindSimulation', { mpaId: desk.mpaId, simulated: false })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: `The set-up of Contoso is a rehearsal in the sandbox; it can't go on in a real account. Nothing was changed. End the rehearsal with: ${act('aws.end-rehearsal', { mpaId: desk.mpaId })}`,
    });
  });
});

describe('a session', () => {
  async function session(options: Partial<SessionOptions>) {
    const { sandbox } = await tempSandbox({ accounts: [PAYER, OTHER] });
    const journal = new CallJournal(
      { clock: systemClock, write: () => Promise.reject(new Error('nothing is kept here')) },
      null,
      () => undefined,
    );
    const made = new AwsSession({
      profile: 'p',
      expected: PAYER,
      region: 'us-east-1',
      simulated: true,
      credentials: () => Promise.resolve({ accessKeyId: accessKeyOf(PAYER), secretAccessKey: sandbox.secretOf(PAYER) }),
      endpoint: () => sandbox.url,
      renewal: (fault) => `Do away with ${fault}`,
      mode: 'apply',
      journal,
      ...options,
    });
    return { sandbox, session: made, journal };
  }

  it('of a plan sends nothing that changes something', async () => {
    const { sandbox, session: made } = await session({ mode: 'plan' });
    await expect(made.s3.send(new CreateBucketCommand({ Bucket: 'a-bucket' }))).rejects.toMatchObject({
      message: 'A plan was about to call s3:CreateBucket, which changes something.',
    });
    await expect(made.cur('DeleteReportDefinition', { ReportName: 'a' })).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(sandbox.calls).toEqual([]);
    made.destroy();
  });

  it('asks whose credentials they are before each call that changes something, and stops when they have changed', async () => {
    let account = PAYER;
    const { sandbox, session: made } = await session({
      // Without an expiry the SDK would keep the first ones.
      credentials: () =>
        Promise.resolve({
          accessKeyId: accessKeyOf(account),
          secretAccessKey: sandbox.secretOf(account),
          expiration: new Date(0),
        }),
    });
    await made.s3.send(new CreateBucketCommand({ Bucket: 'first-bucket' }));
    account = OTHER;
    await expect(made.s3.send(new CreateBucketCommand({ Bucket: 'second-bucket' }))).rejects.toMatchObject({
      failure: { key: 'wrong-account' },
    });
    expect(sandbox.calls.map(({ operation }) => operation)).toEqual([
      'GetCallerIdentity',
      'CreateBucket',
      'GetCallerIdentity',
    ]);
    expect(sandbox.status().created).toEqual(['bucket first-bucket']);
    made.destroy();
  });
});
