import { describe, expect, it } from 'vitest';
import type { SetupReport } from '../../shared/contract/aws.ts';
import { act } from '../../shared/domain/action.ts';
import { awsDesk, stepOf } from '../support/aws-desk.ts';
import type { AwsDesk } from '../support/aws-desk.ts';

const DAY = 24 * 3_600_000;

function states(report: SetupReport): string[] {
  return report.steps.map(({ key, state }) => `${key}: ${state}`);
}

async function connectStep({ client, mpaId }: AwsDesk) {
  const { steps } = await client.steps.list({ mpaId });
  return steps.find(({ key }) => key === 'connect');
}

describe('from nothing, on the sandbox', () => {
  it('a customer of an MSP: report, delivery, Athena stack, hand-off mail, link, extractor stack', async () => {
    const desk = await awsDesk();
    const { sandbox, mpaId } = desk;

    const planned = await desk.plan();
    expect(planned.outcome).toBe('to-do');
    expect(stepOf(planned, 'bucket').calls.map(({ service, operation }) => `${service}:${operation}`)).toEqual([
      's3:CreateBucket',
      's3:PutPublicAccessBlock',
      's3:PutBucketPolicy',
    ]);
    expect(sandbox.status().created).toEqual([]);

    const first = await desk.apply();
    expect(states(first)).toEqual([
      'identity: in-place-simulated',
      'billing-access: in-place-simulated',
      'lambda-quota: in-place-simulated',
      'bucket: in-place-simulated',
      'report: in-place-simulated',
      'first-delivery: waiting',
      'crawler-template: later',
      'hand-off: later',
      'athena-stack: later',
      'crawler-schedule: later',
      'vendor-link: later',
      'extractor-stack: later',
    ]);
    expect(await connectStep(desk)).toMatchObject({ state: 'rehearsed', waitingFor: null, due: null });

    sandbox.advance(DAY);
    const second = await desk.apply();
    expect(states(second).slice(5)).toEqual([
      'first-delivery: in-place-simulated',
      'crawler-template: in-place-simulated',
      'hand-off: needs-you',
      'athena-stack: in-place-simulated',
      'crawler-schedule: in-place-simulated',
      'vendor-link: later',
      'extractor-stack: later',
    ]);
    expect(second.outcome).toBe('needs-you');
    await desk.client.aws.markHandOffSent({ mpaId });

    const url = sandbox.status().accounts[0]?.vendorLink ?? '';
    await desk.core.task('aws.link', { mpaId, url, kind: null, accounts: null, stackName: null });
    const asked = stepOf(await desk.apply(), 'extractor-stack');
    expect([asked.state, asked.consents.map(({ key }) => key.split(':')[0])]).toEqual([
      'needs-you',
      ['right', 'code-elsewhere'],
    ]);
    const third = await desk.applyAgreed();
    expect(third.outcome).toBe('done');
    expect(third.steps.every(({ state }) => state === 'in-place-simulated')).toBe(true);

    const connect = await connectStep(desk);
    expect(connect?.state).toBe('rehearsed');
    expect(connect?.evidence).toEqual({
      bucket: 'spotinst-cur-report (simulated)',
      firstDelivery: expect.stringMatching(/^\d{4}-\d\d-\d\dT.* \(simulated\)$/u) as string,
      athenaStackId: expect.stringMatching(/:stack\/SpotEcoStack\/.* \(simulated\)$/u) as string,
      extractorStackId: expect.stringMatching(/:stack\/.* \(simulated\)$/u) as string,
      mailOn: expect.stringMatching(/^\d{4}-\d\d-\d\d.* \(simulated\)$/u) as string,
      simulated: 'yes: rehearsed in the sandbox',
    });
    await expectNothingToDo(desk);
    expect(duplicates(sandbox.status().created)).toEqual([]);
  });

  it('an own management account in a demo, where it counts: bucket, report, access role stack, data in the console', async () => {
    const desk = await awsDesk({ scenario: 'enterprise' });
    await desk.core.write('ledger.becomeDemo', undefined);
    const { sandbox, mpaId } = desk;
    const url = sandbox.status().accounts[0]?.accessRoleLink ?? '';
    await desk.core.task('aws.link', { mpaId, url, kind: null, accounts: null, stackName: null });
    const first = await desk.apply();
    expect(states(first)).toEqual([
      'identity: in-place-simulated',
      'billing-access: in-place-simulated',
      'bucket: in-place-simulated',
      'report: in-place-simulated',
      'first-delivery: waiting',
      'access-role-stack: in-place-simulated',
      'console-data: waiting',
    ]);
    expect(await connectStep(desk)).toMatchObject({
      state: 'waiting',
      mover: 'aws',
      waitingFor: 'the first delivery of the report to the bucket',
    });
    sandbox.advance(2 * DAY);
    await desk.core.write('aws.takeWord', {
      mpaId,
      step: 'console-data',
      how: 'Cloud Analyzer shows it',
      evidence: {},
      replace: false,
    });
    const second = await desk.apply();
    expect(second.outcome).toBe('done');
    const connect = await connectStep(desk);
    expect(connect?.state).toBe('done');
    expect(connect?.evidence['roleArn']).toMatch(/^arn:aws:iam::111122223333:role\/.* \(simulated\)$/u);
    await expectNothingToDo(desk);
  });
});

/** A plan has nothing to do, and an apply makes no call that changes something. */
async function expectNothingToDo(desk: AwsDesk): Promise<void> {
  const before = desk.sandbox.calls.length;
  const plan = await desk.plan();
  expect([plan.outcome, plan.next]).toEqual([
    'done',
    `Everything is in place in the sandbox, and nothing in AWS. To set it up there, end the rehearsal with: ${act('aws.end-rehearsal', { mpaId: desk.mpaId })}`,
  ]);
  const again = await desk.apply();
  expect([again.outcome, again.calls.changes]).toEqual(['done', 0]);
  expect(desk.sandbox.calls.slice(before).filter(({ changes }) => changes)).toEqual([]);
}

function duplicates(made: readonly string[]): string[] {
  return made.filter((each, index) => made.indexOf(each) !== index);
}
