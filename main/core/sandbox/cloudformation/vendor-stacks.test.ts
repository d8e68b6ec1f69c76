/** The vendor's stacks, from the links that the sandbox gives. Expected: docs/procedure.md: 'AWS set-up values'; docs/aws.md: 'Access role template'. */
import { DescribeStackEventsCommand, GetTemplateSummaryCommand } from '@aws-sdk/client-cloudformation';
import { GetRoleCommand, ListAttachedRolePoliciesCommand } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { stackDesk } from '../../../../test/support/stacks.ts';
import { refusalOf } from '../../../../test/support/temp-sandbox.ts';
import { DEFAULT_ACCOUNT } from '../sandbox.ts';
import { accessRoleLink, vendorLink } from '../templates/index.ts';

/** What a quick-create link says, read as the console reads it. */
function partsOf(link: string): { TemplateURL: string; StackName: string; parameters: Record<string, string> } {
  const { hash } = new URL(link);
  const query = new URLSearchParams(hash.slice(hash.indexOf('?')));
  const parameters = [...query].flatMap(([name, value]) => (name.startsWith('param_') ? [[name.slice(6), value]] : []));
  return {
    TemplateURL: query.get('templateURL') ?? '',
    StackName: query.get('stackName') ?? '',
    parameters: Object.fromEntries(parameters) as Record<string, string>,
  };
}

function withParameters(parameters: Record<string, string>): {
  Parameters: { ParameterKey: string; ParameterValue: string }[];
} {
  return {
    Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
  };
}

const CAPABILITY_IAM = { Capabilities: ['CAPABILITY_IAM' as const] };

describe('the extractor stack', () => {
  it('is made from the link, with what the operator fills in', async () => {
    const desk = await stackDesk();
    const { TemplateURL, StackName, parameters } = partsOf(vendorLink(DEFAULT_ACCOUNT));
    expect([TemplateURL, StackName, parameters]).toEqual([
      'https://sandbox-vendor-templates.s3.us-east-1.amazonaws.com/extractor.yml',
      'SpotCURExtractor',
      {
        CURPrefixName: 'spotinst_eco',
        CustomerName: 'customer-111122223333',
        LambdaFunctionBucket: 'sandbox-vendor-templates',
        LambdaFunctionKey: 'extractor/2026-11/extractor.zip',
        S3OutputBucket: 'sandbox-vendor-output',
      },
    ]);
    const { Parameters } = await desk.aws.cloudformation.send(new GetTemplateSummaryCommand({ TemplateURL }));
    expect(Parameters?.map(({ ParameterKey }) => ParameterKey)).toEqual([
      'AccountList',
      'CURBucketName',
      'CURPrefixName',
      'CustomerName',
      'LambdaFunctionBucket',
      'LambdaFunctionKey',
      'S3OutputBucket',
    ]);
    const all = { ...parameters, CURBucketName: 'spotinst-cur-report', AccountList: '111122223333,444455556666' };
    await desk.create({ StackName, TemplateURL, ...withParameters(all), ...CAPABILITY_IAM });
    const stack = await desk.stack(StackName);
    expect(stack).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      Outputs: [
        {
          OutputKey: 'ExtractorFunctionArn',
          OutputValue: 'arn:aws:lambda:us-east-1:111122223333:function:SpotCURExtractor-extractor',
        },
      ],
    });
    const { StackEvents = [] } = await desk.aws.cloudformation.send(new DescribeStackEventsCommand({ StackName }));
    const event = StackEvents.find(({ LogicalResourceId }) => LogicalResourceId === 'ExtractorFunction');
    expect(JSON.parse(event?.ResourceProperties ?? '')).toMatchObject({
      Environment: {
        Variables: { ACCOUNTS: '111122223333,444455556666', OUTPUT: 'sandbox-vendor-output/customer-111122223333' },
      },
    });
  });

  it('refuses accounts in another form than the vendor asks for', async () => {
    const desk = await stackDesk();
    const { TemplateURL, parameters } = partsOf(vendorLink(DEFAULT_ACCOUNT));
    const all = { ...parameters, CURBucketName: 'b', AccountList: '111122223333, 444455556666' };
    expect(await refusalOf(desk.create({ TemplateURL, ...withParameters(all), ...CAPABILITY_IAM }))).toEqual([
      '400 ValidationError',
      'Parameter AccountList failed to satisfy constraint: account IDs of 12 digits, separated by commas, without spaces',
    ]);
  });
});

describe('the access role stack', () => {
  it('makes the named role, and gives its ARN', async () => {
    const desk = await stackDesk();
    const { TemplateURL, StackName } = partsOf(accessRoleLink(DEFAULT_ACCOUNT));
    const input = {
      StackName,
      TemplateURL,
      ...withParameters({ CostAndUsageBucket: 'spotinst-cur-report' }),
      Capabilities: ['CAPABILITY_NAMED_IAM' as const],
    };
    await desk.create(input);
    expect((await desk.stack(StackName)).Outputs).toEqual([
      {
        OutputKey: 'SpotFinOpsRoleArn',
        OutputValue: 'arn:aws:iam::111122223333:role/SpotByNetApp_Finops_ReadOnly',
        Description: "Paste it into the vendor's console",
      },
    ]);
    const RoleName = 'SpotByNetApp_Finops_ReadOnly';
    expect((await desk.aws.iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies).toEqual([
      {
        PolicyName: 'SpotByNetApp_Finops_ReadOnly_Policy',
        PolicyArn: 'arn:aws:iam::111122223333:policy/SpotByNetApp_Finops_ReadOnly_Policy',
      },
    ]);
    await desk.create({ ...input, StackName: 'Second' });
    const failed = (await desk.events('Second', { reasons: true })).find((event) => event.includes('CREATE_FAILED'));
    expect(failed).toMatch(
      /^SpotFinOpsManagedPolicy CREATE_FAILED: Resource handler returned message: "A policy called SpotByNetApp_Finops_ReadOnly_Policy already exists\. Duplicate names are not allowed\. \(Service: Iam, Status Code: 409, .*HandlerErrorCode: AlreadyExists\)$/,
    );
    await desk.remove(StackName);
    expect(await refusalOf(desk.aws.iam.send(new GetRoleCommand({ RoleName })))).toEqual([
      '404 NoSuchEntityException',
      'The role with name SpotByNetApp_Finops_ReadOnly cannot be found.',
    ]);
  });

  it('of the older generation names nothing', async () => {
    const desk = await stackDesk();
    const { TemplateURL } = partsOf(accessRoleLink(DEFAULT_ACCOUNT, 'older'));
    const input = { TemplateURL, ...withParameters({ CostAndUsageBucket: 'b' }), ...CAPABILITY_IAM };
    const id = await desk.create({ StackName: 'SpotFinOpsRole', ...input });
    expect((await desk.stack(id)).Outputs?.[0]?.OutputValue).toMatch(
      /^arn:aws:iam::111122223333:role\/SpotFinOpsRole-SpotFinOpsRole-[A-Za-z0-9]{12}$/,
    );
  });
});
