/** Every switched-on fault that a stack shows, as docs/aws.md: 'Failures' tells of it. */
import { DescribeStackResourcesCommand, GetTemplateSummaryCommand } from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { CRAWLER_NAMES, CRAWLER_URL, stackDesk } from '../../../../test/support/stacks.ts';
import type { StackDesk } from '../../../../test/support/stacks.ts';
import { refusalOf } from '../../../../test/support/temp-sandbox.ts';

const VENDOR = 'https://sandbox-vendor-templates.s3.us-east-1.amazonaws.com';
const CRAWLER = { TemplateURL: CRAWLER_URL, Capabilities: ['CAPABILITY_IAM' as const] };

function parameter(ParameterKey: string, ParameterValue: string): { ParameterKey: string; ParameterValue: string } {
  return { ParameterKey, ParameterValue };
}

const EXTRACTOR = {
  StackName: 'Extractor',
  TemplateURL: `${VENDOR}/extractor.yml`,
  Capabilities: ['CAPABILITY_IAM' as const],
  Parameters: [
    parameter('CURBucketName', 'spotinst-cur-report'),
    parameter('CustomerName', 'contoso'),
    parameter('LambdaFunctionBucket', 'sandbox-vendor-templates'),
    parameter('LambdaFunctionKey', 'extractor/2026-11/extractor.zip'),
    parameter('S3OutputBucket', 'out'),
  ],
};

/** The first failure of a stack, with what AWS says around the service's own words left out. */
async function causeOf(desk: StackDesk, name: string): Promise<string> {
  const failed = (await desk.events(name, { reasons: true })).find((event) => event.includes('CREATE_FAILED')) ?? '';
  return failed.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replace('Resource handler returned message: ', '');
}

async function failedCrawlerStack(key: string): Promise<string> {
  const desk = await stackDesk();
  desk.sandbox.setFault({ key });
  const id = await desk.create({ ...CRAWLER, StackName: 'New' });
  expect((await desk.stack(id)).StackStatus).toBe('ROLLBACK_COMPLETE');
  return causeOf(desk, id);
}

describe('faults of the crawler stack', () => {
  it('lambda-quota', async () => {
    expect(await failedCrawlerStack('lambda-quota')).toBe(
      'AWSCURInitializer CREATE_FAILED: "Specified ReservedConcurrentExecutions for function decreases account\'s UnreservedConcurrentExecution below its minimum value of [10]. (Service: Lambda, Status Code: 400, Request ID: ID)" (RequestToken: ID, HandlerErrorCode: InvalidRequest)',
    );
  });

  it('lambda-runtime-retired: of an old file', async () => {
    const desk = await stackDesk({ ...CRAWLER_NAMES, runtime: 'nodejs14.x' });
    await desk.create({ ...CRAWLER, StackName: 'New' });
    expect(await causeOf(desk, 'New')).toMatch(
      /^AWSCURInitializer CREATE_FAILED: "The runtime parameter of nodejs14\.x is no longer supported for creating or updating AWS Lambda functions\..*HandlerErrorCode: InvalidRequest\)$/,
    );
  });

  it('glue-name-exists: the stack that owns the names is found by the crawler', async () => {
    const desk = await stackDesk();
    desk.sandbox.setFault({ key: 'glue-name-exists' });
    await desk.create(CRAWLER);
    expect(await causeOf(desk, 'SpotEcoStack')).toBe(
      'AWSCURDatabase CREATE_FAILED: "Database already exists. (Service: Glue, Status Code: 400, Request ID: ID)" (RequestToken: ID, HandlerErrorCode: AlreadyExists)',
    );
    const PhysicalResourceId = 'AWSCURCrawler-spotinst-cur-report';
    const found = await desk.aws.cloudformation.send(new DescribeStackResourcesCommand({ PhysicalResourceId }));
    expect(found.StackResources?.[0]?.StackName).toBe('billing-athena');
    await desk.remove('billing-athena');
    await desk.remove('SpotEcoStack');
    expect((await desk.stack(await desk.create(CRAWLER))).StackStatus).toBe('CREATE_COMPLETE');
  });

  it('lake-formation', async () => {
    expect(await failedCrawlerStack('lake-formation')).toBe(
      'AWSCURDatabase CREATE_FAILED: "Insufficient Lake Formation permission(s): Required Create Database on Catalog (Service: Glue, Status Code: 400, Request ID: ID)" (RequestToken: ID, HandlerErrorCode: AccessDenied)',
    );
  });

  it('custom-resource-hangs: the stack waits for an hour, then it is rolled back', async () => {
    const desk = await stackDesk();
    desk.sandbox.setFault({ key: 'custom-resource-hangs' });
    const id = await desk.create(CRAWLER);
    desk.sandbox.advance(59 * 60_000);
    expect((await desk.stack(id)).StackStatus).toBe('CREATE_IN_PROGRESS');
    desk.sandbox.advance(2 * 60_000);
    expect((await desk.stack(id)).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await causeOf(desk, id)).toBe(
      'AWSStartCURCrawler CREATE_FAILED: CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [ID]. If you are using the Python cfn-response module, you may need to update your Lambda function code so that CloudFormation can attach the updated version.',
    );
  });

  it('custom-resource-hangs: where the function was only slow, the stack is complete after the hour', async () => {
    const desk = await stackDesk();
    desk.sandbox.setFault({ key: 'custom-resource-hangs', uses: 1 });
    const id = await desk.create(CRAWLER);
    expect((await desk.stack(id)).StackStatus).toBe('CREATE_IN_PROGRESS');
    desk.sandbox.advance(61 * 60_000);
    expect((await desk.stack(id)).StackStatus).toBe('CREATE_COMPLETE');
  });

  it('stack-rolled-back and stack-in-review: a stack of the name is there, and can be deleted', async () => {
    for (const [key, status] of [
      ['stack-rolled-back', 'ROLLBACK_COMPLETE'],
      ['stack-in-review', 'REVIEW_IN_PROGRESS'],
    ] as const) {
      const desk = await stackDesk();
      desk.sandbox.setFault({ key });
      expect((await desk.stack('SpotEcoStack')).StackStatus).toBe(status);
      expect(await refusalOf(desk.create(CRAWLER))).toEqual([
        '400 AlreadyExistsException',
        'Stack [SpotEcoStack] already exists',
      ]);
      await desk.remove('SpotEcoStack');
      expect((await desk.stack(await desk.create(CRAWLER))).StackStatus).toBe('CREATE_COMPLETE');
    }
  });

  it('stack-rolled-back: the events still tell the cause', async () => {
    const desk = await stackDesk();
    desk.sandbox.setFault({ key: 'stack-rolled-back' });
    expect(await causeOf(desk, 'SpotEcoStack')).toMatch(
      /^AWSCURInitializer CREATE_FAILED: "Specified ReservedConcurrent/,
    );
  });

  it('capability-missing', async () => {
    const desk = await stackDesk();
    desk.sandbox.setFault({ key: 'capability-missing', uses: 1 });
    expect(await refusalOf(desk.create(CRAWLER))).toEqual([
      '400 InsufficientCapabilitiesException',
      'Requires capabilities : [CAPABILITY_IAM]',
    ]);
    expect((await desk.stack(await desk.create(CRAWLER))).StackStatus).toBe('CREATE_COMPLETE');
  });
});

