/** What CloudFormation takes and refuses, by the SDK's own client. Expected: docs/aws.md: 'Stack requests'; CloudFormation's API reference. */
import {
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  GetTemplateSummaryCommand,
  ListStacksCommand,
  UpdateStackCommand,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import type { CreateStackCommandInput } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { CRAWLER_URL, stackDesk } from '../../../../test/support/stacks.ts';
import { clientsOf, refusalOf } from '../../../../test/support/temp-sandbox.ts';

const GROUP = { Resources: { Logs: { Type: 'AWS::Logs::LogGroup' } } };
const TemplateBody = JSON.stringify(GROUP);
const ROLE = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } };
const NAMED_ROLE = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'Auditor', AssumeRolePolicyDocument: {} } };

async function refusalOfStack(input: Partial<CreateStackCommandInput>, template?: object): Promise<unknown> {
  const { aws } = await stackDesk();
  const body = template === undefined ? {} : { TemplateBody: JSON.stringify(template) };
  return refusalOf(aws.cloudformation.send(new CreateStackCommand({ StackName: 'A', ...body, ...input })));
}

describe('a request for a stack', () => {
  it('needs a good name', async () => {
    expect(await refusalOfStack({ StackName: 'Spot Eco Stack', TemplateBody })).toEqual([
      '400 ValidationError',
      "1 validation error detected: Value 'Spot Eco Stack' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*",
    ]);
  });

  it('needs the capability that the template needs', async () => {
    expect(await refusalOfStack({}, { Resources: { Role: ROLE } })).toEqual([
      '400 InsufficientCapabilitiesException',
      'Requires capabilities : [CAPABILITY_IAM]',
    ]);
    expect(await refusalOfStack({ Capabilities: ['CAPABILITY_IAM'] }, { Resources: { Role: NAMED_ROLE } })).toEqual([
      '400 InsufficientCapabilitiesException',
      'Requires capabilities : [CAPABILITY_NAMED_IAM]',
    ]);
    const named = await refusalOfStack({ Capabilities: ['CAPABILITY_NAMED_IAM'] }, { Resources: { Role: ROLE } });
    expect(named).toMatchObject({ StackId: expect.stringContaining(':stack/A/') as string });
  });

  it('needs a name that no stack has, not even one that failed or is in review', async () => {
    const desk = await stackDesk();
    const again = (StackName: string): Promise<unknown> =>
      refusalOf(desk.aws.cloudformation.send(new CreateStackCommand({ StackName, TemplateBody })));
    const refusal = (name: string): unknown => ['400 AlreadyExistsException', `Stack [${name}] already exists`];
    await desk.create({ StackName: 'Done', TemplateBody });
    expect(await again('Done')).toEqual(refusal('Done'));

    desk.sandbox.setFault({ key: 'lake-formation' });
    await desk.create({ TemplateURL: CRAWLER_URL, Capabilities: ['CAPABILITY_IAM'] });
    expect((await desk.stack('SpotEcoStack')).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await again('SpotEcoStack')).toEqual(refusal('SpotEcoStack'));

    const set = { StackName: 'Reviewed', ChangeSetName: 'first', ChangeSetType: 'CREATE' as const, TemplateBody };
    await desk.aws.cloudformation.send(new CreateChangeSetCommand(set));
    expect(await again('Reviewed')).toEqual(refusal('Reviewed'));

    await desk.aws.cloudformation.send(new DeleteStackCommand({ StackName: 'SpotEcoStack' }));
    desk.settle();
    expect(await again('SpotEcoStack')).toMatchObject({ StackId: expect.any(String) as string });
  });

  it('makes one stack however often it comes with the same token; the token is good for nothing else', async () => {
    const { aws, sandbox } = await stackDesk();
    const input = { StackName: 'A', TemplateBody, ClientRequestToken: 'case-7-athena-1' };
    const first = await aws.cloudformation.send(new CreateStackCommand(input));
    const second = await aws.cloudformation.send(new CreateStackCommand(input));
    expect(second.StackId).toBe(first.StackId);
    expect(sandbox.status().created.filter((what) => what.startsWith('stack'))).toEqual(['stack A']);
    const used = [
      '400 TokenAlreadyExistsException',
      'Client token case-7-athena-1 already exists for a different request',
    ];
    expect(await refusalOf(aws.cloudformation.send(new CreateStackCommand({ ...input, StackName: 'B' })))).toEqual(
      used,
    );
    const { ClientRequestToken } = input;
    expect(
      await refusalOf(aws.cloudformation.send(new DeleteStackCommand({ StackName: 'A', ClientRequestToken }))),
    ).toEqual(used);
  });

  it('keeps what failed, or nothing at all, where it asks for that', async () => {
    const desk = await stackDesk();
    desk.sandbox.setFault({ key: 'lake-formation' });
    const input = { TemplateURL: CRAWLER_URL, Capabilities: ['CAPABILITY_IAM' as const] };
    const kept = await desk.create({ ...input, OnFailure: 'DO_NOTHING' });
    const stack = await desk.stack(kept);
    expect([stack.StackStatus, stack.StackStatusReason, stack.DisableRollback]).toEqual([
      'CREATE_FAILED',
      'The following resource(s) failed to create: [AWSCURDatabase]. ',
      true,
    ]);
    const gone = await desk.create({ ...input, StackName: 'B', OnFailure: 'DELETE' });
    expect((await desk.stack(gone)).StackStatus).toBe('DELETE_COMPLETE');
    expect(
      await refusalOf(desk.create({ ...input, StackName: 'C', OnFailure: 'DELETE', DisableRollback: true })),
    ).toEqual(['400 ValidationError', 'You can specify either DisableRollback or OnFailure, but not both.']);
  });

  it('is refused with what the sandbox does not know, by name', async () => {
    const unknown = (what: string): unknown => ['400 SandboxUnsupported', `The sandbox does not know ${what}.`];
    expect(await refusalOfStack({ TemplateBody, RoleARN: 'arn:aws:iam::111122223333:role/admin' })).toEqual(
      unknown('the parameter RoleARN of CreateStack'),
    );
    expect(await refusalOfStack({}, { Resources: { Vpc: { Type: 'AWS::EC2::VPC' } } })).toEqual(
      unknown('the resource type AWS::EC2::VPC (of Vpc)'),
    );
    expect(
      await refusalOfStack(
        {},
        { Resources: { A: { Type: 'AWS::S3::Bucket', Properties: { Tags: [], BucketName: 'a', Foo: 1 } } } },
      ),
    ).toEqual(unknown('the property Foo of AWS::S3::Bucket (of A)'));
    expect(await refusalOfStack({}, { ...GROUP, Transform: 'AWS::Serverless-2016-10-31' })).toEqual(
      unknown('the template section Transform'),
    );
    expect(
      await refusalOfStack(
        {},
        { Resources: { A: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::ImportValue': 'x' } } } } },
      ),
    ).toEqual(unknown('the function Fn::ImportValue'));
    expect(
      await refusalOfStack({}, { ...GROUP, Parameters: { Net: { Type: 'AWS::EC2::VPC::Id', Default: 'vpc-1' } } }),
    ).toEqual(unknown('the parameter type AWS::EC2::VPC::Id (of Net)'));
    const { aws } = await stackDesk();
    expect(await refusalOf(aws.cloudformation.send(new UpdateStackCommand({ StackName: 'A', TemplateBody })))).toEqual(
      unknown('UpdateStack: it creates and deletes stacks, but does not change them'),
    );
  });

  it('is refused where the template refers to what is not there', async () => {
    const logs = (name: unknown): object => ({
      Resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: name } } },
    });
    const refused = (message: string): unknown => ['400 ValidationError', message];
    const dangling =
      'Template format error: Unresolved resource dependencies [Nobody] in the Resources block of the template';
    expect(await refusalOfStack({}, logs({ Ref: 'Nobody' }))).toEqual(refused(dangling));
    expect(await refusalOfStack({}, logs({ 'Fn::Sub': 'x-${Nobody}' }))).toEqual(refused(dangling));
    expect(await refusalOfStack({}, logs({ 'Fn::GetAtt': ['Nobody', 'Arn'] }))).toEqual(
      refused('Template error: instance of Fn::GetAtt references undefined resource Nobody'),
    );
    // A name that every object inherits is no parameter.
    expect(await refusalOfStack({}, logs({ Ref: 'constructor' }))).toEqual(
      refused(dangling.replace('Nobody', 'constructor')),
    );
    const circle = {
      Resources: {
        A: { Type: 'AWS::Logs::LogGroup', DependsOn: 'B' },
        B: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: { Ref: 'A' } } },
        C: { Type: 'AWS::Logs::LogGroup' },
      },
    };
    expect(await refusalOfStack({}, circle)).toEqual(refused('Circular dependency between resources: [A, B]'));
    expect(await refusalOfStack({ TemplateBody: 'Resources: !Foo {}' })).toEqual(
      refused('Template format error: the tag !Foo is not known. (line 1)'),
    );
  });
});

