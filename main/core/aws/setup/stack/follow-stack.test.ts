import { expect, test } from 'vitest';
import { askedBy } from '../../../../../test/support/asked-by.ts';
import { awsDesk, stepOf } from '../../../../../test/support/aws-desk.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

test('a stack that fails between two calls of one look still tells why', async () => {
  const desk = await awsDesk();
  await desk.apply();
  desk.sandbox.advance(DAY);
  await desk.apply();
  const url = desk.sandbox.status().accounts[0]?.vendorLink ?? '';
  await desk.core.task('aws.link', { mpaId: desk.mpaId, url, kind: null, accounts: null, stackName: null });
  desk.sandbox.setFault({ key: 'lambda-code-unreadable' });
  const agreed = askedBy(await desk.plan());
  // After the first thing that is asked of the new stack, all that is to happen to it has happened.
  let isNew = false;
  desk.sandbox.onCall(({ operation }, phase) => {
    if (operation === 'CreateStack') isNew = true;
    if (!isNew || phase !== 'after' || !operation.startsWith('DescribeStack')) return;
    isNew = false;
    desk.sandbox.advance(10 * MINUTE);
  });
  const { failure } = stepOf(await desk.apply(agreed), 'extractor-stack');
  expect(failure?.code).toBe('LAMBDA_CODE_UNREADABLE');
}, 60_000);
