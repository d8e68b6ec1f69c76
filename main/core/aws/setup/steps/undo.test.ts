import { GetBucketPolicyCommand, HeadBucketCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { awsDesk, stepOf } from '../../../../../test/support/aws-desk.ts';
import { clientsOf, refusalOf } from '../../../../../test/support/temp-sandbox.ts';

const BUCKET = 'spotinst-cur-report';

it('taking back the report deletes its definition alone; then it can be made again', async () => {
  const desk = await awsDesk();
  await desk.apply();
  const input = { mpaId: desk.mpaId, profile: null, only: 'report' } as const;
  const plan = await desk.core.task('aws.undo', { ...input, agreed: false });
  expect(plan).toMatchObject({
    done: false,
    calls: [{ service: 'cur', operation: 'DeleteReportDefinition', what: 'spotinst-cur-report (made by this set-up)' }],
  });
  expect((await desk.core.task('aws.undo', { ...input, agreed: true })).done).toBe(true);
  expect((await desk.core.task('aws.undo', { ...input, agreed: false })).calls).toEqual([]);
  expect(stepOf(await desk.plan(), 'report').state).toBe('will-do');
  expect(stepOf(await desk.plan(), 'bucket').state).toBe('in-place-simulated');
  expect(stepOf(await desk.apply(), 'report').state).toBe('in-place-simulated');
});

it('a report of other settings is not taken back, for it is not the one of the set-up', async () => {
  const desk = await awsDesk();
  desk.sandbox.setFault({ key: 'report-exists-different' });
  const input = { mpaId: desk.mpaId, profile: null, only: 'report' } as const;
  expect((await desk.core.task('aws.undo', { ...input, agreed: false })).calls).toEqual([]);
});

it('taking back the bucket takes our statements out of its policy; the bucket stays', async () => {
  const desk = await awsDesk();
  await desk.apply([], 'bucket');
  const { s3 } = clientsOf(desk.sandbox);
  const { Policy = '' } = await s3.send(new GetBucketPolicyCommand({ Bucket: BUCKET }));
  const own = JSON.parse(Policy) as { Statement: object[] };
  const foreign = {
    Sid: 'Finance',
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::222233334444:root' },
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::spotinst-cur-report/*',
  };
  const both = { Version: '2012-10-17', Statement: [foreign, ...own.Statement] };
  await s3.send(new PutBucketPolicyCommand({ Bucket: BUCKET, Policy: JSON.stringify(both) }));

  const input = { mpaId: desk.mpaId, profile: null, only: 'bucket' } as const;
  const what = 'spotinst-cur-report: without EnrollmentDeskReportCheck and EnrollmentDeskReportWrite';
  const plan = await desk.core.task('aws.undo', { ...input, agreed: false });
  expect(plan.calls).toEqual([{ service: 's3', operation: 'PutBucketPolicy', what }]);
  await desk.core.task('aws.undo', { ...input, agreed: true });
  const left = await s3.send(new GetBucketPolicyCommand({ Bucket: BUCKET }));
  expect(JSON.parse(left.Policy ?? '')).toEqual({ Version: '2012-10-17', Statement: [foreign] });
  // Made by this set-up: it may be set up again without asking whether it may be used.
  expect(stepOf(await desk.apply([], 'bucket'), 'bucket').state).toBe('in-place-simulated');
});

it('a policy that holds our statements alone is deleted', async () => {
  const desk = await awsDesk();
  await desk.apply([], 'bucket');
  const input = { mpaId: desk.mpaId, profile: null, only: 'bucket' } as const;
  const { calls } = await desk.core.task('aws.undo', { ...input, agreed: true });
  expect(calls.map(({ operation }) => operation)).toEqual(['DeleteBucketPolicy']);
  const { s3 } = clientsOf(desk.sandbox);
  expect(await refusalOf(s3.send(new GetBucketPolicyCommand({ Bucket: BUCKET })))).toEqual([
    '404 NoSuchBucketPolicy',
    'The bucket policy does not exist',
  ]);
  expect(await s3.send(new HeadBucketCommand({ Bucket: BUCKET }))).toMatchObject({ BucketRegion: 'us-east-1' });
});