describe('the template of a request', () => {
  it('is read from S3 with the rights of the caller', async () => {
    const { sandbox, aws } = await stackDesk();
    const stranger = clientsOf(sandbox, { account: '444455556666' as never }).cloudformation;
    const summary = { TemplateURL: CRAWLER_URL };
    expect(await refusalOf(stranger.send(new GetTemplateSummaryCommand(summary)))).toEqual([
      '400 ValidationError',
      'S3 error: Access Denied\nFor more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
    ]);
    const pathStyle =
      'https://s3.us-east-1.amazonaws.com/spotinst-cur-report/spotinst_eco/spotinst-cur-report/crawler-cfn.yml';
    const answer = await aws.cloudformation.send(new GetTemplateSummaryCommand({ TemplateURL: pathStyle }));
    expect(answer.Capabilities).toEqual(['CAPABILITY_IAM']);
    const gone = await refusalOf(
      aws.cloudformation.send(new GetTemplateSummaryCommand({ TemplateURL: `${CRAWLER_URL}x` })),
    );
    expect(gone).toEqual([
      '400 ValidationError',
      'S3 error: The specified key does not exist.\nFor more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
    ]);
    for (const TemplateURL of ['http://a.s3.amazonaws.com/b', 'https://example.com/a', 'nonsense']) {
      expect(await refusalOf(aws.cloudformation.send(new GetTemplateSummaryCommand({ TemplateURL })))).toEqual([
        '400 ValidationError',
        'TemplateURL must be a supported URL.',
      ]);
    }
  });

  it('is summed up', async () => {
    const { aws } = await stackDesk();
    const { $metadata: _, ...crawler } = await aws.cloudformation.send(
      new GetTemplateSummaryCommand({ TemplateURL: CRAWLER_URL }),
    );
    expect(crawler).toEqual({
      Parameters: [],
      Capabilities: ['CAPABILITY_IAM'],
      CapabilitiesReason: 'The following resource(s) require capabilities: [AWS::IAM::Role]',
      ResourceTypes: [
        'AWS::Glue::Database',
        'AWS::IAM::Role',
        'AWS::Glue::Crawler',
        'AWS::Lambda::Function',
        'Custom::AWSStartCURCrawler',
        'AWS::Lambda::Permission',
        'Custom::AWSPutS3CURNotification',
        'AWS::Glue::Table',
      ],
      Version: '2010-09-09',
      DeclaredTransforms: [],
      ResourceIdentifierSummaries: [],
    });
    const TemplateURL = 'https://sandbox-vendor-templates.s3.us-east-1.amazonaws.com/access-role.yml';
    const role = await aws.cloudformation.send(new GetTemplateSummaryCommand({ TemplateURL }));
    expect(role.Capabilities).toEqual(['CAPABILITY_NAMED_IAM']);
    expect(role.Parameters?.[1]).toEqual({
      ParameterKey: 'RoleName',
      DefaultValue: 'SpotByNetApp_Finops_ReadOnly',
      ParameterType: 'String',
      NoEcho: false,
      ParameterConstraints: { AllowedValues: [] },
    });
    const validated = await aws.cloudformation.send(new ValidateTemplateCommand({ TemplateURL }));
    expect(validated.Parameters?.map(({ ParameterKey }) => ParameterKey)).toEqual([
      'CostAndUsageBucket',
      'RoleName',
      'PolicyName',
    ]);
  });

  it('is given back as it was sent', async () => {
    const desk = await stackDesk();
    const text = '# with a comment\nResources: {Logs: {Type: AWS::Logs::LogGroup}}\n';
    await desk.create({ StackName: 'A', TemplateBody: text });
    expect((await desk.aws.cloudformation.send(new GetTemplateCommand({ StackName: 'A' }))).TemplateBody).toBe(text);
    const summary = await desk.aws.cloudformation.send(new GetTemplateSummaryCommand({ StackName: 'A' }));
    expect(summary.ResourceTypes).toEqual(['AWS::Logs::LogGroup']);
  });
});

