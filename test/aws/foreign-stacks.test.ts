/** Stacks of somebody else under the names that this set-up uses: nothing of them is changed. */
import { CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetCrawlerCommand, UpdateCrawlerScheduleCommand } from '@aws-sdk/client-glue';
import { expect, test } from 'vitest';
import { crawlerTemplate } from '../../main/core/sandbox/templates/crawler-template.ts';
import { awsDesk, stepOf } from '../support/aws-desk.ts';
import { CRAWLER_NAMES } from '../support/stacks.ts';
import { clientsOf } from '../support/temp-sandbox.ts';

const DAY = 86_400_000;

test('a stack of our name with the crawler of another report is neither deleted nor its schedule stopped', async () => {
  const desk = await awsDesk();
  await desk.apply();
  const { cloudformation, glue } = clientsOf(desk.sandbox);
  const body = crawlerTemplate({ ...CRAWLER_NAMES, report: 'finance' });
  const create = { StackName: 'SpotEcoStack', TemplateBody: body, Capabilities: ['CAPABILITY_IAM' as const] };
  await cloudformation.send(new CreateStackCommand(create));
  desk.sandbox.advance(DAY);
  const daily = { CrawlerName: 'AWSCURCrawler-finance', Schedule: 'cron(0 3 * * ? *)' };
  await glue.send(new UpdateCrawlerScheduleCommand(daily));
  expect(stepOf(await desk.apply(), 'athena-stack').failure?.code).toBe('STACK_FOREIGN');

  const undo = { mpaId: desk.mpaId, profile: null } as const;
  for (const agreed of [false, true]) {
    await expect(desk.core.task('aws.undo', { ...undo, only: 'athena-stack', agreed })).rejects.toMatchObject({
      code: 'SERVICE_FAILED',
      data: { failure: { code: 'STACK_FOREIGN' } },
    });
    expect(await desk.core.task('aws.undo', { ...undo, only: 'crawler-schedule', agreed })).toMatchObject({
      calls: [],
    });
  }
  const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: 'SpotEcoStack' }));
  expect(Stacks?.[0]?.StackStatus).toBe('CREATE_COMPLETE');
  const { Crawler } = await glue.send(new GetCrawlerCommand({ Name: 'AWSCURCrawler-finance' }));
  expect(Crawler?.Schedule).toEqual({ ScheduleExpression: 'cron(0 3 * * ? *)', State: 'SCHEDULED' });
}, 30_000);
