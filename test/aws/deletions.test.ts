/** Stacks that somebody else is deleting, and deletions that hang. */
import { expect, test } from 'vitest';
import { setStackStatus } from '../../main/core/sandbox/cloudformation/stack.ts';
import type { AwsDesk } from '../support/aws-desk.ts';
import { stepOf } from '../support/aws-desk.ts';
import { countOf, heldStack, olderRoleDesk, putInto } from './support/desk-stacks.ts';

const STEP = 'access-role-stack';
/** What the older template asks for. */
const BROAD = ['attached-policy', 'attached-policy', 'attached-policy', 'whole-service'];
const ROLE_STACK = 'SpotFinOpsRole';

/** A desk whose access role stack, agreed to and made, is being deleted by somebody else. */
async function deskWithDeletion(): Promise<AwsDesk> {
  const desk = await olderRoleDesk();
  expect(stepOf(await desk.applyAgreed(), STEP).state).toBe('in-place-simulated');
  setStackStatus(heldStack(desk, ROLE_STACK), desk.sandbox.world.now(), 'DELETE_IN_PROGRESS', 'User Initiated');
  return desk;
}

/** Lets the deletion end as soon as the set-up has begun to follow it. */
async function endWhenFollowed(desk: AwsDesk): Promise<void> {
  const isFollowed = (event: object): boolean => 'type' in event && event.type === 'stack';
  const told = desk.events.filter(isFollowed).length;
  while (desk.events.filter(isFollowed).length === told) await new Promise((resolve) => setTimeout(resolve, 5));
  putInto(desk, ROLE_STACK, 'DELETE_COMPLETE');
}

test('a stack that somebody else deletes is not made again without the consents that making it asks for', async () => {
  const desk = await deskWithDeletion();
  const [report] = await Promise.all([desk.apply(), endWhenFollowed(desk)]);
  const { state, consents } = stepOf(report, STEP);
  expect([state, consents.map(({ key }) => key.split(':')[0])]).toEqual(['needs-you', BROAD]);
  expect(countOf(desk, 'CreateStack')).toBe(1);
}, 60_000);

test('nor where the step was not among those that were agreed to: its plan showed no call', async () => {
  const desk = await deskWithDeletion();
  const planned = stepOf(await desk.plan(), STEP);
  expect([planned.state, planned.calls]).toEqual(['will-do', []]);
  expect(planned.sentence).toBe(
    'The access role stack SpotFinOpsRole is being deleted, by somebody else or an earlier run. It is followed to its end; then it is looked at again.',
  );
  const shown = await desk.core.read('aws.shownStack', { mpaId: desk.mpaId, step: STEP, simulated: true });
  const agreed = shown?.consents.map(({ key }) => key) ?? [];
  expect(agreed).toHaveLength(4);
  const input = { mpaId: desk.mpaId, profile: null, only: null, consents: agreed, agreedSteps: [] };
  const told = { onEvent: (event: object): void => void desk.events.push(event) };
  const [report] = await Promise.all([desk.core.task('aws.apply', input, told), endWhenFollowed(desk)]);
  expect(stepOf(report, STEP)).toMatchObject({ state: 'will-do', calls: [{ operation: 'CreateStack' }] });
  expect(countOf(desk, 'CreateStack')).toBe(1);
}, 60_000);

test('a deletion that tells nothing any more is left alone, and said', async () => {
  const desk = await deskWithDeletion();
  const { state, failure, sentence } = stepOf(await desk.apply(), STEP);
  expect([state, failure?.code]).toEqual(['waiting', 'CUSTOM_RESOURCE_HANGS']);
  expect(sentence).toBe('The stack SpotFinOpsRole waits for a function of its own. AWS waits up to an hour for it.');
  expect(countOf(desk, 'CreateStack')).toBe(1);
}, 60_000);

test('an undo whose deletion hangs is not said to be done', async () => {
  const desk = await deskWithDeletion();
  const undo = desk.core.task('aws.undo', { mpaId: desk.mpaId, profile: null, only: STEP, agreed: true });
  await expect(undo).rejects.toMatchObject({
    code: 'SERVICE_FAILED',
    data: { failure: { code: 'CUSTOM_RESOURCE_HANGS' } },
  });
}, 60_000);
