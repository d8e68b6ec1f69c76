/** A runtime that AWS retires matters to what is still to be deployed, not to what is there. */
import { DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { crawlerTemplate } from '../../main/core/sandbox/templates/crawler-template.ts';
import { awsDesk, stepOf } from '../support/aws-desk.ts';
import type { AwsDesk } from '../support/aws-desk.ts';
import { CRAWLER_NAMES } from '../support/stacks.ts';
import { clientsOf } from '../support/temp-sandbox.ts';

const DAY = 86_400_000;
/** AWS creates no function in nodejs20.x from 2027-02-01 on. */
const BEFORE = '2026-11-20T08:00:00.000Z';
const AFTER = '2027-02-01T08:00:00.000Z';

/** Puts a crawler-cfn.yml with functions of that runtime into the bucket. */
async function putFile({ sandbox }: AwsDesk, runtime: string): Promise<void> {
  const Body = crawlerTemplate({ ...CRAWLER_NAMES, runtime });
  const Key = 'spotinst_eco/spotinst-cur-report/crawler-cfn.yml';
  await clientsOf(sandbox).s3.send(new PutObjectCommand({ Bucket: CRAWLER_NAMES.bucket, Key, Body }));
}

/** The same ledger and sandbox when AWS has retired the runtime. */
async function later(desk: AwsDesk): Promise<AwsDesk> {
  await desk.core.close();
  await desk.sandbox.stop();
  return awsDesk({ folder: desk.folder, ledgerPath: desk.ledgerPath, now: AFTER });
}

function statesOf(desk: AwsDesk): Promise<string[]> {
  const keys = ['crawler-template', 'athena-stack'] as const;
  return desk.plan().then((report) => keys.map((key) => `${key}: ${stepOf(report, key).state}`));
}

async function deployed(): Promise<AwsDesk> {
  const desk = await awsDesk({ now: BEFORE });
  await desk.apply();
  desk.sandbox.advance(DAY);
  await putFile(desk, 'nodejs20.x');
  await desk.apply();
  return later(desk);
}

test('a stack that is there stays in place', async () => {
  const desk = await deployed();
  expect(await statesOf(desk)).toEqual(['crawler-template: in-place-simulated', 'athena-stack: in-place-simulated']);
}, 60_000);

test('when somebody has deleted it, it is made anew of the old file only where that is agreed to; a newer one takes its place', async () => {
  const desk = await deployed();
  await clientsOf(desk.sandbox).cloudformation.send(new DeleteStackCommand({ StackName: 'SpotEcoStack' }));
  desk.sandbox.advance(2000);
  const { state, failure, consents } = stepOf(await desk.apply(), 'athena-stack');
  expect([state, failure?.sentence, consents.map(({ key }) => key)]).toEqual([
    'needs-you',
    'crawler-cfn.yml has functions in the Lambda runtime nodejs20.x, in which AWS creates no new ones from 2027-02-01 on. Functions that are there go on running.',
    ['retired-runtime:nodejs20.x'],
  ]);
  await putFile(desk, 'nodejs22.x');
  const after = await desk.apply();
  expect(stepOf(after, 'crawler-template').sentence).toContain('with functions in nodejs22.x');
  // It is another stack than the one that was shown.
  const [changed, ...more] = stepOf(after, 'athena-stack').consents.map(({ key }) => key);
  expect([changed?.split(':')[0], more]).toEqual(['changed-stack', []]);
  expect(stepOf(await desk.apply([changed ?? '']), 'athena-stack').state).toBe('in-place-simulated');
}, 60_000);

test('a file that was fetched before is asked about, with the date; AWS may have put it off', async () => {
  const desk = await awsDesk({ now: BEFORE });
  await desk.apply();
  desk.sandbox.advance(DAY);
  await putFile(desk, 'nodejs20.x');
  await desk.apply([], 'crawler-template');
  const after = await later(desk);
  expect(await statesOf(after)).toEqual(['crawler-template: in-place-simulated', 'athena-stack: needs-you']);
  const { question, consequence } = stepOf(await after.plan(), 'athena-stack').consents[0] ?? {};
  expect(question).toBe(
    'By its table of runtimes AWS creates no new functions in nodejs20.x from 2027-02-01 on, and crawler-cfn.yml has some. Try it all the same?',
  );
  expect(consequence).toContain('If AWS refuses, the stack is rolled back');
  const made = stepOf(await after.apply(['retired-runtime:nodejs20.x']), 'athena-stack');
  expect([made.state, made.failure]).toEqual(['in-place-simulated', null]);
}, 60_000);

test('nodejs16.x is deployed unasked until the day that AWS names', async () => {
  const desk = await awsDesk({ now: BEFORE });
  await desk.apply();
  desk.sandbox.advance(DAY);
  await putFile(desk, 'nodejs16.x');
  const report = await desk.apply();
  expect(stepOf(report, 'athena-stack').state).toBe('in-place-simulated');
  expect(stepOf(report, 'crawler-template').sentence).toContain(
    'AWS has given nodejs16.x no updates since 2024-06-12, and creates no new functions in it from 2027-02-01 on;',
  );
}, 60_000);
