/** The Cost and Usage Report service by our client. Expected: its API reference, and what was seen of the live service (prefix, pages). */
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import type { Clients } from '../../../../test/support/temp-sandbox.ts';
import { refusalOf, tempSandbox } from '../../../../test/support/temp-sandbox.ts';
import type { ReportDefinition } from '../../aws/session/cur-client.ts';

const Bucket = 'spotinst-cur-report';
const HOUR = 3_600_000;

const REPORT: ReportDefinition = {
  ReportName: 'spotinst-cur-report',
  TimeUnit: 'HOURLY',
  Format: 'Parquet',
  Compression: 'Parquet',
  AdditionalSchemaElements: ['RESOURCES'],
  S3Bucket: Bucket,
  S3Prefix: 'spotinst_eco',
  S3Region: 'us-east-1',
  AdditionalArtifacts: ['ATHENA'],
  RefreshClosedReports: true,
  ReportVersioning: 'OVERWRITE_REPORT',
};

const condition = {
  StringEquals: {
    'aws:SourceArn': 'arn:aws:cur:us-east-1:111122223333:definition/*',
    'aws:SourceAccount': '111122223333',
  },
};
const service = { Effect: 'Allow', Principal: { Service: 'billingreports.amazonaws.com' }, Condition: condition };
/** The policy of the user guide, 'Setting up an Amazon S3 bucket for Cost and Usage Reports'. */
const POLICY = {
  Version: '2008-10-17',
  Statement: [
    { ...service, Action: ['s3:GetBucketAcl', 's3:GetBucketPolicy'], Resource: `arn:aws:s3:::${Bucket}` },
    { ...service, Action: 's3:PutObject', Resource: `arn:aws:s3:::${Bucket}/*` },
  ],
};
/** The one of the Data Exports guide. */
const EXPORTS_POLICY = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: ['billingreports.amazonaws.com', 'bcm-data-exports.amazonaws.com'] },
      Action: ['s3:PutObject', 's3:GetBucketPolicy'],
      Resource: [`arn:aws:s3:::${Bucket}/*`, `arn:aws:s3:::${Bucket}`],
      Condition: {
        StringLike: {
          'aws:SourceAccount': '111122223333',
          'aws:SourceArn': [
            'arn:aws:cur:us-east-1:111122223333:definition/*',
            'arn:aws:bcm-data-exports:us-east-1:111122223333:export/*',
          ],
        },
      },
    },
  ],
};

async function desk(policy: object | null = POLICY, now?: string) {
  const { sandbox, aws } = await tempSandbox(now === undefined ? {} : { clock: () => Date.parse(now) });
  await aws.s3.send(new CreateBucketCommand({ Bucket }));
  if (policy) await aws.s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(policy) }));
  return { sandbox, aws };
}

const put = ({ cur }: Clients, change: Partial<ReportDefinition> = {}) =>
  refusalOf(cur.send('PutReportDefinition', { ReportDefinition: { ...REPORT, ...change } }));

const describeAll = async ({ cur }: Clients) => (await cur.send('DescribeReportDefinitions', {})).output;

describe('a report', () => {
  it('is described as it was defined, without a status before its first delivery', async () => {
    const { aws } = await desk();
    expect(await describeAll(aws)).toEqual({ ReportDefinitions: [] });
    expect(await put(aws)).toMatchObject({ output: {} });
    expect(await describeAll(aws)).toEqual({ ReportDefinitions: [REPORT] });
  });

  it('is there once', async () => {
    const { sandbox, aws } = await desk();
    await put(aws);
    expect(await put(aws)).toEqual([
      '400 DuplicateReportNameException',
      'A report with the name spotinst-cur-report already exists',
    ]);
    expect(sandbox.status().created).toEqual(['bucket spotinst-cur-report', 'report spotinst-cur-report']);
  });

  it('is deleted, which is refused when it is not there', async () => {
    const { aws } = await desk();
    await put(aws);
    const remove = () => refusalOf(aws.cur.send('DeleteReportDefinition', { ReportName: 'spotinst-cur-report' }));
    expect(await remove()).toMatchObject({ output: { ResponseMessage: 'DELETED' } });
    expect(await remove()).toEqual(['400 ValidationException', 'Report with name spotinst-cur-report does not exist']);
    expect(await describeAll(aws)).toEqual({ ReportDefinitions: [] });
  });

  it('is one of ten at most; five are told at a time', async () => {
    const { aws } = await desk();
    for (let number = 1; number <= 10; number += 1) await put(aws, { ReportName: `report-${number}` });
    expect(await put(aws)).toMatchObject(['400 ReportLimitReachedException', expect.any(String)]);
    const first = await describeAll(aws);
    expect(first.ReportDefinitions?.map(({ ReportName }) => ReportName)).toEqual([
      'report-1',
      'report-2',
      'report-3',
      'report-4',
      'report-5',
    ]);
    const { output } = await aws.cur.send('DescribeReportDefinitions', { NextToken: first.NextToken ?? '' });
    expect([output.ReportDefinitions?.length, output.NextToken]).toEqual([5, undefined]);
    expect(await refusalOf(aws.cur.send('DescribeReportDefinitions', { MaxResults: 10 }))).toEqual([
      '400 ValidationException',
      "Value '10' at 'maxResults' failed to satisfy constraint",
    ]);
  });
});

