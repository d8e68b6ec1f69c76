/** The stack of AWS's crawler-cfn.yml, by the SDK's own clients. Expected: docs/aws.md: 'The crawler template'. */
import {
  DeleteStackCommand,
  DescribeStackResourceCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { GetCrawlerCommand, GetDatabaseCommand, GetTableCommand } from '@aws-sdk/client-glue';
import { ListAttachedRolePoliciesCommand, ListRolePoliciesCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { GetBucketNotificationConfigurationCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { CRAWLER_URL, stackDesk } from '../../../../test/support/stacks.ts';
import { refusalOf } from '../../../../test/support/temp-sandbox.ts';

const INPUT = { TemplateURL: CRAWLER_URL, Capabilities: ['CAPABILITY_IAM' as const] };
const Bucket = 'spotinst-cur-report';

/** What an account has that stacks make. */
async function inventory({ aws }: Awaited<ReturnType<typeof stackDesk>>): Promise<Record<string, unknown>> {
  const { Roles = [] } = await aws.iam.send(new ListRolesCommand({}));
  const { AccountUsage } = await aws.lambda.send(new GetAccountSettingsCommand({}));
  const database = { Name: 'athenacurcfn_spotinst_cur_report' };
  const { LambdaFunctionConfigurations = [] } = await aws.s3.send(
    new GetBucketNotificationConfigurationCommand({ Bucket }),
  );
  return {
    roles: Roles.length,
    functions: AccountUsage?.FunctionCount,
    database: await refusalOf(aws.glue.send(new GetDatabaseCommand(database)).then(() => 'there')),
    notifications: LambdaFunctionConfigurations.length,
  };
}

const NOTHING = {
  roles: 0,
  functions: 0,
  database: ['400 EntityNotFoundException', 'Database athenacurcfn_spotinst_cur_report not found.'],
  notifications: 0,
};

describe('the stack of crawler-cfn.yml', () => {
  it('is made, resource by resource, each after those that it needs', async () => {
    const desk = await stackDesk();
    const id = await desk.create({ ...INPUT, ClientRequestToken: 'case-1-athena-1' });
    expect(id).toMatch(/^arn:aws:cloudformation:us-east-1:111122223333:stack\/SpotEcoStack\/[0-9a-f-]{36}$/);
    expect(await desk.stack('SpotEcoStack')).toMatchObject({
      StackId: id,
      StackName: 'SpotEcoStack',
      StackStatus: 'CREATE_COMPLETE',
      Capabilities: ['CAPABILITY_IAM'],
      DisableRollback: false,
    });
    const events = await desk.events(id);
    expect(events[0]).toBe('SpotEcoStack CREATE_IN_PROGRESS');
    expect(events.filter((event) => event.startsWith('AWSCURDatabase'))).toEqual([
      'AWSCURDatabase CREATE_IN_PROGRESS',
      'AWSCURDatabase CREATE_IN_PROGRESS',
      'AWSCURDatabase CREATE_COMPLETE',
    ]);
    expect(events.filter((event) => event.endsWith('CREATE_COMPLETE'))).toEqual([
      'AWSCURDatabase CREATE_COMPLETE',
      'AWSCURCrawlerComponentFunction CREATE_COMPLETE',
      'AWSCURCrawlerLambdaExecutor CREATE_COMPLETE',
      'AWSCURCrawler CREATE_COMPLETE',
      'AWSCURInitializer CREATE_COMPLETE',
      'AWSStartCURCrawler CREATE_COMPLETE',
      'AWSS3CUREventLambdaPermission CREATE_COMPLETE',
      'AWSS3CURLambdaExecutor CREATE_COMPLETE',
      'AWSS3CURNotification CREATE_COMPLETE',
      'AWSPutS3CURNotification CREATE_COMPLETE',
      'AWSCURReportStatusTable CREATE_COMPLETE',
      'SpotEcoStack CREATE_COMPLETE',
    ]);
  });

  it('takes its time: it is in progress first, and its events say whose request it was', async () => {
    const desk = await stackDesk();
    const { sandbox } = desk;
    const settle = desk.settle;
    desk.settle = () => undefined;
    const id = await desk.create({ ...INPUT, ClientRequestToken: 'case-1-athena-1' });
    expect((await desk.stack(id)).StackStatus).toBe('CREATE_IN_PROGRESS');
    sandbox.advance(100);
    expect((await desk.stack(id)).StackStatus).toBe('CREATE_IN_PROGRESS');
    settle();
    expect((await desk.stack(id)).StackStatus).toBe('CREATE_COMPLETE');
    expect(await desk.tokens(id)).toEqual(['case-1-athena-1']);
  });

  it('makes what the template says', async () => {
    const desk = await stackDesk();
    const { aws } = desk;
    await desk.create(INPUT);
    const resources = await desk.resources('SpotEcoStack');
    expect(resources).toMatchObject({
      AWSCURDatabase: 'athenacurcfn_spotinst_cur_report',
      AWSCURCrawler: 'AWSCURCrawler-spotinst-cur-report',
      AWSCURReportStatusTable: 'cost_and_usage_data_status',
      AWSCURInitializer: expect.stringMatching(/^SpotEcoStack-AWSCURInitializer-[A-Za-z0-9]{12}$/) as string,
      AWSCURCrawlerComponentFunction: expect.stringMatching(
        /^SpotEcoStack-AWSCURCrawlerComponentFunction-[A-Za-z0-9]{12}$/,
      ) as string,
    });
    const { Crawler } = await aws.glue.send(new GetCrawlerCommand({ Name: 'AWSCURCrawler-spotinst-cur-report' }));
    expect(Crawler).toMatchObject({
      // The custom resource has started it: it runs right after the stack is complete.
      State: 'RUNNING',
      DatabaseName: 'athenacurcfn_spotinst_cur_report',
      Role: resources['AWSCURCrawlerComponentFunction'],
      Targets: {
        S3Targets: [{ Path: 's3://spotinst-cur-report/spotinst_eco/spotinst-cur-report/spotinst-cur-report' }],
      },
    });
    const table = { DatabaseName: 'athenacurcfn_spotinst_cur_report', Name: 'cost_and_usage_data_status' };
    expect((await aws.glue.send(new GetTableCommand(table))).Table).toMatchObject({
      StorageDescriptor: {
        Location: 's3://spotinst-cur-report/spotinst_eco/spotinst-cur-report/cost_and_usage_data_status/',
      },
    });
    const RoleName = resources['AWSCURCrawlerComponentFunction'];
    expect((await aws.iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies).toEqual([
      { PolicyName: 'AWSGlueServiceRole', PolicyArn: 'arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole' },
    ]);
    expect((await aws.iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual([
      'AWSCURCrawlerComponentFunction',
      'AWSCURKMSDecryption',
    ]);
    const { AccountLimit, AccountUsage } = await aws.lambda.send(new GetAccountSettingsCommand({}));
    expect([AccountUsage?.FunctionCount, AccountLimit?.UnreservedConcurrentExecutions]).toEqual([2, 998]);
    const notification = await aws.s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    expect(notification.LambdaFunctionConfigurations).toMatchObject([
      {
        LambdaFunctionArn: `arn:aws:lambda:us-east-1:111122223333:function:${resources['AWSCURInitializer'] ?? ''}`,
        Events: ['s3:ObjectCreated:*'],
        Filter: {
          Key: { FilterRules: [{ Name: 'Prefix', Value: 'spotinst_eco/spotinst-cur-report/spotinst-cur-report' }] },
        },
      },
    ]);
  });

  it('is found by what it owns', async () => {
    const desk = await stackDesk();
    const { cloudformation } = desk.aws;
    await desk.create(INPUT);
    const PhysicalResourceId = 'AWSCURCrawler-spotinst-cur-report';
    const { StackResources = [] } = await cloudformation.send(
      new DescribeStackResourcesCommand({ PhysicalResourceId }),
    );
    expect([StackResources.length, StackResources[0]?.StackName]).toEqual([11, 'SpotEcoStack']);
    expect(
      await refusalOf(cloudformation.send(new DescribeStackResourcesCommand({ PhysicalResourceId: 'nobody' }))),
    ).toEqual(['400 ValidationError', 'Stack for nobody does not exist']);
    const wanted = { StackName: 'SpotEcoStack', LogicalResourceId: 'AWSCURCrawler' };
    const { StackResourceDetail } = await cloudformation.send(new DescribeStackResourceCommand(wanted));
    expect(StackResourceDetail).toMatchObject({
      PhysicalResourceId,
      ResourceType: 'AWS::Glue::Crawler',
      ResourceStatus: 'CREATE_COMPLETE',
    });
    const unknown = { StackName: 'SpotEcoStack', LogicalResourceId: 'Nobody' };
    expect(await refusalOf(cloudformation.send(new DescribeStackResourceCommand(unknown)))).toEqual([
      '400 ValidationError',
      'Resource Nobody does not exist for stack SpotEcoStack',
    ]);
    const list = await cloudformation.send(new ListStackResourcesCommand({ StackName: 'SpotEcoStack' }));
    expect(list.StackResourceSummaries?.length).toBe(11);
  });

  it('takes away what it has made when it is deleted, and wipes the notifications', async () => {
    const desk = await stackDesk();
    const id = await desk.create(INPUT);
    await desk.aws.cloudformation.send(
      new DeleteStackCommand({ StackName: 'SpotEcoStack', ClientRequestToken: 'undo-1' }),
    );
    expect((await desk.stack('SpotEcoStack')).StackStatus).toBe('DELETE_IN_PROGRESS');
    desk.settle();
    expect(await refusalOf(desk.stack('SpotEcoStack'))).toEqual([
      '400 ValidationError',
      'Stack with id SpotEcoStack does not exist',
    ]);
    expect((await desk.aws.cloudformation.send(new DescribeStacksCommand({}))).Stacks).toEqual([]);
    const deleted = await desk.stack(id);
    expect([deleted.StackStatus, deleted.DeletionTime instanceof Date]).toEqual(['DELETE_COMPLETE', true]);
    const events = await desk.events(id);
    expect(events.filter((event) => event.endsWith('DELETE_COMPLETE'))).toEqual([
      'AWSCURReportStatusTable DELETE_COMPLETE',
      'AWSPutS3CURNotification DELETE_COMPLETE',
      'AWSS3CURNotification DELETE_COMPLETE',
      'AWSS3CURLambdaExecutor DELETE_COMPLETE',
      'AWSS3CUREventLambdaPermission DELETE_COMPLETE',
      'AWSStartCURCrawler DELETE_COMPLETE',
      'AWSCURInitializer DELETE_COMPLETE',
      'AWSCURCrawler DELETE_COMPLETE',
      'AWSCURCrawlerLambdaExecutor DELETE_COMPLETE',
      'AWSCURCrawlerComponentFunction DELETE_COMPLETE',
      'AWSCURDatabase DELETE_COMPLETE',
      'SpotEcoStack DELETE_COMPLETE',
    ]);
    expect(await inventory(desk)).toEqual(NOTHING);
    // Deleting what is not there is no error.
    await desk.aws.cloudformation.send(new DeleteStackCommand({ StackName: 'SpotEcoStack' }));
  });

  it('is rolled back when a resource fails: the first failure is the cause, what was on its way is cancelled', async () => {
    const desk = await stackDesk();
    desk.sandbox.setFault({ key: 'lambda-quota' });
    const id = await desk.create(INPUT);
    const stack = await desk.stack('SpotEcoStack');
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    const failed = (await desk.events(id, { reasons: true })).filter((event) => event.includes('CREATE_FAILED'));
    expect(failed).toEqual([
      expect.stringMatching(
        /^AWSCURInitializer CREATE_FAILED: Resource handler returned message: "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of \[10\]\. \(Service: Lambda, Status Code: 400, Request ID: [0-9a-f-]{36}\)" \(RequestToken: [0-9a-f-]{36}, HandlerErrorCode: InvalidRequest\)$/,
      ),
      'AWSS3CURLambdaExecutor CREATE_FAILED: Resource creation cancelled',
      'AWSCURReportStatusTable CREATE_FAILED: Resource creation cancelled',
    ]);
    const own = (await desk.events(id, { reasons: true })).filter((event) => event.startsWith('SpotEcoStack'));
    expect(own).toEqual([
      'SpotEcoStack CREATE_IN_PROGRESS: User Initiated',
      'SpotEcoStack ROLLBACK_IN_PROGRESS: The following resource(s) failed to create: [AWSCURInitializer, AWSS3CURLambdaExecutor, AWSCURReportStatusTable]. Rollback requested by user.',
      'SpotEcoStack ROLLBACK_COMPLETE',
    ]);
    expect(await inventory(desk)).toEqual(NOTHING);
  });
});
