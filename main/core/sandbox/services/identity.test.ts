/** STS, Organizations and Account Management, by the SDK's own clients. Expected: the shapes of AWS's API references. */
import { GetAccountInformationCommand } from '@aws-sdk/client-account';
import { DescribeOrganizationCommand, ListAccountsCommand, paginateListAccounts } from '@aws-sdk/client-organizations';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { clientsOf, refusalOf, tempSandbox } from '../../../../test/support/temp-sandbox.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';

const SECOND = accountId('444455556666');

describe('STS', () => {
  it('says whose credentials these are, for each payer account', async () => {
    const { sandbox, aws } = await tempSandbox({ accounts: [accountId('111122223333'), SECOND] });
    const { $metadata, ...identity } = await aws.sts.send(new GetCallerIdentityCommand({}));
    expect(identity).toEqual({
      Account: '111122223333',
      Arn: 'arn:aws:iam::111122223333:user/sandbox-operator',
      UserId: 'AIDASANDBOXOPERATOR00',
    });
    expect($metadata.requestId).toMatch(/^[0-9a-f-]{36}$/u);
    const second = clientsOf(sandbox, { account: SECOND });
    expect(await second.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: '444455556666' });
  });
});

describe('Account Management', () => {
  it('names the account', async () => {
    const { aws } = await tempSandbox();
    const { $metadata: _, ...account } = await aws.account.send(new GetAccountInformationCommand({}));
    expect(account).toEqual({
      AccountId: '111122223333',
      AccountName: 'Sandbox (simulated)',
      AccountCreatedDate: new Date('2024-01-01T00:00:00.000Z'),
      AccountState: 'ACTIVE',
    });
  });
});

describe('Organizations', () => {
  it('describes the organization, of which the account is the payer', async () => {
    const { aws } = await tempSandbox();
    const { Organization } = await aws.organizations.send(new DescribeOrganizationCommand({}));
    expect(Organization).toEqual({
      Id: 'o-sandbox3333',
      Arn: 'arn:aws:organizations::111122223333:organization/o-sandbox3333',
      FeatureSet: 'ALL',
      MasterAccountArn: 'arn:aws:organizations::111122223333:account/o-sandbox3333/111122223333',
      MasterAccountId: '111122223333',
      MasterAccountEmail: 'billing@111122223333.example',
      AvailablePolicyTypes: [],
    });
  });

  it('lists the accounts by pages of twenty, the payer first', async () => {
    const { aws } = await tempSandbox({ members: 45 });
    const pages = [];
    for await (const page of paginateListAccounts({ client: aws.organizations }, {})) pages.push(page.Accounts ?? []);
    expect(pages.map((page) => page.length)).toEqual([20, 20, 6]);
    const all = pages.flat();
    expect(new Set(all.map(({ Id }) => Id)).size).toBe(46);
    expect(all[0]).toEqual({
      Id: '111122223333',
      Arn: 'arn:aws:organizations::111122223333:account/o-sandbox3333/111122223333',
      Email: 'billing@111122223333.example',
      Name: 'Management',
      Status: 'ACTIVE',
      State: 'ACTIVE',
      JoinedMethod: 'INVITED',
      JoinedTimestamp: new Date('2024-01-01T00:00:00.000Z'),
    });
    // Every eleventh was closed.
    expect(all.filter(({ Status }) => Status === 'SUSPENDED').map(({ Id }) => Id)).toEqual([
      '700100000011',
      '700100000022',
      '700100000033',
      '700100000044',
    ]);
  });

  it('gives as many as are asked for', async () => {
    const { aws } = await tempSandbox();
    const first = await aws.organizations.send(new ListAccountsCommand({ MaxResults: 7 }));
    expect(first.Accounts).toHaveLength(7);
    const next = await aws.organizations.send(new ListAccountsCommand({ MaxResults: 7, NextToken: first.NextToken }));
    expect(next.Accounts?.[0]?.Id).toBe('700100000007');
    expect(await refusalOf(aws.organizations.send(new ListAccountsCommand({ NextToken: 'made up' })))).toEqual([
      '400 InvalidInputException',
      'You provided an invalid value for NextToken.',
    ]);
  });

  it('tells a member who the payer is, but not who the others are', async () => {
    const { sandbox } = await tempSandbox();
    const member = clientsOf(sandbox, { account: accountId('700100000001') });
    const { Organization } = await member.organizations.send(new DescribeOrganizationCommand({}));
    expect(Organization?.MasterAccountId).toBe('111122223333');
    expect(await refusalOf(member.organizations.send(new ListAccountsCommand({})))).toEqual([
      '400 AccessDeniedException',
      "You don't have permissions to access this resource.",
    ]);
  });

  it('says of an account on its own that it is in no organization', async () => {
    const { sandbox } = await tempSandbox();
    const stranger = clientsOf(sandbox, { account: accountId('555566667777') });
    expect(await refusalOf(stranger.organizations.send(new DescribeOrganizationCommand({})))).toEqual([
      '400 AWSOrganizationsNotInUseException',
      'Your account is not a member of an organization.',
    ]);
  });

  it('is another one where the fault not-the-payer is on', async () => {
    const { sandbox, aws } = await tempSandbox();
    sandbox.setFault({ key: 'not-the-payer' });
    const { Organization } = await aws.organizations.send(new DescribeOrganizationCommand({}));
    expect(Organization?.MasterAccountId).toBe('700000000000');
  });
});
