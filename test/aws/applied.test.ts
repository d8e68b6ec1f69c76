/** What an apply says of itself: step by step what was done, what was not and why, and what is next. */
import { expect, test } from 'vitest';
import {
  appliedInWords,
  deletionsOf,
  intentOf,
  kindOfApplied,
  standingOf,
} from '../../renderer/features/aws-set-up/store.ts';
import { inCommands } from '../../main/hosts/setup/command-words.ts';
import { appliedLines, joinApplied } from '../../shared/domain/aws/applied.ts';
import { awsDesk, stepOf } from '../support/aws-desk.ts';

const DAY = 86_400_000;

test('a good apply lists what was done; what waits, and what comes after it, is no failure', async () => {
  const desk = await awsDesk();
  const report = await desk.apply();
  const lines = appliedLines(report.applied ?? []);
  expect(lines.slice(0, 2)).toEqual([
    'Done: Report bucket (s3:CreateBucket, s3:PutPublicAccessBlock, s3:PutBucketPolicy).',
    'Done: Cost and Usage Report (cur:PutReportDefinition).',
  ]);
  expect(lines[2]).toMatch(/^Waits: First delivery: The report spotinst-cur-report was not delivered yet\./u);
  expect(lines.slice(3)).toEqual([
    "Comes after that: crawler-cfn.yml, Hand-off mail, Athena stack, Crawler schedule, Vendor's link, Extractor stack.",
    'In place before: Identity and payer check, IAM access to billing, Lambda concurrency quota.',
  ]);
  expect(kindOfApplied(report)).toBe('success');
  expect(appliedInWords(report)).not.toContain('can be done now');
  expect(standingOf(report, true)).toBe(report.next);

  const again = await desk.apply();
  expect(appliedLines(again.applied ?? [])[0]).toBe('Nothing was changed in AWS.');
  expect(kindOfApplied(again)).toBe('info');
  expect((await desk.plan()).applied).toBeNull();
  // With what came before it, as one apply.
  expect(joinApplied(report.applied, again.applied)?.map(({ state }) => state)).toEqual(
    report.applied?.map(({ state }) => state),
  );
}, 60_000);

test('what was not agreed to is said not to be done, and is not green; its deletion is named where it is agreed to', async () => {
  const desk = await awsDesk();
  await desk.apply();
  desk.sandbox.advance(DAY);
  desk.sandbox.setFault({ key: 'stack-rolled-back' });
  const report = await desk.apply();
  const step = report.applied?.find((each) => each.step === 'athena-stack');
  expect([step?.state, step?.calls]).toEqual(['not-done', []]);
  expect(step?.why).toBe(
    'It has to be agreed to first: A stack SpotEcoStack is left over from an attempt that failed. Delete what is left of it?',
  );
  const only = await desk.apply([], 'athena-stack');
  expect([only.outcome, only.next]).toEqual([
    'needs-you',
    'Athena stack has to be agreed to first: A stack SpotEcoStack is left over from an attempt that failed. Delete what is left of it?',
  ]);
  expect(appliedInWords(only)).not.toContain('will be made');
  expect([kindOfApplied(report), kindOfApplied(only)]).toEqual(['info', 'warning']);
  expect(deletionsOf(intentOf(report).steps)).toEqual(['SpotEcoStack (cloudformation:DeleteStack)']);
  const { consequence = '' } = stepOf(report, 'athena-stack').consents[0] ?? {};
  expect(consequence).toContain('is deleted, then made anew');
  expect(consequence).toMatch(/What is in buckets stays\.$/u);
}, 60_000);

test('a step that stopped in the middle is begun: with its calls, also one whose answer was lost, and the reason', async () => {
  const desk = await awsDesk();
  desk.sandbox.setFault({ key: 'not-allowed', operation: 's3:PutBucketPolicy' });
  const denied = (await desk.apply()).applied?.find((each) => each.step === 'bucket');
  expect(denied).toMatchObject({
    state: 'begun',
    calls: ['s3:CreateBucket', 's3:PutPublicAccessBlock'],
    why: 'The profile has no right to s3:PutBucketPolicy.',
  });
  desk.sandbox.clearFault(null);
  desk.sandbox.setFault({ key: 'connection-lost', operation: 's3:PutBucketPolicy' });
  const lost = (await desk.apply()).applied?.find((each) => each.step === 'bucket');
  expect(lost?.calls).toEqual(['s3:PutBucketPolicy, of which no answer says whether it was done']);
  expect(lost?.state).toBe('begun');
}, 60_000);

test('a step that was not asked for is not said to be done, nor to be hindered', async () => {
  const desk = await awsDesk();
  const input = { mpaId: desk.mpaId, profile: null, only: null, consents: [], agreedSteps: ['bucket' as const] };
  const { applied, next } = await desk.core.task('aws.apply', input);
  expect(applied?.find((each) => each.step === 'report')).toMatchObject({
    state: 'not-done',
    why: 'It was not among what was agreed to.',
  });
  expect(inCommands(next)).toBe('Do it with: enroll aws apply');
  const one = await desk.apply([], 'report');
  expect(one.applied?.map(({ step, state }) => [step, state])).toEqual([['report', 'done']]);
}, 60_000);

test('two applies, one after the other, are told as one', () => {
  const step = { step: 'bucket', name: 'Report bucket', why: '' } as const;
  const done = { ...step, state: 'done' as const, calls: ['s3:CreateBucket'] };
  const there = { ...step, state: 'was-there' as const, calls: [] };
  const failed = { ...step, state: 'not-done' as const, calls: [], why: 'It is gone.' };
  expect(joinApplied([done], [there])).toEqual([done]);
  expect(joinApplied([there], [there])).toEqual([there]);
  expect(joinApplied([done], [failed])).toEqual([{ ...failed, state: 'begun', calls: ['s3:CreateBucket'] }]);
  expect(joinApplied(null, [done])).toEqual([done]);
  expect(joinApplied([done], null)).toEqual([done]);
});