describe('a report that can not be', () => {
  it.each<[string, Partial<ReportDefinition>, string]>([
    ['no prefix', { S3Prefix: '' }, 'S3Prefix'],
    ['a prefix with a slash at its end', { S3Prefix: 'spotinst_eco/' }, 'S3Prefix'],
    ['a name with a space', { ReportName: 'spotinst cur report' }, 'ReportName'],
    ['an unknown time unit', { TimeUnit: 'YEARLY' }, 'TimeUnit'],
    ['Parquet that is zipped', { Compression: 'ZIP' }, 'Compression'],
    ['Athena and CSV', { Format: 'textORcsv', Compression: 'GZIP' }, 'ATHENA'],
    ['Athena and new versions', { ReportVersioning: 'CREATE_NEW_REPORT' }, 'ATHENA'],
    ['Athena and Redshift', { AdditionalArtifacts: ['ATHENA', 'REDSHIFT'] }, 'ATHENA'],
  ])('is refused: %s', async (_name, change, word) => {
    const { aws } = await desk();
    expect(await put(aws, change)).toEqual(['400 ValidationException', expect.stringContaining(word)]);
    expect(await describeAll(aws)).toEqual({ ReportDefinitions: [] });
  });

  const other = JSON.parse(JSON.stringify(POLICY).replaceAll('111122223333', '444455556666')) as object;
  const [check, write] = POLICY.Statement;
  it.each<[string, object | null]>([
    ['there is no policy', null],
    ['only the half of it', { ...POLICY, Statement: [write] }],
    ['it is for another account', other],
    ['it is for another bucket', { ...POLICY, Statement: [check, { ...write, Resource: 'arn:aws:s3:::another/*' }] }],
    [
      'it is denied besides',
      {
        ...POLICY,
        Statement: [...POLICY.Statement, { Effect: 'Deny', Principal: '*', Action: 's3:Put*', Resource: '*' }],
      },
    ],
  ])('is refused where the service can not write into the bucket: %s', async (_name, policy) => {
    const { aws } = await desk(policy);
    expect(await put(aws)).toEqual([
      '400 ValidationException',
      'Failed to verify customer bucket permission. accountId= 111122223333, bucket name: spotinst-cur-report, bucket region: us-east-1',
    ]);
  });

  it.each([
    ['the Data Exports guide', EXPORTS_POLICY],
    [
      'one that denies what is not encrypted on its way',
      {
        ...POLICY,
        Statement: [
          ...POLICY.Statement,
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: '*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    ],
  ])('is not refused with the policy of %s', async (_name, policy) => {
    const { aws } = await desk(policy);
    expect(await put(aws)).toMatchObject({ output: {} });
  });
});

describe('deliveries', () => {
  it('begin within a day, and go on daily', async () => {
    const { sandbox, aws } = await desk(POLICY, '2026-11-21T04:00:00Z');
    await put(aws);
    sandbox.advance(7 * HOUR);
    expect((await describeAll(aws)).ReportDefinitions).toEqual([REPORT]);
    expect(sandbox.advance(HOUR)).toEqual([
      'The first report of 111122223333 was delivered, with crawler-cfn.yml.',
      expect.stringMatching(/^The vendor's link for 111122223333 has come: https:/u),
    ]);
    const [first] = (await describeAll(aws)).ReportDefinitions ?? [];
    expect(first?.ReportStatus).toEqual({ lastDelivery: '20261121T120000Z', lastStatus: 'SUCCESS' });
    sandbox.advance(24 * HOUR);
    const [second] = (await describeAll(aws)).ReportDefinitions ?? [];
    expect(second?.ReportStatus?.lastDelivery).toBe('20261122T120000Z');

    expect(await keysOf(aws)).toEqual([
      'spotinst_eco/spotinst-cur-report/20261101-20261201/spotinst-cur-report-Manifest.json',
      'spotinst_eco/spotinst-cur-report/crawler-cfn.yml',
      'spotinst_eco/spotinst-cur-report/spotinst-cur-report/year=2026/month=11/spotinst-cur-report-00001.snappy.parquet',
      'spotinst_eco/spotinst-cur-report/spotinst-cur-report/year=2026/month=11/spotinst-cur-report-00002.snappy.parquet',
    ]);
    const Key = 'spotinst_eco/spotinst-cur-report/crawler-cfn.yml';
    const file = await (await aws.s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
    expect(file).toContain('AWSCURCrawler-spotinst-cur-report');
    expect(file).toContain('s3://spotinst-cur-report/spotinst_eco/spotinst-cur-report/spotinst-cur-report');
  });

  it('of two months lie in a folder each, whatever the day', async () => {
    const { sandbox, aws } = await desk(POLICY, '2026-12-31T15:59:59Z');
    await put(aws);
    // Delivered at 23:59:59 first, so the next one is in another month, and year.
    sandbox.advance(32 * HOUR);
    expect(await keysOf(aws)).toEqual([
      'spotinst_eco/spotinst-cur-report/20261201-20270101/spotinst-cur-report-Manifest.json',
      'spotinst_eco/spotinst-cur-report/20270101-20270201/spotinst-cur-report-Manifest.json',
      'spotinst_eco/spotinst-cur-report/crawler-cfn.yml',
      'spotinst_eco/spotinst-cur-report/spotinst-cur-report/year=2026/month=12/spotinst-cur-report-00001.snappy.parquet',
      'spotinst_eco/spotinst-cur-report/spotinst-cur-report/year=2026/month=12/spotinst-cur-report-00002.snappy.parquet',
      'spotinst_eco/spotinst-cur-report/spotinst-cur-report/year=2027/month=1/spotinst-cur-report-00001.snappy.parquet',
      'spotinst_eco/spotinst-cur-report/spotinst-cur-report/year=2027/month=1/spotinst-cur-report-00002.snappy.parquet',
    ]);
  });

  it('of a deleted report do not go on for another one of its name', async () => {
    const { sandbox, aws } = await desk();
    await put(aws);
    sandbox.advance(HOUR);
    await aws.cur.send('DeleteReportDefinition', { ReportName: 'spotinst-cur-report' });
    await put(aws);
    sandbox.advance(7.5 * HOUR);
    expect((await describeAll(aws)).ReportDefinitions).toEqual([REPORT]);
    sandbox.advance(HOUR);
    expect((await describeAll(aws)).ReportDefinitions?.[0]?.ReportStatus?.lastStatus).toBe('SUCCESS');
  });

  it('are told to have failed: the policy was taken away, the bucket is gone, or it is encrypted with a key', async () => {
    const { sandbox, aws } = await desk();
    await put(aws);
    const status = async (): Promise<string | undefined> => {
      sandbox.advance(24 * HOUR);
      return (await describeAll(aws)).ReportDefinitions?.[0]?.ReportStatus?.lastStatus;
    };
    sandbox.setFault({ key: 'not-delivered' });
    expect(await status()).toBe('ERROR_PERMISSIONS');
    sandbox.clearFault('not-delivered');
    expect(await status()).toBe('SUCCESS');
    sandbox.setFault({ key: 'bucket-key-encryption' });
    expect(await status()).toBe('ERROR_PERMISSIONS');
  });

  it('come without crawler-cfn.yml where it was not asked for, or the fault is on', async () => {
    const { sandbox, aws } = await desk(POLICY, '2026-11-21T04:00:00Z');
    sandbox.setFault({ key: 'crawler-template-missing' });
    await put(aws);
    sandbox.advance(24 * HOUR);
    const { Contents } = await aws.s3.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents?.map(({ Key }) => Key?.split('/').at(-1))).toEqual([
      'spotinst-cur-report-Manifest.json',
      'spotinst-cur-report-00001.snappy.parquet',
      'spotinst-cur-report-00002.snappy.parquet',
    ]);
  });
});

describe('faults', () => {
  it('billing-access-off refuses every call without naming a policy', async () => {
    const { sandbox, aws } = await desk();
    sandbox.setFault({ key: 'billing-access-off' });
    expect(await refusalOf(describeAll(aws))).toEqual([
      '400 AccessDeniedException',
      'User: arn:aws:iam::111122223333:user/sandbox-operator is not authorized to perform: cur:DescribeReportDefinitions',
    ]);
  });

  it('report-exists-same: somebody else was quicker', async () => {
    const { sandbox, aws } = await desk();
    sandbox.setFault({ key: 'report-exists-same', uses: 1 });
    expect(await put(aws)).toMatchObject(['400 DuplicateReportNameException', expect.any(String)]);
    expect(await describeAll(aws)).toEqual({ ReportDefinitions: [REPORT] });
  });

  it('report-exists-different and report-limit put reports there', async () => {
    const { sandbox, aws } = await desk();
    sandbox.setFault({ key: 'report-exists-different' });
    expect((await describeAll(aws)).ReportDefinitions).toMatchObject([
      { ReportName: 'spotinst-cur-report', TimeUnit: 'DAILY', Format: 'textORcsv', Compression: 'GZIP' },
    ]);
    sandbox.clearFault(null);
    sandbox.setFault({ key: 'report-limit' });
    expect(await put(aws, { ReportName: 'another' })).toMatchObject([
      '400 ReportLimitReachedException',
      expect.any(String),
    ]);
  });

  it('bucket-policy-not-accepted refuses as often as it is told to', async () => {
    const { sandbox, aws } = await desk();
    sandbox.setFault({ key: 'bucket-policy-not-accepted', uses: 1 });
    expect(await put(aws)).toMatchObject(['400 ValidationException', expect.any(String)]);
    expect(await put(aws)).toMatchObject({ output: {} });
  });
});

async function keysOf({ s3 }: Clients): Promise<unknown[]> {
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
  return (Contents ?? []).map(({ Key }) => Key);
}
