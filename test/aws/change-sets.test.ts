/** A template that is too long to be sent, or that CloudFormation makes another one of, is made by a change set: what was shown, or nothing. */
import { expect, test } from 'vitest';
import { buckets } from '../../main/core/sandbox/services/s3-state.ts';
import { accessRoleTemplate } from '../../main/core/sandbox/templates/access-role-template.ts';
import { VENDOR_BUCKET } from '../../main/core/sandbox/templates/index.ts';
import { askedBy } from '../support/asked-by.ts';
import { awsDesk, stepOf } from '../support/aws-desk.ts';
import type { AwsDesk } from '../support/aws-desk.ts';
import { countOf, giveLink, heldStack } from './support/desk-stacks.ts';
import { LONG_TEMPLATE as LONG, putTemplate, roleLinkTo } from './support/role-templates.ts';

const STEP = 'access-role-stack';
const SHORT = accessRoleTemplate('current');
const SWAPPED = LONG.replace('# made longer\n', '# another one\n');
const TRANSFORMED = SHORT.replace('Resources:\n', 'Transform: AWS::LanguageExtensions\nResources:\n');

const put = ({ sandbox }: AwsDesk, text: string): string => putTemplate(sandbox, text);

async function deskWith(template: string): Promise<AwsDesk> {
  const desk = await awsDesk({ scenario: 'enterprise' });
  await giveLink(desk, roleLinkTo(put(desk, template)));
  return desk;
}

/** The calls about stacks that change something, in their order. */
function changes({ sandbox }: AwsDesk): string[] {
  return sandbox.calls
    .filter(({ service, operation }) => service === 'cloudformation' && /^(?:Create|Delete|Execute)/u.test(operation))
    .map(({ operation }) => operation);
}

test('is planned with its calls, made of the text that was shown, and taken back', async () => {
  expect(Buffer.byteLength(LONG)).toBeGreaterThan(51_200);
  const desk = await deskWith(LONG);
  const planned = stepOf(await desk.plan(), STEP);
  expect([planned.state, planned.consents]).toEqual(['will-do', []]);
  expect(planned.calls.map(({ operation }) => operation)).toEqual(['CreateChangeSet', 'ExecuteChangeSet']);
  const { state } = stepOf(await desk.apply(), STEP);
  expect([state, changes(desk)]).toEqual(['in-place-simulated', ['CreateChangeSet', 'ExecuteChangeSet']]);
  expect(heldStack(desk, 'SpotFinOpsRole').templateText).toBe(LONG);
  expect(heldStack(desk, 'SpotFinOpsRole').tags).toContainEqual({ Key: 'enrollment-desk:step', Value: STEP });
  const taken = { mpaId: desk.mpaId, profile: null, only: STEP, agreed: true } as const;
  await desk.core.task('aws.undo', taken);
  expect(heldStack(desk, 'SpotFinOpsRole').status).toBe('DELETE_COMPLETE');
}, 60_000);

test('that is swapped before CloudFormation reads it stops: nothing is made, and nothing is left of it', async () => {
  const desk = await deskWith(LONG);
  desk.sandbox.onCall(({ operation }, phase) => {
    if (operation === 'CreateChangeSet' && phase === 'before') put(desk, SWAPPED);
  });
  const { state, failure } = stepOf(await desk.apply(), STEP);
  expect([state, failure?.code]).toEqual(['blocked', 'TEMPLATE_SWAPPED']);
  const [ours, theirs] = failure?.sentence.match(/[0-9a-f]{64}/gu) ?? [];
  expect(ours).not.toBe(theirs);
  expect(changes(desk)).toEqual(['CreateChangeSet', 'DeleteChangeSet', 'DeleteStack']);
  expect(heldStack(desk, 'SpotFinOpsRole').status).toBe('DELETE_COMPLETE');
  expect(desk.sandbox.status().created).not.toContain('stack SpotFinOpsRole');
}, 60_000);

test('is read by its version where the bucket keeps versions: a swap changes nothing', async () => {
  const desk = await awsDesk({ scenario: 'enterprise' });
  const bucket = buckets(desk.sandbox.world)[VENDOR_BUCKET];
  if (bucket) bucket.versions = {};
  await giveLink(desk, roleLinkTo(put(desk, LONG)));
  desk.sandbox.onCall(({ operation }, phase) => {
    if (operation === 'GetTemplateSummary' && phase === 'before') put(desk, SWAPPED);
  });
  expect(stepOf(await desk.apply(), STEP).state).toBe('in-place-simulated');
  expect(heldStack(desk, 'SpotFinOpsRole').templateText).toBe(LONG);
}, 60_000);

