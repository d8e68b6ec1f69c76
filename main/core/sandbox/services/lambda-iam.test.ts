/** Lambda's account settings and IAM by the SDK's own clients. Expected: the API references. */
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { refusalOf, tempSandbox } from '../../../../test/support/temp-sandbox.ts';

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'glue.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const RoleName = 'SpotEcoStack-Crawler';

describe("Lambda's account settings", () => {
  it('tell how many functions may run at once', async () => {
    const { sandbox, aws } = await tempSandbox();
    const { $metadata: _, ...settings } = await aws.lambda.send(new GetAccountSettingsCommand({}));
    expect(settings).toEqual({
      AccountLimit: {
        TotalCodeSize: 80530636800,
        CodeSizeUnzipped: 262144000,
        CodeSizeZipped: 52428800,
        ConcurrentExecutions: 1000,
        UnreservedConcurrentExecutions: 1000,
      },
      AccountUsage: { TotalCodeSize: 0, FunctionCount: 0 },
    });
    sandbox.setFault({ key: 'lambda-quota' });
    expect((await aws.lambda.send(new GetAccountSettingsCommand({}))).AccountLimit).toMatchObject({
      ConcurrentExecutions: 10,
      UnreservedConcurrentExecutions: 10,
    });
  });
});

describe('IAM roles', () => {
  it('are made once, found, listed, and deleted when nothing hangs on them', async () => {
    const { aws } = await tempSandbox();
    const { iam } = aws;
    const create = () => refusalOf(iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST })));
    await create();
    expect(await create()).toEqual(['409 EntityAlreadyExistsException', `Role with name ${RoleName} already exists.`]);
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    expect(Role).toEqual({
      RoleName,
      Path: '/',
      Arn: 'arn:aws:iam::111122223333:role/SpotEcoStack-Crawler',
      RoleId: expect.stringMatching(/^AROA[0-9A-Z]{17}$/u) as string,
      CreateDate: expect.any(Date) as Date,
      AssumeRolePolicyDocument: encodeURIComponent(TRUST),
      MaxSessionDuration: 3600,
    });

    const PolicyName = 'AWSCURCrawlerComponentFunction';
    const PolicyDocument = '{"Version":"2012-10-17","Statement":[]}';
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
    const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole';
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    expect(await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))).toMatchObject({
      RoleName,
      PolicyName,
      PolicyDocument: encodeURIComponent(PolicyDocument),
    });
    expect((await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual([PolicyName]);
    expect((await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies).toEqual([
      { PolicyName: 'AWSGlueServiceRole', PolicyArn },
    ]);
    expect((await iam.send(new ListRolesCommand({}))).Roles?.map((role) => role.RoleName)).toEqual([RoleName]);

    const remove = () => refusalOf(iam.send(new DeleteRoleCommand({ RoleName })));
    expect(await remove()).toMatchObject(['409 DeleteConflictException', expect.any(String)]);
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    await remove();
    expect(await refusalOf(iam.send(new GetRoleCommand({ RoleName })))).toEqual([
      '404 NoSuchEntityException',
      `The role with name ${RoleName} cannot be found.`,
    ]);
  });

  it('need a trust policy that can be read', async () => {
    const { aws } = await tempSandbox();
    const made = aws.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: 'anybody' }));
    expect(await refusalOf(made)).toEqual([
      '400 MalformedPolicyDocumentException',
      'This policy contains invalid Json',
    ]);
  });

  it('of the access role stack are there already where the fault role-exists is on', async () => {
    const { sandbox, aws } = await tempSandbox();
    sandbox.setFault({ key: 'role-exists' });
    const { Role } = await aws.iam.send(new GetRoleCommand({ RoleName: 'SpotByNetApp_Finops_ReadOnly' }));
    expect(Role?.Arn).toBe('arn:aws:iam::111122223333:role/SpotByNetApp_Finops_ReadOnly');
  });
});

describe('IAM policies', () => {
  it('are made once, found by their ARN, and deleted', async () => {
    const { aws } = await tempSandbox();
    const { iam } = aws;
    const PolicyName = 'SpotByNetApp_Finops_ReadOnly_Policy';
    const PolicyDocument = '{"Version":"2012-10-17","Statement":[]}';
    const create = () => refusalOf(iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument })));
    await create();
    expect(await create()).toEqual([
      '409 EntityAlreadyExistsException',
      `A policy called ${PolicyName} already exists. Duplicate names are not allowed.`,
    ]);
    const PolicyArn = `arn:aws:iam::111122223333:policy/${PolicyName}`;
    expect((await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy).toEqual({
      PolicyName,
      Arn: PolicyArn,
      Path: '/',
      PolicyId: expect.stringMatching(/^ANPA[0-9A-Z]{17}$/u) as string,
      DefaultVersionId: 'v1',
      AttachmentCount: 0,
      IsAttachable: true,
      CreateDate: expect.any(Date) as Date,
      UpdateDate: expect.any(Date) as Date,
    });
    await iam.send(new DeletePolicyCommand({ PolicyArn }));
    expect(await refusalOf(iam.send(new GetPolicyCommand({ PolicyArn })))).toEqual([
      '404 NoSuchEntityException',
      `Policy ${PolicyArn} was not found.`,
    ]);
  });
});
