import { expect, test } from 'vitest';
import type { SetupReport } from '../../../shared/contract/aws.ts';
import { awsDesk } from '../../../test/support/aws-desk.ts';
import { beginRun, createRunStore, endRun, intentOf, takeEvent } from './store.ts';

test('a plan of a new set-up: what would be done, and how much of it', async () => {
  const desk = await awsDesk();
  const intent = intentOf(await desk.plan());
  expect(intent.steps.map(({ key }) => key)).toEqual(['bucket', 'report']);
  expect(intent).toMatchObject({ calls: 4, consents: [] });
});

test('an apply tells its steps and calls as it goes; what asks to be agreed to is gathered', async () => {
  const desk = await awsDesk();
  desk.sandbox.setFault({ key: 'bucket-is-yours', operation: null });
  const store = createRunStore();
  beginRun(store, 'apply');
  const report: SetupReport = await desk.core.task(
    'aws.apply',
    { mpaId: desk.mpaId, profile: null, only: null, consents: [] },
    { onEvent: (event) => takeEvent(store, event as Parameters<typeof takeEvent>[1]) },
  );
  expect(store.getState().lines['identity']?.map(({ text }) => text)).toEqual([
    'sts:GetCallerIdentity ok',
    'organizations:DescribeOrganization ok',
  ]);
  expect(store.getState().states['bucket']?.state).toBe('needs-you');
  endRun(store, report);
  expect(store.getState()).toMatchObject({ mode: null, at: null, question: null });
  expect(intentOf(report).consents.map(({ key }) => key)).toEqual(['bucket-reuse']);
});
