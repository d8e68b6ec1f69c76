import { describe, expect, it } from 'vitest';
import { awsDesk, stepOf } from '../../../../../test/support/aws-desk.ts';

describe('IAM access to billing', () => {
  it('is there when reports can be read', async () => {
    const desk = await awsDesk();
    expect(stepOf(await desk.plan('billing-access'), 'billing-access')).toMatchObject({
      state: 'in-place-simulated',
      sentence: "This profile may read billing, and the bill is this account's own.",
    });
  });

  it('is off when billing alone is refused, without a policy as the reason', async () => {
    const desk = await awsDesk();
    desk.sandbox.setFault({ key: 'billing-access-off' });
    const { state, failure, byHand } = stepOf(await desk.plan('billing-access'), 'billing-access');
    expect([state, failure?.code]).toEqual(['blocked', 'BILLING_ACCESS_OFF']);
    expect(failure?.aws).toMatchObject({ operation: 'cur:DescribeReportDefinitions', code: 'AccessDeniedException' });
    expect(byHand?.order[0]).toBe('Sign in as the root user of the account; no other user can do this.');
  });

  it.each([
    ['not-allowed', 'NOT_ALLOWED'],
    ['denied-by-policy', 'DENIED_BY_POLICY'],
  ])('is not to blame where the refusal names a policy: %s', async (key, code) => {
    const desk = await awsDesk();
    desk.sandbox.setFault({ key, operation: 'cur:DescribeReportDefinitions' });
    const { failure } = stepOf(await desk.plan('billing-access'), 'billing-access');
    expect(failure?.code).toBe(code);
  });

  it('is not to blame where the profile may not read anything of the account', async () => {
    const desk = await awsDesk();
    desk.sandbox.setFault({ key: 'billing-access-off' });
    desk.sandbox.setFault({ key: 'not-allowed', operation: 'account:GetAccountInformation' });
    const { failure } = stepOf(await desk.plan('billing-access'), 'billing-access');
    expect(failure?.code).toBe('NOT_ALLOWED');
  });

  it('does not help where the bill goes to another account', async () => {
    const desk = await awsDesk();
    desk.sandbox.setFault({ key: 'billing-transfer' });
    const { failure } = stepOf(await desk.plan('billing-access'), 'billing-access');
    expect(failure?.code).toBe('BILLING_TRANSFER');
  });

  it('stands although the profile may not look for transfers of the bill', async () => {
    const desk = await awsDesk();
    desk.sandbox.setFault({ key: 'not-allowed', operation: 'organizations:ListOutboundResponsibilityTransfers' });
    expect(stepOf(await desk.plan('billing-access'), 'billing-access').state).toBe('in-place-simulated');
  });
});

describe('the Lambda quota', () => {
  it('is enough for the two functions in most accounts', async () => {
    const desk = await awsDesk();
    expect(stepOf(await desk.plan('lambda-quota'), 'lambda-quota')).toMatchObject({
      state: 'in-place-simulated',
      sentence: '1000 functions can run at once; the Athena stack needs 2.',
    });
  });

  it('is too low in a new account, with the quota to ask for', async () => {
    const desk = await awsDesk();
    desk.sandbox.setFault({ key: 'lambda-quota' });
    const { state, failure, byHand } = stepOf(await desk.plan('lambda-quota'), 'lambda-quota');
    expect([state, failure?.code]).toEqual(['blocked', 'LAMBDA_QUOTA']);
    expect(failure?.sentence).toBe(
      'The account may run 10 Lambda functions at once, of which AWS keeps 10 unreserved; the Athena stack needs 2 more.',
    );
    expect(byHand?.consoleUrl).toBe(
      'https://us-east-1.console.aws.amazon.com/servicequotas/home/services/lambda/quotas/L-B99A9384',
    );
  });
});