describe('faults of the vendor’s stacks', () => {
  it('template-unreadable', async () => {
    const desk = await stackDesk();
    desk.sandbox.setFault({ key: 'template-unreadable' });
    expect(await refusalOf(desk.create(EXTRACTOR))).toEqual([
      '400 ValidationError',
      'S3 error: Access Denied\nFor more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
    ]);
  });

  it('link-parameters-drifted: the template has a parameter of another name than the link', async () => {
    const desk = await stackDesk();
    desk.sandbox.setFault({ key: 'link-parameters-drifted' });
    const { TemplateURL } = EXTRACTOR;
    const { Parameters } = await desk.aws.cloudformation.send(new GetTemplateSummaryCommand({ TemplateURL }));
    expect(Parameters?.map(({ ParameterKey }) => ParameterKey)).toContain('CustomerIdentifier');
    expect(await refusalOf(desk.create(EXTRACTOR))).toEqual([
      '400 ValidationError',
      'Parameters: [CustomerName] do not exist in the template',
    ]);
    const others = EXTRACTOR.Parameters.filter(({ ParameterKey }) => ParameterKey !== 'CustomerName');
    expect(await refusalOf(desk.create({ ...EXTRACTOR, Parameters: others }))).toEqual([
      '400 ValidationError',
      'Parameters: [CustomerIdentifier] must have values',
    ]);
  });

  it('lambda-code-unreadable', async () => {
    const desk = await stackDesk();
    desk.sandbox.setFault({ key: 'lambda-code-unreadable' });
    await desk.create(EXTRACTOR);
    expect(await causeOf(desk, 'Extractor')).toMatch(
      /^ExtractorFunction CREATE_FAILED: "Error occurred while GetObject\. S3 Error Code: AccessDenied\. S3 Error Message: Access Denied \(Service: Lambda, Status Code: 40[03], Request ID: ID\)" \(RequestToken: ID, HandlerErrorCode: InvalidRequest\)$/,
    );
  });

  it('a key that is not there, without any fault', async () => {
    const desk = await stackDesk();
    await desk.aws.s3.send(new CreateBucketCommand({ Bucket: 'own-code' }));
    const Parameters = EXTRACTOR.Parameters.map((each) =>
      each.ParameterKey === 'LambdaFunctionBucket' ? parameter('LambdaFunctionBucket', 'own-code') : each,
    );
    await desk.create({ ...EXTRACTOR, Parameters });
    expect(await causeOf(desk, 'Extractor')).toMatch(
      /^ExtractorFunction CREATE_FAILED: "Error occurred while GetObject\. S3 Error Code: NoSuchKey\. S3 Error Message: The specified key does not exist\./,
    );
  });

  it('role-exists', async () => {
    const desk = await stackDesk();
    desk.sandbox.setFault({ key: 'role-exists' });
    await desk.create({
      StackName: 'SpotFinOpsRole',
      TemplateURL: `${VENDOR}/access-role.yml`,
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      Parameters: [parameter('CostAndUsageBucket', 'b')],
    });
    expect(await causeOf(desk, 'SpotFinOpsRole')).toBe(
      'SpotFinOpsRole CREATE_FAILED: "Role with name SpotByNetApp_Finops_ReadOnly already exists. (Service: Iam, Status Code: 409, Request ID: ID)" (RequestToken: ID, HandlerErrorCode: AlreadyExists)',
    );
  });
});
