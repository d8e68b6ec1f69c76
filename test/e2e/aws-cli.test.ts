/**
 * Debian's AWS CLI works against the sandbox for every call of the set-up, and no answer has a member that botocore's service
 * models do not know. Expected: what the CLI prints for AWS, by the API references. The CLI of 2022 has no
 * account:GetAccountInformation and no organizations:ListOutboundResponsibilityTransfers; the SDK's tests have them.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { accountId } from '../../shared/domain/account-id.ts';
import type { Sandbox } from '../../main/core/sandbox/sandbox.ts';
import { tempFolder } from '../support/temp-core.ts';
import { tempSandbox } from '../support/temp-sandbox.ts';
import { PYTHON, startAwsCli } from './support/aws-cli.ts';
import { recordingProxy } from './support/recording-proxy.ts';
import type { RecordedAnswer } from './support/recording-proxy.ts';

const UNKNOWN_MEMBERS = fileURLToPath(new URL('support/unknown-members.py', import.meta.url));

const noCli = spawnSync(PYTHON, ['-c', 'import awscli.clidriver'], { stdio: 'ignore' }).status !== 0;
const noBotocore = spawnSync(PYTHON, ['-c', 'import botocore'], { stdio: 'ignore' }).status !== 0;
if (noCli) process.stderr.write(`skipped: the AWS CLI is not installed for ${PYTHON}\n`);
if (noBotocore) process.stderr.write("skipped: Python's botocore is not installed\n");

const Bucket = 'spotinst-cur-report';
const TEMPLATE_KEY = 'spotinst_eco/spotinst-cur-report/crawler-cfn.yml';
const CRAWLER = 'AWSCURCrawler-spotinst-cur-report';
const REPORT = {
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
const POLICY = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'billingreports.amazonaws.com' },
      Action: ['s3:GetBucketAcl', 's3:GetBucketPolicy', 's3:PutObject'],
      Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    },
  ],
};

interface Cli {
  folder: string;
  /** Runs `aws SERVICE OPERATION …` and gives what it prints, read as JSON; null where it prints nothing. */
  (...args: string[]): Promise<unknown>;
}

/** The CLI, pointed at a sandbox as `sandbox start` tells to. */
function cliOf(sandbox: Sandbox, url: string): Cli {
  const folder = tempFolder();
  const environment = sandbox.environmentOf(accountId('111122223333'), url);
  const env = { PATH: '/usr/bin:/bin', HOME: folder, AWS_PAGER: '', ...environment };
  const cli = startAwsCli(env);
  onTestFinished(() => cli.close());
  const run = async (...args: string[]): Promise<unknown> => {
    const { code, stdout, stderr } = await cli.run(['--endpoint-url', url, '--output', 'json', ...args]);
    if (code !== 0) throw new Error(stderr.trim());
    return stdout.trim() === '' ? null : JSON.parse(stdout);
  };
  return Object.assign(run, { folder });
}

async function desk(): Promise<{ sandbox: Sandbox; aws: Cli; answers: RecordedAnswer[] }> {
  const { sandbox } = await tempSandbox();
  const { url, answers, close } = await recordingProxy(sandbox);
  onTestFinished(close);
  return { sandbox, aws: cliOf(sandbox, url), answers };
}

/** Waits until a stack is no longer in progress. */
async function settled(aws: Cli, name: string): Promise<{ StackStatus: string; StackId: string }> {
  for (;;) {
    const { Stacks } = (await aws('cloudformation', 'describe-stacks', '--stack-name', name)) as {
      Stacks: [{ StackStatus: string; StackId: string }];
    };
    if (!Stacks[0].StackStatus.endsWith('IN_PROGRESS')) return Stacks[0];
  }
}

