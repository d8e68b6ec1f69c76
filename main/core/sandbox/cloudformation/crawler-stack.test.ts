/** The stack of AWS's crawler-cfn.yml, by the SDK's own clients. Expected: aws-setup.md A and D. */
import {
  DeleteStackCommand,
  DescribeStackResourceCommand,
  DescribeStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { GetCrawlerCommand, GetDatabaseCommand, GetTableCommand } from '@aws-sdk/client-glue';
import {
  GetRoleCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { GetBucketNotificationConfigurationCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { CRAWLER_URL, stackDesk } from '../../../../test/support/stacks.ts';
import { refusalOf } from '../../../../test/support/temp-sandbox.ts';

const INPUT = { TemplateURL: CRAWLER_URL, Capabilities: ['CAPABILITY_IAM' as const] };
const Bucket = 'spotinst-cur-report';

describe('the stack of crawler-cfn.yml', () => {
  it('is made, resource by resource, each after those that it needs', async () => {
    const desk = await stackDesk();
    const id = await desk.create({ ...INPUT, ClientRequestToken: 'case-1-athena-1' });
    expect(id).toMatch(/^arn:aws:cloudformation:us-east-1:111122223333:stack\/SpotEcoStack\/[0-9a-f-]{36}$/);
    const stack = await desk.stack('SpotEcoStack');
    expect(stack).toMatchObject({
      StackId: id,
      StackStatus: 'CREATE_COMPLETE',
      Capabilities: ['CAPABILITY_IAM'],
      DisableRollback: false,
    });
    const events = await desk.events(id);
    expect(events[0]).toBe('SpotEcoStack CREATE_IN_PROGRESS');
    expect(events.at(-1)).toBe('SpotEcoStack CREATE_COMPLETE');
    expect(events.filter((event) => event.endsWith('CREATE_COMPLETE'))).toEqual([
      'AWSCURDatabase CREATE_COMPLETE',
      'AWSCURCrawlerComponentFunction CREATE_COMPLETE',
      'AWSCURCrawler CREATE_COMPLETE',
      'AWSCURInitializer CREATE_COMPLETE',
      'AWSStartCURCrawler CREATE_COMPLETE',
      'AWSS3CUREventLambdaPermission CREATE_COMPLETE',
      'AWSCURCrawlerLambdaExecutor CREATE_COMPLETE',
      'AWSS3CURLambdaExecutor CREATE_COMPLETE',
      'AWSS3CURNotification CREATE_COMPLETE',
      'AWSPutS3CURNotification CREATE_COMPLETE',
      'AWSCURReportStatusTable CREATE_COMPLETE',
      'SpotEcoStack CREATE_COMPLETE',
    ]);
  });
});
