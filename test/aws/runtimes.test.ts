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

test('when somebody has deleted it, it is not made anew of the old file; a newer one takes its place', async () => {
  const desk = await deployed();
  await clientsOf(desk.sandbox).cloudformation.send(new DeleteStackCommand({ StackName: 'SpotEcoStack' }));
  desk.sandbox.advance(2000);
  const report = await desk.plan();
  expect(stepOf(report, 'crawler-template').failure?.sentence).toBe(
    'crawler-cfn.yml uses the Lambda runtime nodejs20.x, which AWS does not start any more.',
  );
  expect(stepOf(report, 'athena-stack').state).toBe('later');
  await putFile(desk, 'nodejs22.x');
  const after = await desk.apply();
  expect(stepOf(after, 'crawler-template').sentence).toContain('with functions in nodejs22.x');
  expect(stepOf(after, 'athena-stack').state).toBe('in-place-simulated');
}, 60_000);

test('nor is a file deployed that was fetched before', async () => {
  const desk = await awsDesk({ now: BEFORE });
  await desk.apply();
  desk.sandbox.advance(DAY);
  await putFile(desk, 'nodejs20.x');
  await desk.apply([], 'crawler-template');
  expect(await statesOf(await later(desk))).toEqual(['crawler-template: blocked', 'athena-stack: later']);
}, 60_000);
