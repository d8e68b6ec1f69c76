/** Stacks of somebody else under the names that this set-up uses: nothing of them is changed. */
import { CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetCrawlerCommand, UpdateCrawlerScheduleCommand } from '@aws-sdk/client-glue';
import { expect, test } from 'vitest';
import { crawlerTemplate } from '../../main/core/sandbox/templates/crawler-template.ts';
import { awsDesk, stepOf } from '../support/aws-desk.ts';
import type { AwsDesk } from '../support/aws-desk.ts';
import { CRAWLER_NAMES } from '../support/stacks.ts';
import { clientsOf } from '../support/temp-sandbox.ts';
import { putInto } from './support/desk-stacks.ts';

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
}, 90_000);

/** A desk with a crawler stack of another report under our name. */
async function deskWithForeignStack(): Promise<AwsDesk> {
  const desk = await awsDesk();
  await desk.apply();
  const TemplateBody = crawlerTemplate({ ...CRAWLER_NAMES, report: 'finance' });
  const create = { StackName: 'SpotEcoStack', TemplateBody, Capabilities: ['CAPABILITY_IAM' as const] };
  await clientsOf(desk.sandbox).cloudformation.send(new CreateStackCommand(create));
  desk.sandbox.advance(DAY);
  return desk;
}

test.each(['UPDATE_ROLLBACK_FAILED', 'CREATE_FAILED', 'DELETE_FAILED'])(
  'a stack of somebody else in %s is not offered for deletion',
  async (status) => {
    const desk = await deskWithForeignStack();
    putInto(desk, 'SpotEcoStack', status);
    const { state, failure, consents } = stepOf(await desk.apply(), 'athena-stack');
    expect([state, failure?.code, consents]).toEqual(['blocked', 'STACK_FOREIGN', []]);
  },
  90_000,
);

test('of our own stacks one that lives is left alone; one that failed is deleted when what lives of it was shown', async () => {
  const desk = await awsDesk();
  await desk.apply();
  desk.sandbox.advance(DAY);
  await desk.apply();
  putInto(desk, 'SpotEcoStack', 'UPDATE_ROLLBACK_FAILED');
  expect(stepOf(await desk.plan(), 'athena-stack')).toMatchObject({
    state: 'blocked',
    failure: { code: 'STACK_STUCK' },
    consents: [],
  });
  putInto(desk, 'SpotEcoStack', 'DELETE_FAILED');
  const step = stepOf(await desk.plan(), 'athena-stack');
  expect(step).toMatchObject({ state: 'needs-you', failure: { code: 'STACK_ROLLED_BACK' } });
  expect(step.consents[0]?.consequence).toContain('AWSCURDatabase athenacurcfn_spotinst_cur_report');
}, 90_000);

test('what is left of our own stack does not stand in its own way: its deletion is offered', async () => {
  const desk = await awsDesk();
  await desk.apply();
  desk.sandbox.advance(DAY);
  await desk.apply();
  putInto(desk, 'SpotEcoStack', 'ROLLBACK_FAILED', [
    { Key: 'enrollment-desk:step', Value: 'athena-stack' },
    { Key: 'enrollment-desk:payer-account', Value: desk.mpaId },
  ]);
  const { state, consents } = stepOf(await desk.plan(), 'athena-stack');
  expect(state).toBe('needs-you');
  expect(consents.map(({ key }) => key)).toContain('delete-stack:SpotEcoStack');
}, 90_000);

test('a second link with another stack name makes no second extractor unasked, and the first is not forgotten', async () => {
  const desk = await awsDesk();
  await desk.apply();
  desk.sandbox.advance(DAY);
  await desk.apply();
  const url = desk.sandbox.status().accounts[0]?.vendorLink ?? '';
  const keep = (link: string): Promise<object> =>
    desk.core.task('aws.link', { mpaId: desk.mpaId, url: link, kind: null, accounts: null, stackName: null });
  await keep(url);
  expect((await desk.applyAgreed()).outcome).toBe('done');
  await keep(url.replace('stackName=SpotCURExtractor', 'stackName=SecondExtractor'));
  const step = stepOf(await desk.apply(), 'extractor-stack');
  expect(step.state).toBe('needs-you');
  expect(step.consents.map(({ key }) => key.replace(/:[0-9a-f]{16}$/u, ''))).toEqual([
    'second-stack:SpotCURExtractor',
    'right',
    'code-elsewhere',
  ]);
  const input = { mpaId: desk.mpaId, profile: null, only: 'extractor-stack', agreed: false } as const;
  expect((await desk.core.task('aws.undo', input)).calls).toEqual([
    { service: 'cloudformation', operation: 'DeleteStack', what: 'SpotCURExtractor' },
  ]);
}, 90_000);
