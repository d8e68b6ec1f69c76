import {
  CreateBucketCommand,
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { awsDesk, stepOf } from '../../../../../test/support/aws-desk.ts';
import type { AwsDesk } from '../../../../../test/support/aws-desk.ts';
import { clientsOf } from '../../../../../test/support/temp-sandbox.ts';
import { act } from '../../../../../shared/domain/action.ts';

const BUCKET = 'spotinst-cur-report';

/** What a step says, without what tests of it do not look at. */
async function planned(desk: AwsDesk, key: 'bucket' = 'bucket') {
  const { state, sentence, calls, failure, consents } = stepOf(await desk.plan(key), key);
  return { state, sentence, calls, code: failure?.code ?? null, consents: consents.map((each) => each.key) };
}

/** Calls of the clients to S3 that change something, in order. */
function changes({ sandbox }: AwsDesk): string[] {
  return sandbox.calls
    .filter(({ service, operation }) => service === 's3' && /^(?:Create|Put|Delete)/u.test(operation))
    .map(({ operation }) => operation);
}

async function policyOf(desk: AwsDesk, bucket = BUCKET): Promise<{ Version: string; Statement: { Sid?: string }[] }> {
  const { Policy = '' } = await clientsOf(desk.sandbox).s3.send(new GetBucketPolicyCommand({ Bucket: bucket }));
  return JSON.parse(Policy) as { Version: string; Statement: { Sid?: string }[] };
}

describe('the bucket', () => {
  it('is created with exactly the calls of the plan, closed, with the policy that AWS documents', async () => {
    const desk = await awsDesk();
    expect(await planned(desk)).toEqual({
      state: 'will-do',
      sentence:
        'The bucket spotinst-cur-report will be created in us-east-1, closed to the public; AWS billing gets the right to write reports into it.',
      calls: [
        { service: 's3', operation: 'CreateBucket', what: 'spotinst-cur-report in us-east-1' },
        { service: 's3', operation: 'PutPublicAccessBlock', what: 'spotinst-cur-report: all four blocks on' },
        {
          service: 's3',
          operation: 'PutBucketPolicy',
          what: 'spotinst-cur-report: EnrollmentDeskReportCheck and EnrollmentDeskReportWrite',
        },
      ],
      code: null,
      consents: [],
    });
    expect(changes(desk)).toEqual([]);

    expect(stepOf(await desk.apply([], 'bucket'), 'bucket')).toMatchObject({
      state: 'in-place-simulated',
      evidence: { bucket: BUCKET, bucketRegion: 'us-east-1', made: BUCKET },
    });
    expect(changes(desk)).toEqual(['CreateBucket', 'PutPublicAccessBlock', 'PutBucketPolicy']);
    const blocks = await clientsOf(desk.sandbox).s3.send(new GetPublicAccessBlockCommand({ Bucket: BUCKET }));
    expect(blocks.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    });
    const condition = {
      StringEquals: {
        'aws:SourceArn': 'arn:aws:cur:us-east-1:111122223333:definition/*',
        'aws:SourceAccount': '111122223333',
      },
    };
    expect(await policyOf(desk)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'EnrollmentDeskReportCheck',
          Effect: 'Allow',
          Principal: { Service: 'billingreports.amazonaws.com' },
          Action: ['s3:GetBucketAcl', 's3:GetBucketPolicy'],
          Resource: 'arn:aws:s3:::spotinst-cur-report',
          Condition: condition,
        },
        {
          Sid: 'EnrollmentDeskReportWrite',
          Effect: 'Allow',
          Principal: { Service: 'billingreports.amazonaws.com' },
          Action: 's3:PutObject',
          Resource: 'arn:aws:s3:::spotinst-cur-report/*',
          Condition: condition,
        },
      ],
    });

    await desk.apply([], 'bucket');
    expect(changes(desk)).toHaveLength(3);
  });

  it('is made in the region that was chosen for an own management account', async () => {
    const desk = await awsDesk({ scenario: 'msp' });
    await desk.core.write('aws.choose', { mpaId: desk.mpaId, region: 'eu-central-1', withAthena: null, bucket: null });
    const { evidence } = stepOf(await desk.apply([], 'bucket'), 'bucket');
    expect(evidence).toMatchObject({ bucketRegion: 'eu-central-1' });
    expect(stepOf(await desk.plan('bucket'), 'bucket').state).toBe('in-place-simulated');
  });

  it('whose name belongs to another account is refused, and a name with the account ID is offered', async () => {
    const desk = await awsDesk();
    desk.sandbox.setFault({ key: 'bucket-name-taken' });
    const step = stepOf(await desk.apply([], 'bucket'), 'bucket');
    expect(step.failure).toMatchObject({ code: 'BUCKET_NAME_TAKEN' });
    expect(step.failure?.remedy).toContain(act('aws.bucket', { name: 'spotinst-cur-report-111122223333' }));
    expect(changes(desk)).toEqual([]);

    const bucket = 'spotinst-cur-report-111122223333';
    await desk.core.write('aws.choose', { mpaId: desk.mpaId, region: null, withAthena: null, bucket });
    expect(stepOf(await desk.apply([], 'bucket'), 'bucket').evidence).toMatchObject({
      bucket: 'spotinst-cur-report-111122223333',
    });
  });

  it('that was there already is used only when that is agreed to', async () => {
    const desk = await awsDesk();
    desk.sandbox.setFault({ key: 'bucket-is-yours' });
    expect(await planned(desk)).toMatchObject({
      state: 'needs-you',
      code: 'BUCKET_IS_YOURS',
      consents: ['bucket-reuse'],
      calls: [{ operation: 'PutBucketPolicy' }],
    });
    expect(stepOf(await desk.apply([], 'bucket'), 'bucket').state).toBe('needs-you');
    expect(changes(desk)).toEqual([]);
    expect(stepOf(await desk.apply(['bucket-reuse'], 'bucket'), 'bucket')).toMatchObject({
      state: 'in-place-simulated',
      failure: null,
    });
    expect(changes(desk)).toEqual(['PutBucketPolicy']);
  });

  it('keeps every statement of its policy that is not ours, and says which of them may be in the way', async () => {
    const desk = await awsDesk();
    const { s3 } = clientsOf(desk.sandbox);
    const foreign = {
      Sid: 'OnlyFinance',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:DeleteObject',
      Resource: 'arn:aws:s3:::spotinst-cur-report/*',
    };
    await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
    const policy = JSON.stringify({ Version: '2008-10-17', Id: 'finance', Statement: foreign });
    await s3.send(new PutBucketPolicyCommand({ Bucket: BUCKET, Policy: policy }));
    const { sentence } = await planned(desk);
    expect(sentence).toContain('Its policy also denies something that may hit AWS billing: OnlyFinance.');
    await desk.apply(['bucket-reuse'], 'bucket');
    const after = await policyOf(desk);
    expect(after).toMatchObject({ Version: '2008-10-17', Id: 'finance' });
    expect(after.Statement[0]).toEqual(foreign);
    expect(after.Statement.map(({ Sid }) => Sid)).toEqual([
      'OnlyFinance',
      'EnrollmentDeskReportCheck',
      'EnrollmentDeskReportWrite',
    ]);
  });

  it('is waited for while AWS is busy with the name, and the wait ends', async () => {
    const desk = await awsDesk();
    desk.sandbox.setFault({ key: 'bucket-name-busy', uses: 2 });
    expect(stepOf(await desk.apply([], 'bucket'), 'bucket').state).toBe('in-place-simulated');

    const other = await awsDesk();
    other.sandbox.setFault({ key: 'bucket-name-busy' });
    const { failure } = stepOf(await other.apply([], 'bucket'), 'bucket');
    expect(failure).toMatchObject({
      code: 'BUCKET_NAME_BUSY',
      aws: { operation: 's3:CreateBucket', code: 'OperationAborted' },
    });
    other.sandbox.clearFault('bucket-name-busy');
    expect(stepOf(await other.apply([], 'bucket'), 'bucket').state).toBe('in-place-simulated');
  });

  it('in another region is refused', async () => {
    const desk = await awsDesk();
    desk.sandbox.setFault({ key: 'bucket-other-region' });
    const { failure } = stepOf(await desk.apply([], 'bucket'), 'bucket');
    expect(failure).toMatchObject({ code: 'BUCKET_OTHER_REGION' });
    expect(failure?.sentence).toContain('is in the region eu-central-1');
    expect(changes(desk)).toEqual([]);
  });

  it('that encrypts with a key of its own is refused', async () => {
    const desk = await awsDesk();
    desk.sandbox.setFault({ key: 'bucket-is-yours' });
    desk.sandbox.setFault({ key: 'bucket-key-encryption' });
    const { failure } = stepOf(await desk.apply(['bucket-reuse'], 'bucket'), 'bucket');
    expect(failure).toMatchObject({ code: 'BUCKET_KEY_ENCRYPTION' });
    expect(failure?.sentence).toContain('arn:aws:kms:us-east-1:111122223333:key/finance');
  });

  it('needs a name that AWS takes', async () => {
    const desk = await awsDesk();
    await desk.client.mpas.set({ id: desk.mpaId, curBucketName: 'Spot_Report' });
    const before = desk.sandbox.calls.length;
    expect(await planned(desk)).toMatchObject({ state: 'blocked', code: 'BUCKET_NAME_INVALID' });
    const asked = desk.sandbox.calls.slice(before).filter(({ service }) => service === 's3');
    expect(asked).toEqual([]);
  });

  it('that the rights of the profile do not allow tells the action; by hand it needs this policy', async () => {
    const desk = await awsDesk();
    desk.sandbox.setFault({ key: 'not-allowed', operation: 's3:CreateBucket' });
    const { failure } = stepOf(await desk.apply([], 'bucket'), 'bucket');
    expect(failure).toMatchObject({ code: 'NOT_ALLOWED', aws: { operation: 's3:CreateBucket', code: 'AccessDenied' } });
    const { byHand } = stepOf(await desk.plan('bucket'), 'bucket');
    expect(byHand?.values.map(({ label }) => label)).toEqual(['Bucket name', 'AWS Region', 'Bucket policy']);
  });

  it.each([
    ['connection-lost', 'CONNECTION_LOST'],
    ['connection-lost-after', 'CONNECTION_LOST'],
    ['server-error', 'SERVER_ERROR'],
    ['throttled', 'THROTTLED'],
    ['clock-skew', 'CLOCK_SKEW'],
    ['credentials-expired', 'CREDENTIALS_EXPIRED'],
    ['denied-by-policy', 'DENIED_BY_POLICY'],
  ])('whose policy can not be put (%s) is told as %s, and goes on where it stopped', async (key, code) => {
    const desk = await awsDesk();
    desk.sandbox.setFault({ key, operation: 's3:PutBucketPolicy' });
    const { failure } = stepOf(await desk.apply([], 'bucket'), 'bucket');
    expect([failure?.code, failure?.aws?.operation]).toEqual([code, 's3:PutBucketPolicy']);
    desk.sandbox.clearFault(null);
    expect(stepOf(await desk.apply([], 'bucket'), 'bucket').state).toBe('in-place-simulated');
    expect(desk.sandbox.status().created).toEqual(['bucket spotinst-cur-report']);
  });

  it.each([
    ['not-allowed', 'NOT_ALLOWED', 's3:ListBucket'],
    ['denied-by-policy', 'DENIED_BY_POLICY', 's3:GetBucketPolicy'],
  ])("that may not be looked at (%s) is not taken for somebody else's", async (key, code, action) => {
    const desk = await awsDesk();
    desk.sandbox.setFault({ key, operation: 's3:HeadBucket' });
    if (key === 'denied-by-policy') desk.sandbox.setFault({ key, operation: 's3:GetBucketPolicy' });
    const { failure } = stepOf(await desk.apply([], 'bucket'), 'bucket');
    expect(failure?.code).toBe(code);
    expect(failure?.sentence).toContain(action);
  });

  it('tells credentials that have expired from a bucket of somebody else, although HEAD has no body', async () => {
    const desk = await awsDesk();
    desk.sandbox.onCall(({ operation }, phase) => {
      if (operation === 'HeadBucket' && phase === 'before') desk.sandbox.setFault({ key: 'credentials-expired' });
    });
    expect(stepOf(await desk.apply([], 'bucket'), 'bucket').failure).toMatchObject({
      code: 'CREDENTIALS_EXPIRED',
      aws: { operation: 'sts:GetCallerIdentity', code: 'ExpiredToken' },
    });
  });

  it('keeps being ours when the program was killed after it was created', async () => {
    const desk = await awsDesk();
    desk.sandbox.setFault({ key: 'server-error', operation: 's3:PutBucketPolicy' });
    expect(stepOf(await desk.apply([], 'bucket'), 'bucket').failure?.code).toBe('SERVER_ERROR');
    desk.sandbox.clearFault(null);
    expect(stepOf(await desk.apply([], 'bucket'), 'bucket')).toMatchObject({
      state: 'in-place-simulated',
      consents: [],
    });
  });
});