describe.skipIf(noCli)("Debian's AWS CLI against the sandbox", () => {
  it('does the whole job, and reads nothing that the service models do not know', async () => {
    const { sandbox, aws, answers } = await desk();
    const file = (name: string, content: object | string): string => {
      const path = join(aws.folder, name);
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
      return `file://${path}`;
    };
    const s3 = (operation: string, ...args: string[]) => aws('s3api', operation, '--bucket', Bucket, ...args);
    const cfn = (operation: string, ...args: string[]) => aws('cloudformation', operation, ...args);
    const glue = (operation: string, ...args: string[]) => aws('glue', operation, ...args);

    // who
    expect(await aws('sts', 'get-caller-identity')).toEqual({
      UserId: 'AIDASANDBOXOPERATOR00',
      Account: '111122223333',
      Arn: 'arn:aws:iam::111122223333:user/sandbox-operator',
    });
    expect(await aws('organizations', 'describe-organization')).toMatchObject({
      Organization: { MasterAccountId: '111122223333', FeatureSet: 'ALL' },
    });
    const { Accounts } = (await aws('organizations', 'list-accounts')) as { Accounts: { Id: string }[] };
    expect([Accounts.length, Accounts[0]?.Id, Accounts.at(-1)?.Id]).toEqual([25, '111122223333', '700100000024']);
    expect(await aws('lambda', 'get-account-settings')).toMatchObject({
      AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 1000 },
    });

    // the bucket
    await expect(s3('head-bucket')).rejects.toThrow(
      'An error occurred (404) when calling the HeadBucket operation: Not Found',
    );
    expect(await s3('create-bucket')).toEqual({ Location: '/spotinst-cur-report' });
    await s3('head-bucket');
    expect(await s3('get-bucket-location')).toEqual({ LocationConstraint: null });
    const blocked = {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    };
    await s3('put-public-access-block', '--public-access-block-configuration', JSON.stringify(blocked));
    expect(await s3('get-public-access-block')).toEqual({ PublicAccessBlockConfiguration: blocked });
    await expect(s3('get-bucket-policy')).rejects.toThrow(
      'An error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation: The bucket policy does not exist',
    );
    await s3('put-bucket-policy', '--policy', file('policy.json', POLICY));
    expect(JSON.parse(((await s3('get-bucket-policy')) as { Policy: string }).Policy)).toEqual(POLICY);
    expect(await s3('get-bucket-policy-status')).toEqual({ PolicyStatus: { IsPublic: false } });
    expect(await s3('get-bucket-notification-configuration')).toBeNull();
    expect(await s3('get-bucket-encryption')).toMatchObject({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
      },
    });
    await s3('put-bucket-tagging', '--tagging', 'TagSet=[{Key=made-by,Value=test}]');
    expect(await s3('get-bucket-tagging')).toEqual({ TagSet: [{ Key: 'made-by', Value: 'test' }] });

    // the report
    const definition = file('report.json', REPORT);
    expect(await aws('cur', 'describe-report-definitions')).toEqual({ ReportDefinitions: [] });
    await aws('cur', 'put-report-definition', '--report-definition', definition);
    await expect(aws('cur', 'put-report-definition', '--report-definition', definition)).rejects.toThrow(
      'An error occurred (DuplicateReportNameException) when calling the PutReportDefinition operation: A report with the name spotinst-cur-report already exists',
    );
    expect(await aws('cur', 'describe-report-definitions')).toEqual({ ReportDefinitions: [REPORT] });

    // a day passes
    await expect(s3('head-object', '--key', TEMPLATE_KEY)).rejects.toThrow('(404)');
    sandbox.advance(86_400_000);
    expect(await s3('head-object', '--key', TEMPLATE_KEY)).toMatchObject({ ContentType: 'application/x-yaml' });
    const { Contents } = (await s3('list-objects-v2', '--prefix', 'spotinst_eco/')) as { Contents: { Key: string }[] };
    expect(Contents.map(({ Key }) => Key)).toContain(TEMPLATE_KEY);
    const local = join(aws.folder, 'crawler-cfn.yml');
    await s3('get-object', '--key', TEMPLATE_KEY, local);
    expect(readFileSync(local, 'utf8')).toContain(CRAWLER);

    // the stack
    const TemplateURL = `https://${Bucket}.s3.us-east-1.amazonaws.com/${TEMPLATE_KEY}`;
    expect(await cfn('get-template-summary', '--template-url', TemplateURL)).toMatchObject({
      Parameters: [],
      Capabilities: ['CAPABILITY_IAM'],
      ResourceTypes: expect.arrayContaining([
        'AWS::Glue::Crawler',
        'AWS::IAM::Role',
        'AWS::Lambda::Function',
      ]) as unknown,
    });
    expect(await cfn('validate-template', '--template-body', `file://${local}`)).toMatchObject({
      Capabilities: ['CAPABILITY_IAM'],
    });
    const create = (...args: string[]) =>
      cfn('create-stack', '--stack-name', 'SpotEcoStack', '--template-body', `file://${local}`, ...args);
    await expect(create()).rejects.toThrow('An error occurred (InsufficientCapabilitiesException)');
    await expect(cfn('describe-stacks', '--stack-name', 'SpotEcoStack')).rejects.toThrow(
      'An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id SpotEcoStack does not exist',
    );
    const once = ['--capabilities', 'CAPABILITY_IAM', '--client-request-token', 'case-1', '--tags', 'Key=a,Value=b'];
    const { StackId } = (await create(...once)) as { StackId: string };
    expect(StackId).toMatch(/^arn:aws:cloudformation:us-east-1:111122223333:stack\/SpotEcoStack\/[0-9a-f-]{36}$/u);
    expect(await create(...once)).toEqual({ StackId });
    expect(await settled(aws, 'SpotEcoStack')).toMatchObject({ StackStatus: 'CREATE_COMPLETE', StackId });
    await expect(create('--capabilities', 'CAPABILITY_IAM')).rejects.toThrow('(AlreadyExistsException)');
    const { StackEvents } = (await cfn('describe-stack-events', '--stack-name', StackId)) as {
      StackEvents: { ResourceStatus: string; LogicalResourceId: string; ClientRequestToken: string }[];
    };
    expect(StackEvents[0]).toMatchObject({ ResourceStatus: 'CREATE_COMPLETE', LogicalResourceId: 'SpotEcoStack' });
    expect(StackEvents.at(-1)).toMatchObject({ ResourceStatus: 'CREATE_IN_PROGRESS', ClientRequestToken: 'case-1' });
    const crawler = ['--stack-name', 'SpotEcoStack', '--logical-resource-id', 'AWSCURCrawler'];
    expect(await cfn('describe-stack-resource', ...crawler)).toMatchObject({
      StackResourceDetail: { PhysicalResourceId: CRAWLER, ResourceType: 'AWS::Glue::Crawler' },
    });
    const { StackResources } = (await cfn('describe-stack-resources', '--physical-resource-id', CRAWLER)) as {
      StackResources: unknown[];
    };
    expect(StackResources).toHaveLength(11);
    expect(await cfn('list-stack-resources', '--stack-name', 'SpotEcoStack')).toMatchObject({
      StackResourceSummaries: expect.any(Array) as unknown,
    });
    expect(await cfn('get-template', '--stack-name', 'SpotEcoStack')).toMatchObject({
      TemplateBody: readFileSync(local, 'utf8'),
    });
    expect(await cfn('list-stacks')).toMatchObject({ StackSummaries: [{ StackName: 'SpotEcoStack' }] });
    expect(await s3('get-bucket-notification-configuration')).toMatchObject({
      LambdaFunctionConfigurations: [{ Events: ['s3:ObjectCreated:*'] }],
    });

    // the crawler and its schedule
    expect(await glue('get-database', '--name', 'athenacurcfn_spotinst_cur_report')).toMatchObject({
      Database: { Name: 'athenacurcfn_spotinst_cur_report' },
    });
    await glue('update-crawler-schedule', '--crawler-name', CRAWLER, '--schedule', 'cron(0 0 * * ? *)');
    expect(await glue('get-crawler', '--name', CRAWLER)).toMatchObject({
      Crawler: { Schedule: { ScheduleExpression: 'cron(0 0 * * ? *)', State: 'SCHEDULED' } },
    });
    await expect(glue('start-crawler-schedule', '--crawler-name', CRAWLER)).rejects.toThrow(
      '(SchedulerRunningException)',
    );
    await glue('stop-crawler-schedule', '--crawler-name', CRAWLER);

    // the vendor's stacks
    const vendor = 'https://sandbox-vendor-templates.s3.us-east-1.amazonaws.com/';
    expect(await cfn('get-template-summary', '--template-url', `${vendor}extractor.yml`)).toMatchObject({
      Parameters: expect.arrayContaining([expect.objectContaining({ ParameterKey: 'CURBucketName' })]) as unknown,
    });
    const role = ['--stack-name', 'SpotFinOpsRole', '--template-url', `${vendor}access-role.yml`];
    const parameter = ['--parameters', `ParameterKey=CostAndUsageBucket,ParameterValue=${Bucket}`];
    await cfn('create-stack', ...role, ...parameter, '--capabilities', 'CAPABILITY_NAMED_IAM');
    const arn = 'arn:aws:iam::111122223333:role/SpotByNetApp_Finops_ReadOnly';
    expect(await settled(aws, 'SpotFinOpsRole')).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      Outputs: [{ OutputKey: 'SpotFinOpsRoleArn', OutputValue: arn }],
    });
    expect(await aws('iam', 'get-role', '--role-name', 'SpotByNetApp_Finops_ReadOnly')).toMatchObject({
      Role: { Arn: arn, AssumeRolePolicyDocument: { Version: '2012-10-17' } },
    });

    // and back
    await cfn('delete-stack', '--stack-name', StackId);
    expect(await settled(aws, StackId)).toMatchObject({ StackStatus: 'DELETE_COMPLETE' });
    await expect(glue('get-crawler', '--name', CRAWLER)).rejects.toThrow('(EntityNotFoundException)');
    expect(await aws('cur', 'delete-report-definition', '--report-name', REPORT.ReportName)).toEqual({
      ResponseMessage: 'DELETED',
    });
    await s3('delete-bucket-policy');

    expect(answers.length).toBeGreaterThan(50);
    if (noBotocore) return;
    // Newer than botocore 1.29 of Debian 12: Organizations has State beside Status since 2025.
    expect(unknownMembers(answers)).toEqual(['organizations:ListAccounts .Accounts.State']);
  });

  it('is refused as by AWS', async () => {
    const { sandbox, aws } = await desk();
    sandbox.setFault({ key: 'denied-by-policy', operation: 's3:ListBuckets', uses: 1 });
    await expect(aws('s3api', 'list-buckets')).rejects.toThrow(
      'An error occurred (AccessDenied) when calling the ListBuckets operation: User: arn:aws:iam::111122223333:user/sandbox-operator is not authorized to perform: s3:ListBuckets',
    );
    await expect(aws('s3api', 'create-bucket', '--bucket', 'abc', '--region', 'eu-central-1')).rejects.toThrow(
      'An error occurred (IllegalLocationConstraintException) when calling the CreateBucket operation: The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.',
    );
    await expect(aws('ec2', 'describe-instances')).rejects.toThrow('The sandbox does not know the service ec2.');
    await expect(aws('glue', 'get-tables', '--database-name', 'a')).rejects.toThrow(
      'An error occurred (SandboxUnsupported) when calling the GetTables operation: The sandbox does not know the operation GetTables of glue.',
    );
    sandbox.setFault({ key: 'throttled', operation: 'sts:GetCallerIdentity', uses: 1 });
    expect(await aws('sts', 'get-caller-identity')).toMatchObject({ Account: '111122223333' });
  });
});

const KINDS: Readonly<Record<string, string>> = { s3: 's3', sts: 'query', iam: 'query', cloudformation: 'query' };

/** The members of successful answers that botocore's models do not know. */
function unknownMembers(answers: readonly RecordedAnswer[]): unknown {
  const asked = answers
    .filter(({ status, operation }) => status < 300 && operation !== '')
    .map(({ service, operation, body }) => ({ service, operation, body, kind: KINDS[service] ?? 'json' }));
  return JSON.parse(execFileSync(PYTHON, [UNKNOWN_MEMBERS], { input: JSON.stringify(asked), encoding: 'utf8' }));
}