test('with letters beyond ASCII is refused with their line, for AWS does not show them', async () => {
  const desk = await deskWith(LONG.replace('Resources:\n', 'Resources: # für alle\n'));
  const { state, failure } = stepOf(await desk.plan(), STEP);
  const line = SHORT.split('\n').indexOf('Resources:') + 1;
  expect([state, failure?.code]).toEqual(['blocked', 'TEMPLATE_REFUSED']);
  expect(failure?.sentence).toContain(`and letters beyond ASCII in line ${line}: `);
}, 60_000);

test.each(['CreateChangeSet', 'ExecuteChangeSet'])(
  'goes on where the answer to %s was lost',
  async (operation) => {
    const desk = await deskWith(LONG);
    desk.sandbox.setFault({ key: 'connection-lost-after', operation: `cloudformation:${operation}`, uses: 1 });
    let report = stepOf(await desk.apply(), STEP);
    if (report.state !== 'in-place-simulated') report = stepOf(await desk.apply(), STEP);
    expect(report.state).toBe('in-place-simulated');
    expect(countOf(desk, 'CreateStack')).toBe(0);
    expect(heldStack(desk, 'SpotFinOpsRole').templateText).toBe(LONG);
  },
  60_000,
);

test('what was begun and not executed is taken away by the next apply, without a question, and made anew', async () => {
  const desk = await deskWith(LONG);
  desk.sandbox.setFault({ key: 'not-allowed', operation: 'cloudformation:GetTemplate', uses: 1 });
  expect(stepOf(await desk.apply(), STEP).failure?.code).toBe('NOT_ALLOWED');
  expect(heldStack(desk, 'SpotFinOpsRole').status).toBe('REVIEW_IN_PROGRESS');
  const planned = stepOf(await desk.plan(), STEP);
  expect([planned.consents, planned.calls.map(({ operation }) => operation)]).toEqual([
    [],
    ['DeleteStack', 'CreateChangeSet', 'ExecuteChangeSet'],
  ]);
  expect(stepOf(await desk.apply(), STEP).state).toBe('in-place-simulated');
  expect(changes(desk)).toEqual(['CreateChangeSet', 'DeleteStack', 'CreateChangeSet', 'ExecuteChangeSet']);
}, 60_000);

test("somebody else's change set of the same name is not touched without a consent", async () => {
  const desk = await deskWith(LONG);
  desk.sandbox.setFault({ key: 'not-allowed', operation: 'cloudformation:GetTemplate', uses: 1 });
  await desk.apply();
  Object.assign(heldStack(desk, 'SpotFinOpsRole'), { tags: [] });
  const { consents } = stepOf(await desk.plan(), STEP);
  expect(consents.map(({ key }) => key)).toEqual(['delete-stack:SpotFinOpsRole']);
  await desk.apply();
  expect(heldStack(desk, 'SpotFinOpsRole').status).toBe('REVIEW_IN_PROGRESS');
}, 60_000);

test('of a template with a transform the change set says what is made, and that is agreed to first', async () => {
  const desk = await deskWith(TRANSFORMED);
  const first = stepOf(await desk.apply(askedBy(await desk.plan())), STEP);
  expect([first.state, first.failure?.code]).toEqual(['blocked', 'CHANGE_SET_ASKS']);
  expect(first.failure?.sentence).toContain('SpotFinOpsRole (AWS::IAM::Role)');
  expect([changes(desk), heldStack(desk, 'SpotFinOpsRole').status]).toEqual([
    ['CreateChangeSet', 'DeleteChangeSet', 'DeleteStack'],
    'DELETE_COMPLETE',
  ]);
  const keys = askedBy(await desk.plan());
  expect(keys.filter((key) => key.startsWith('change-set:'))).toHaveLength(1);
  expect(stepOf(await desk.apply(keys.filter((key) => !key.startsWith('change-set:'))), STEP).state).toBe('needs-you');
  expect(stepOf(await desk.apply(keys), STEP).state).toBe('in-place-simulated');
  expect(countOf(desk, 'ExecuteChangeSet')).toBe(1);
}, 60_000);
