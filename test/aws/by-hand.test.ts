/** What is said of doing a step by hand, and of naming another, fits what is there. */
import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { expect, test } from 'vitest';
import type { FaultKey } from '../../main/core/sandbox/faults/catalogue.ts';
import { crawlerTemplate } from '../../main/core/sandbox/templates/crawler-template.ts';
import { inCommands } from '../../main/hosts/setup/command-words.ts';
import type { SetupStepKey } from '../../shared/domain/aws/setup-step.ts';
import { awsDesk, stepOf } from '../support/aws-desk.ts';
import { CRAWLER_NAMES } from '../support/stacks.ts';
import { clientsOf } from '../support/temp-sandbox.ts';
import { accessRoleLink } from '../../main/core/sandbox/templates/index.ts';
import { giveLink } from './support/desk-stacks.ts';

const DAY = 86_400_000;

test.each<[FaultKey, SetupStepKey, string, RegExp | null]>([
  ['bucket-other-region', 'bucket', 'BUCKET_OTHER_REGION', null],
  ['bucket-name-taken', 'bucket', 'BUCKET_NAME_TAKEN', null],
  ['report-limit', 'report', 'REPORT_LIMIT', null],
  ['report-exists-different', 'report', 'REPORT_EXISTS_DIFFERENT', /^Open the report of this name and edit it/u],
])('%s: nobody is told to create what is there', async (key, step, code, first) => {
  const desk = await awsDesk();
  desk.sandbox.setFault({ key });
  const { failure, byHand } = stepOf(await desk.plan(), step);
  expect(failure?.code).toBe(code);
  if (first === null) expect(byHand).toBeNull();
  else expect(byHand?.order[0]).toMatch(first);
});

test('a bucket that encrypts with a key is opened and set right, not created', async () => {
  const desk = await awsDesk();
  desk.sandbox.setFault({ key: 'bucket-key-encryption' });
  await desk.apply([], 'bucket');
  const { failure, byHand } = stepOf(await desk.plan(), 'bucket');
  expect(failure?.code).toBe('BUCKET_KEY_ENCRYPTION');
  expect(byHand?.consoleUrl).toBe(
    'https://s3.console.aws.amazon.com/s3/buckets/spotinst-cur-report?region=us-east-1&tab=properties',
  );
  expect(byHand?.order[0]).toMatch(/^The bucket is there\. Open it, Properties; under Default encryption choose Edit/u);
  expect(byHand?.order.join(' ')).not.toMatch(/create/iu);
});

test('a stack that is left over is deleted first; one whose names are in use, or that is another, can be named anew', async () => {
  const desk = await awsDesk();
  await desk.apply();
  desk.sandbox.advance(DAY);
  desk.sandbox.setFault({ key: 'stack-rolled-back' });
  await desk.apply();
  const left = stepOf(await desk.plan(), 'athena-stack');
  expect(left.byHand?.order[0]).toBe('Delete the stack SpotEcoStack that is left, and wait until it is gone');
  desk.sandbox.clearFault(null);

  const { cloudformation } = clientsOf(desk.sandbox);
  const own = { TemplateBody: crawlerTemplate(CRAWLER_NAMES), Capabilities: ['CAPABILITY_IAM' as const] };
  await cloudformation.send(new CreateStackCommand({ StackName: 'by-hand', ...own }));
  desk.sandbox.advance(3_600_000);
  await desk.client.mpas.set({ id: desk.mpaId, stackName: 'OtherStack' });
  const taken = stepOf(await desk.plan(), 'athena-stack').failure;
  expect(taken?.code).toBe('GLUE_NAME_EXISTS');
  const said = inCommands(taken?.remedy ?? '');
  expect(said).toContain('To use it, give its name with: enroll mpa set --stack.');
  expect(said).toContain('give the report another name with: enroll mpa set --cur-report;');
  // As it says.
  await desk.client.mpas.set({ id: desk.mpaId, stackName: 'by-hand' });
  expect(stepOf(await desk.plan(), 'athena-stack').state).toBe('in-place-simulated');
}, 60_000);

test('a stack that is another one: each of the three is named anew by what names it', async () => {
  const desk = await awsDesk({ scenario: 'enterprise' });
  const { cloudformation } = clientsOf(desk.sandbox);
  const TemplateBody = crawlerTemplate({ ...CRAWLER_NAMES, report: 'finance' });
  const create = { StackName: 'SpotFinOpsRole', TemplateBody, Capabilities: ['CAPABILITY_IAM' as const] };
  await cloudformation.send(new CreateStackCommand(create));
  desk.sandbox.advance(3_600_000);
  await giveLink(desk, accessRoleLink(desk.mpaId, 'current'));
  const before = stepOf(await desk.plan(), 'access-role-stack').failure;
  expect([before?.code, inCommands(before?.remedy ?? '')]).toEqual([
    'STACK_FOREIGN',
    'Give the stack of this set-up another name with: enroll aws link URL --stack-name NAME. Or look in the CloudFormation console what it is.',
  ]);
  const url = accessRoleLink(desk.mpaId, 'current');
  await desk.core.task('aws.link', { mpaId: desk.mpaId, url, kind: null, accounts: null, stackName: 'AnotherRole' });
  expect(stepOf(await desk.plan(), 'access-role-stack')).toMatchObject({ failure: null });
}, 60_000);
