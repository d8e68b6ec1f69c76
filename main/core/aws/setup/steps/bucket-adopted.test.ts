/** Buckets that others have made: another account's, in another region, open to the public. */
import {
  CreateBucketCommand,
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { accountId } from '../../../../../shared/domain/account-id.ts';
import { awsDesk, stepOf } from '../../../../../test/support/aws-desk.ts';
import type { AwsDesk } from '../../../../../test/support/aws-desk.ts';
import { clientsOf } from '../../../../../test/support/temp-sandbox.ts';
import { act } from '../../../../../shared/domain/action.ts';

const BUCKET = 'spotinst-cur-report';

const OPEN = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};

const EVERYBODY_READS = {
  Sid: 'EverybodyReads',
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::spotinst-cur-report/*',
};

/** A desk whose account has the bucket already, not blocked, with such a policy. */
async function deskWithBucket(policy: object): Promise<AwsDesk> {
  const desk = await awsDesk();
  const { s3 } = clientsOf(desk.sandbox);
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  await s3.send(new PutPublicAccessBlockCommand({ Bucket: BUCKET, PublicAccessBlockConfiguration: OPEN }));
  await s3.send(new PutBucketPolicyCommand({ Bucket: BUCKET, Policy: JSON.stringify(policy) }));
  desk.sandbox.calls.length = 0;
  return desk;
}

function changes({ sandbox }: AwsDesk): string[] {
  return sandbox.calls.filter((call) => call.changes && call.service === 's3').map(({ operation }) => operation);
}

it('of another account in another region is taken, not only elsewhere', async () => {
  const desk = await awsDesk({ accounts: [accountId('111122223333'), accountId('444455556666')] });
  const other = clientsOf(desk.sandbox, { account: accountId('444455556666'), region: 'eu-central-1' });
  const place = { LocationConstraint: 'eu-central-1' } as const;
  await other.s3.send(new CreateBucketCommand({ Bucket: BUCKET, CreateBucketConfiguration: place }));
  const { state, failure } = stepOf(await desk.apply([], 'bucket'), 'bucket');
  expect([state, failure?.code]).toEqual(['blocked', 'BUCKET_NAME_TAKEN']);
  expect(failure?.remedy).toContain(act('aws.bucket', { name: 'spotinst-cur-report-111122223333' }));
});

it('that everybody may read is not touched: neither its policy nor its readers', async () => {
  const desk = await deskWithBucket({ Version: '2012-10-17', Statement: [EVERYBODY_READS] });
  for (const consents of [[], ['bucket-reuse']]) {
    const { state, failure, calls } = stepOf(await desk.apply(consents, 'bucket'), 'bucket');
    expect([state, failure?.code, calls]).toEqual(['blocked', 'BUCKET_IS_PUBLIC', []]);
    expect(failure?.sentence).toContain('lets everybody in (EverybodyReads)');
  }
  expect(changes(desk)).toEqual([]);
  const { s3 } = clientsOf(desk.sandbox);
  const { PublicAccessBlockConfiguration } = await s3.send(new GetPublicAccessBlockCommand({ Bucket: BUCKET }));
  expect(PublicAccessBlockConfiguration).toEqual(OPEN);
});

it('whose policy was public before public policies were blocked is told likewise, not as missing rights', async () => {
  const desk = await deskWithBucket({ Version: '2012-10-17', Statement: [EVERYBODY_READS] });
  const closed = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  };
  const { s3 } = clientsOf(desk.sandbox);
  await s3.send(new PutPublicAccessBlockCommand({ Bucket: BUCKET, PublicAccessBlockConfiguration: closed }));
  const { failure } = stepOf(await desk.apply(['bucket-reuse'], 'bucket'), 'bucket');
  expect(failure?.code).toBe('BUCKET_IS_PUBLIC');
});

it('that is taken over gets the policy first and is closed then; its policy keeps the version that it has', async () => {
  const reader = { ...EVERYBODY_READS, Sid: 'Reader', Principal: { AWS: 'arn:aws:iam::222233334444:root' } };
  const desk = await deskWithBucket({ Statement: [reader] });
  const planned = stepOf(await desk.plan('bucket'), 'bucket');
  expect(planned.calls.map(({ operation }) => operation)).toEqual(['PutBucketPolicy', 'PutPublicAccessBlock']);
  expect(stepOf(await desk.apply(['bucket-reuse'], 'bucket'), 'bucket').state).toBe('in-place-simulated');
  expect(changes(desk)).toEqual(['PutBucketPolicy', 'PutPublicAccessBlock']);
  const { Policy = '' } = await clientsOf(desk.sandbox).s3.send(new GetBucketPolicyCommand({ Bucket: BUCKET }));
  const { Version, Statement } = JSON.parse(Policy) as { Version?: string; Statement: { Sid: string }[] };
  expect(Version).toBeUndefined();
  expect(Statement.map(({ Sid }) => Sid)).toEqual(['Reader', 'EnrollmentDeskReportCheck', 'EnrollmentDeskReportWrite']);
});
