import { expect, it } from 'vitest';
import { awsDesk, stepOf } from '../support/aws-desk.ts';

it('a profile that may not ask who pays is asked about once, and goes on by the word of the operator', async () => {
  const desk = await awsDesk();
  desk.sandbox.setFault({ key: 'not-allowed', operation: 'organizations:DescribeOrganization' });
  const asked = await desk.apply();
  expect(stepOf(asked, 'identity')).toMatchObject({
    state: 'needs-you',
    consents: [
      {
        key: 'payer-unknown',
        question: 'Is 111122223333 the account that pays? The profile may not ask AWS Organizations.',
      },
    ],
    failure: {
      code: 'PAYER_UNKNOWN',
      sentence:
        'It is not known whether 111122223333 is the account that pays: the profile has no right to organizations:DescribeOrganization.',
    },
  });
  expect(stepOf(asked, 'bucket').state).toBe('later');
  const agreed = await desk.apply(['payer-unknown'], 'identity');
  expect(stepOf(agreed, 'identity').state).toBe('in-place-simulated');
  desk.sandbox.setFault({ key: 'not-allowed', operation: 'organizations:DescribeOrganization' });
  expect(stepOf(await desk.plan(), 'identity').state).toBe('in-place-simulated');
});

it('a member account is set up only where the operator wants it, and another payer is another question', async () => {
  const desk = await awsDesk();
  desk.sandbox.setFault({ key: 'not-the-payer' });
  const asked = await desk.apply();
  expect(stepOf(asked, 'identity')).toMatchObject({
    state: 'needs-you',
    consents: [{ key: 'member-of-700000000000' }],
    failure: { code: 'NOT_THE_PAYER' },
  });
  expect(asked.steps.slice(1).every(({ state }) => state === 'later')).toBe(true);
  expect(stepOf(await desk.apply(['member-of-700000000001']), 'identity').state).toBe('needs-you');
  const agreed = await desk.apply(['member-of-700000000000'], 'identity');
  expect(stepOf(agreed, 'identity')).toMatchObject({
    state: 'in-place-simulated',
    sentence:
      'The profile belongs to 111122223333, a member whose payer is 700000000000; it is set up all the same, as agreed.',
  });
  expect(stepOf(await desk.plan(), 'identity').state).toBe('in-place-simulated');
});
