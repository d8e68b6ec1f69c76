/** What a wait is for, and what is left of a step that was taken back. Times go by the ledger's clock, which the tests set. */
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { awsDesk, stepOf } from '../../../../test/support/aws-desk.ts';
import type { AwsDesk } from '../../../../test/support/aws-desk.ts';
import { clientsOf } from '../../../../test/support/temp-sandbox.ts';
import type { SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';
import { crawlerTemplate } from '../../sandbox/templates/crawler-template.ts';
import { CRAWLER_NAMES } from '../../../../test/support/stacks.ts';

const DAY = 86_400_000;

/** The same ledger and sandbox at another time. */
async function at(desk: AwsDesk, now: string): Promise<AwsDesk> {
  await desk.core.close();
  await desk.sandbox.stop();
  return awsDesk({ folder: desk.folder, ledgerPath: desk.ledgerPath, now });
}

async function undo({ core, mpaId }: AwsDesk, only: SetupStepKey): Promise<void> {
  await core.task('aws.undo', { mpaId, profile: null, only, agreed: true });
}

async function waitOf({ client, apply }: AwsDesk, key: SetupStepKey) {
  const { state, due, sentence } = stepOf(await apply(), key);
  const kept = (await client.aws.waiting()).find(({ step }) => step === key);
  return { state, due, kept: kept?.dueAt, since: kept?.since, sentence };
}

test('the first delivery of another report is waited for anew', async () => {
  const first = await awsDesk({ now: '2026-11-21T04:00:00.000Z' });
  expect(await waitOf(first, 'first-delivery')).toMatchObject({ due: '2026-11-22T04:00:00.000Z' });
  const desk = await at(first, '2026-11-23T06:00:00.000Z');
  await desk.client.mpas.set({ id: desk.mpaId, curReportName: 'second-report' });
  expect(await waitOf(desk, 'first-delivery')).toEqual({
    state: 'waiting',
    due: '2026-11-24T06:00:00.000Z',
    kept: '2026-11-24T06:00:00.000Z',
    since: '2026-11-23T06:00:00Z',
    sentence: 'The report second-report was not delivered yet. AWS does that within 24 hours.',
  });
}, 60_000);

test('a report that was made again, after somebody deleted it, is waited for anew; one that is only looked at is not', async () => {
  const first = await awsDesk({ now: '2026-11-21T04:00:00.000Z' });
  await first.apply();
  const second = await at(first, '2026-11-21T08:00:00.000Z');
  second.sandbox.setFault({ key: 'credentials-expired', operation: 'cur:DescribeReportDefinitions' });
  await second.apply();
  second.sandbox.clearFault(null);
  expect(await waitOf(second, 'first-delivery')).toMatchObject({ due: '2026-11-22T04:00:00.000Z' });
  await clientsOf(second.sandbox).cur.send('DeleteReportDefinition', { ReportName: 'spotinst-cur-report' });
  const third = await at(second, '2026-11-23T06:00:00.000Z');
  expect(await waitOf(third, 'first-delivery')).toMatchObject({
    due: '2026-11-24T06:00:00.000Z',
    kept: '2026-11-24T06:00:00.000Z',
    since: '2026-11-23T06:00:00Z',
  });
}, 60_000);

test('the answer to another hand-off mail is waited for anew', async () => {
  const first = await awsDesk({ now: '2026-11-21T04:00:00.000Z' });
  await first.apply();
  first.sandbox.advance(DAY);
  await first.apply();
  await first.client.aws.markHandOffSent({ mpaId: first.mpaId });
  expect(await waitOf(first, 'vendor-link')).toMatchObject({ due: '2026-11-24T04:00:00Z' });
  const desk = await at(first, '2026-11-25T06:00:00.000Z');
  await desk.client.mpas.set({ id: desk.mpaId, spotOrgId: '606000000002' });
  // Nobody answers a mail that is still to be sent again.
  expect(await waitOf(desk, 'vendor-link')).toMatchObject({ state: 'later', due: null, kept: undefined });
  await desk.client.aws.markHandOffSent({ mpaId: desk.mpaId });
  expect(await waitOf(desk, 'vendor-link')).toMatchObject({
    due: '2026-11-28T06:00:00Z',
    kept: '2026-11-28T06:00:00Z',
    since: '2026-11-25T06:00:00Z',
  });
}, 60_000);

test('the data of an access role that was made again is waited for anew', async () => {
  const first = await awsDesk({ scenario: 'enterprise', now: '2026-11-21T04:00:00.000Z' });
  const url = first.sandbox.status().accounts[0]?.accessRoleLink ?? '';
  await first.core.task('aws.link', { mpaId: first.mpaId, url, kind: null, accounts: null, stackName: null });
  expect(await waitOf(first, 'console-data')).toMatchObject({ due: '2026-11-23T04:00:00Z' });
  const desk = await at(first, '2026-11-25T06:00:00.000Z');
  await undo(desk, 'access-role-stack');
  expect(await desk.client.aws.waiting()).toMatchObject([{ step: 'first-delivery' }]);
  expect(await waitOf(desk, 'console-data')).toMatchObject({
    due: '2026-11-27T06:00:00Z',
    since: '2026-11-25T06:00:00Z',
  });
}, 60_000);

test('with a report that was taken back ends what rested on it, until it is looked at again', async () => {
  const desk = await awsDesk();
  await desk.apply();
  desk.sandbox.advance(DAY);
  await desk.apply();
  await undo(desk, 'report');
  const status = await desk.client.aws.status({ mpaId: desk.mpaId });
  expect(status.steps.map(({ key, state }) => `${key}: ${state}`)).toEqual([
    'identity: in-place-simulated',
    'billing-access: in-place-simulated',
    'lambda-quota: in-place-simulated',
    'bucket: in-place-simulated',
    'report: will-do',
    'first-delivery: later',
    'crawler-template: later',
    'hand-off: later',
    'athena-stack: later',
    'crawler-schedule: later',
    'vendor-link: later',
    'extractor-stack: later',
  ]);
  expect(stepOf(status, 'athena-stack').sentence).toBe(
    'Not looked at since Cost and Usage Report was taken back, on which it rests.',
  );
  expect(stepOf(status, 'report').evidence).toEqual({});
  expect(await desk.client.aws.waiting()).toEqual([]);
  // What was made is still there, and still known as ours.
  expect(stepOf(status, 'athena-stack').evidence['stackId']).toMatch(/^arn:aws:cloudformation:/u);
  const [last] = await desk.client.history.list({ limit: 1 });
  expect(last?.label).toBe('Rehearsal of the AWS set-up of Contoso: Cost and Usage Report: taken back.');
}, 60_000);

test('after the Athena stack was taken back, the newer crawler-cfn.yml is fetched and made a stack of', async () => {
  const desk = await awsDesk();
  await desk.apply();
  desk.sandbox.advance(DAY);
  await desk.apply();
  await undo(desk, 'athena-stack');
  const known = await desk.core.read('aws.knownSteps', { mpaId: desk.mpaId });
  expect(Object.keys(known.find(({ step }) => step === 'athena-stack')?.evidence ?? {})).toEqual(['attempt']);
  const newer = `# newer\n${crawlerTemplate(CRAWLER_NAMES)}`;
  const Key = 'spotinst_eco/spotinst-cur-report/crawler-cfn.yml';
  await clientsOf(desk.sandbox).s3.send(new PutObjectCommand({ Bucket: 'spotinst-cur-report', Key, Body: newer }));
  expect(stepOf(await desk.plan(), 'crawler-template').consents.map(({ key }) => key)).toEqual([
    'newer-crawler-template',
  ]);
  const report = await desk.apply(['newer-crawler-template']);
  expect(stepOf(report, 'athena-stack')).toMatchObject({
    state: 'in-place-simulated',
    evidence: { templateSha256: stepOf(report, 'crawler-template').evidence['sha256'] },
  });
}, 60_000);

test('a report of the same name that somebody makes after ours was taken back is not taken for ours', async () => {
  const desk = await awsDesk();
  await desk.apply();
  await undo(desk, 'report');
  desk.sandbox.setFault({ key: 'report-exists-same' });
  const { state, sentence, evidence } = stepOf(await desk.apply(), 'report');
  expect([state, evidence['made']]).toEqual(['in-place-simulated', undefined]);
  expect(sentence).toContain('Somebody else made it');
}, 60_000);