describe('stacks', () => {
  it('are listed by pages, newest first, and each region has its own', async () => {
    const { sandbox, aws } = await stackDesk();
    for (let number = 1; number <= 102; number += 1) {
      await aws.cloudformation.send(new CreateStackCommand({ StackName: `S${number}`, TemplateBody }));
    }
    sandbox.advance(5000);
    const first = await aws.cloudformation.send(new DescribeStacksCommand({}));
    expect([first.Stacks?.length, first.Stacks?.[0]?.StackName]).toEqual([100, 'S102']);
    const { NextToken } = first;
    const second = await aws.cloudformation.send(new DescribeStacksCommand({ NextToken }));
    expect([second.Stacks?.map(({ StackName }) => StackName), second.NextToken]).toEqual([['S2', 'S1'], undefined]);
    await aws.cloudformation.send(new DeleteStackCommand({ StackName: 'S7' }));
    sandbox.advance(5000);
    const deleted = await aws.cloudformation.send(new ListStacksCommand({ StackStatusFilter: ['DELETE_COMPLETE'] }));
    expect(deleted.StackSummaries?.map(({ StackName }) => StackName)).toEqual(['S7']);
    const elsewhere = clientsOf(sandbox, { region: 'eu-west-1' }).cloudformation;
    expect((await elsewhere.send(new DescribeStacksCommand({}))).Stacks).toEqual([]);
  });

  it('tell their events by pages, newest first', async () => {
    const desk = await stackDesk();
    const groups = Array.from(
      { length: 40 },
      (_unused, index) => [`G${index}`, { Type: 'AWS::Logs::LogGroup' }] as const,
    );
    const StackName = await desk.create({ TemplateBody: JSON.stringify({ Resources: Object.fromEntries(groups) }) });
    const events = [];
    let NextToken: string | undefined;
    const sizes = [];
    do {
      const request = new DescribeStackEventsCommand({ StackName, ...(NextToken === undefined ? {} : { NextToken }) });
      const page = await desk.aws.cloudformation.send(request);
      sizes.push(page.StackEvents?.length);
      events.push(...(page.StackEvents ?? []));
      ({ NextToken } = page);
    } while (NextToken !== undefined);
    // 40 resources of three events each, and two of the stack.
    expect(sizes).toEqual([100, 22]);
    expect(events[0]).toMatchObject({ ResourceStatus: 'CREATE_COMPLETE', ResourceType: 'AWS::CloudFormation::Stack' });
    const times = events.map(({ Timestamp }) => Timestamp?.getTime() ?? 0);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  it('are reviewed as a change set before they are made', async () => {
    const desk = await stackDesk();
    const { cloudformation } = desk.aws;
    const named = { StackName: 'A', ChangeSetName: 'first' };
    await cloudformation.send(new CreateChangeSetCommand({ ...named, ChangeSetType: 'CREATE', TemplateBody }));
    expect((await desk.stack('A')).StackStatus).toBe('REVIEW_IN_PROGRESS');
    const set = await cloudformation.send(new DescribeChangeSetCommand(named));
    expect([set.Status, set.ExecutionStatus, set.Changes]).toMatchObject([
      'CREATE_COMPLETE',
      'AVAILABLE',
      [{ ResourceChange: { Action: 'Add', LogicalResourceId: 'Logs', ResourceType: 'AWS::Logs::LogGroup' } }],
    ]);
    await cloudformation.send(new ExecuteChangeSetCommand(named));
    desk.settle();
    expect((await desk.stack('A')).StackStatus).toBe('CREATE_COMPLETE');
    const other = { StackName: 'B', ChangeSetName: 'second' };
    await cloudformation.send(new CreateChangeSetCommand({ ...other, ChangeSetType: 'CREATE', TemplateBody }));
    await cloudformation.send(new DeleteChangeSetCommand(other));
    expect(await refusalOf(cloudformation.send(new ExecuteChangeSetCommand(other)))).toEqual([
      '404 ChangeSetNotFoundException',
      'ChangeSet [second] does not exist',
    ]);
    expect((await desk.stack('B')).StackStatus).toBe('REVIEW_IN_PROGRESS');
    await cloudformation.send(new DeleteStackCommand({ StackName: 'B' }));
    desk.settle();
    expect(await refusalOf(desk.stack('B'))).toEqual(['400 ValidationError', 'Stack with id B does not exist']);
  });
});
