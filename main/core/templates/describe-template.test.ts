import { describe, expect, it } from 'vitest';
import { accessRoleTemplate } from '../sandbox/templates/access-role-template.ts';
import { crawlerTemplate } from '../sandbox/templates/crawler-template.ts';
import { extractorTemplate } from '../sandbox/templates/extractor-template.ts';
import { describeTemplate } from './describe-template.ts';
import { iamBreadth } from './iam-breadth.ts';
import { readTemplate } from './read-template.ts';

const CRAWLER = readTemplate(
  crawlerTemplate({
    bucket: 'spotinst-cur-report',
    prefix: 'spotinst_eco',
    report: 'spotinst-cur-report',
    runtime: 'nodejs20.x',
  }),
);
const EXTRACTOR = readTemplate(extractorTemplate());
const OLDER = readTemplate(accessRoleTemplate('older'));
const CURRENT = readTemplate(accessRoleTemplate('current'));

describe('describeTemplate', () => {
  it('tells what crawler-cfn.yml makes, by which names and runtimes', () => {
    expect(describeTemplate(CRAWLER)).toEqual({
      description: '',
      parameters: [],
      resources: [
        { logicalId: 'AWSCURDatabase', type: 'AWS::Glue::Database' },
        { logicalId: 'AWSCURCrawlerComponentFunction', type: 'AWS::IAM::Role' },
        { logicalId: 'AWSCURCrawlerLambdaExecutor', type: 'AWS::IAM::Role' },
        { logicalId: 'AWSCURCrawler', type: 'AWS::Glue::Crawler' },
        { logicalId: 'AWSCURInitializer', type: 'AWS::Lambda::Function' },
        { logicalId: 'AWSStartCURCrawler', type: 'Custom::AWSStartCURCrawler' },
        { logicalId: 'AWSS3CUREventLambdaPermission', type: 'AWS::Lambda::Permission' },
        { logicalId: 'AWSS3CURLambdaExecutor', type: 'AWS::IAM::Role' },
        { logicalId: 'AWSS3CURNotification', type: 'AWS::Lambda::Function' },
        { logicalId: 'AWSPutS3CURNotification', type: 'Custom::AWSPutS3CURNotification' },
        { logicalId: 'AWSCURReportStatusTable', type: 'AWS::Glue::Table' },
      ],
      fixedNames: [
        {
          logicalId: 'AWSCURDatabase',
          type: 'AWS::Glue::Database',
          property: 'DatabaseInput.Name',
          name: 'athenacurcfn_spotinst_cur_report',
          parameter: null,
        },
        {
          logicalId: 'AWSCURCrawler',
          type: 'AWS::Glue::Crawler',
          property: 'Name',
          name: 'AWSCURCrawler-spotinst-cur-report',
          parameter: null,
        },
        {
          logicalId: 'AWSCURReportStatusTable',
          type: 'AWS::Glue::Table',
          property: 'TableInput.Name',
          name: 'cost_and_usage_data_status',
          parameter: null,
        },
      ],
      runtimes: [
        { logicalId: 'AWSCURInitializer', runtime: 'nodejs20.x' },
        { logicalId: 'AWSS3CURNotification', runtime: 'nodejs20.x' },
      ],
      outputs: [],
      capabilities: [
        {
          capability: 'CAPABILITY_IAM',
          reason: 'The following resource(s) require capabilities: [AWS::IAM::Role]',
        },
      ],
      transforms: [],
    });
  });

  it('tells what a template asks for', () => {
    const { parameters, outputs, fixedNames } = describeTemplate(EXTRACTOR);
    expect(parameters[0]).toEqual({
      name: 'AccountList',
      type: 'String',
      defaultValue: '',
      noEcho: false,
      description: 'Account IDs to extract, separated by commas, without spaces. Blank for all.',
      allowedValues: [],
      allowedPattern: String.raw`^(\d{12}(,\d{12})*)?$`,
      constraint: 'account IDs of 12 digits, separated by commas, without spaces',
    });
    expect(parameters.filter(({ defaultValue }) => defaultValue === null).map(({ name }) => name)).toEqual([
      'CURBucketName',
      'CustomerName',
      'LambdaFunctionBucket',
      'LambdaFunctionKey',
      'S3OutputBucket',
    ]);
    expect(outputs).toEqual([
      { name: 'ExtractorFunctionArn', description: 'The function that copies the report', exported: false },
    ]);
    // Named, but after the stack: no name of which could be known here.
    expect(fixedNames.map(({ logicalId, name }) => [logicalId, name])).toEqual([
      ['ExtractorLogs', null],
      ['ExtractorFunction', null],
    ]);
  });

  it('takes a name from the default of its parameter', () => {
    expect(describeTemplate(OLDER).fixedNames).toEqual([]);
    expect(describeTemplate(CURRENT).fixedNames).toEqual([
      {
        logicalId: 'SpotFinOpsManagedPolicy',
        type: 'AWS::IAM::ManagedPolicy',
        property: 'ManagedPolicyName',
        name: 'SpotByNetApp_Finops_ReadOnly_Policy',
        parameter: 'PolicyName',
      },
      {
        logicalId: 'SpotFinOpsRole',
        type: 'AWS::IAM::Role',
        property: 'RoleName',
        name: 'SpotByNetApp_Finops_ReadOnly',
        parameter: 'RoleName',
      },
    ]);
  });

  it.each([
    ['Resources: {A: {Type: AWS::S3::Bucket}}', []],
    ['Resources: {A: {Type: AWS::IAM::Policy, Properties: {PolicyName: a}}}', ['CAPABILITY_IAM']],
    [
      'Resources: {A: {Type: AWS::IAM::User, Properties: {UserName: a}}, B: {Type: AWS::IAM::Role}}',
      ['CAPABILITY_NAMED_IAM'],
    ],
    [
      'Transform: AWS::Serverless-2016-10-31\nResources: {A: {Type: AWS::IAM::Role}}',
      ['CAPABILITY_IAM', 'CAPABILITY_AUTO_EXPAND'],
    ],
    [
      "Resources: {A: {Type: AWS::S3::Bucket, Properties: {'Fn::Transform': {Name: AWS::Include}}}}",
      ['CAPABILITY_AUTO_EXPAND'],
    ],
  ])('needs for %s: %j', (text, expected) => {
    expect(describeTemplate(readTemplate(text)).capabilities.map(({ capability }) => capability)).toEqual(expected);
  });
});

describe('iamBreadth', () => {
  it('shows that the older access role is far from read-only', () => {
    const { wildcards, changing, managedPolicies, trusts, readOnly } = iamBreadth(OLDER);
    expect({ wildcards, changing, managedPolicies, trusts, readOnly }).toEqual({
      wildcards: ['ce:*', 'cur:*', 'support:*', 'trustedadvisor:*'],
      changing: ['ce:*', 'cur:*', 'support:*', 'trustedadvisor:*'],
      managedPolicies: [
        { logicalId: 'SpotFinOpsRole', arn: 'arn:aws:iam::aws:policy/job-function/Billing' },
        { logicalId: 'SpotFinOpsRole', arn: 'arn:aws:iam::aws:policy/AWSCloudFormationReadOnlyAccess' },
        { logicalId: 'SpotFinOpsRole', arn: 'arn:aws:iam::aws:policy/ServiceQuotasFullAccess' },
      ],
      trusts: [
        {
          logicalId: 'SpotFinOpsRole',
          principals: ['arn:aws:iam::884866656237:root', 'arn:aws:iam::627743545735:root'],
          externalId: false,
        },
      ],
      readOnly: false,
    });
  });

  it('shows the one thing that the current access role may write', () => {
    const { wildcards, changing, grants, readOnly } = iamBreadth(CURRENT);
    expect([wildcards, changing, readOnly]).toEqual([[], ['s3:PutObject*'], false]);
    expect(grants.find(({ actions }) => actions.includes('s3:PutObject*'))).toEqual({
      logicalId: 'SpotFinOpsManagedPolicy',
      policy: 'SpotFinOpsManagedPolicy',
      effect: 'Allow',
      actions: ['s3:PutObject*'],
      resources: ['arn:aws:s3:::sc-customer-*'],
      conditional: false,
    });
  });

  it('reads inline policies, and references as they are written', () => {
    expect(iamBreadth(EXTRACTOR).grants.map(({ policy, resources }) => [policy, resources])).toEqual([
      ['ReadReport', ['*']],
      [
        'ReadReport',
        [
          'arn:${AWS::Partition}:s3:::${CURBucketName}',
          'arn:${AWS::Partition}:s3:::${CURBucketName}/${CURPrefixName}/*',
        ],
      ],
      ['WriteOutput', ['arn:${AWS::Partition}:s3:::${S3OutputBucket}/${Customer}/*']],
    ]);
    expect(iamBreadth(EXTRACTOR).changing).toEqual(['athena:StartQueryExecution', 's3:PutObject']);
  });

  it('counts NotAction as everything else, Deny as nothing, and knows AWS’s own read-only policies', () => {
    const role = (policies: string, managed = ''): string =>
      `Resources: {A: {Type: AWS::IAM::Role, Properties: {ManagedPolicyArns: [${managed}], Policies: [{PolicyName: p, PolicyDocument: {Statement: ${policies}}}]}}}`;
    const breadth = (policies: string, managed?: string) => {
      const { wildcards, changing, readOnly } = iamBreadth(readTemplate(role(policies, managed)));
      return { wildcards, changing, readOnly };
    };
    expect(breadth('{Effect: Allow, NotAction: iam:*, Resource: "*"}')).toEqual({
      wildcards: ['everything but iam:*'],
      changing: ['everything but iam:*'],
      readOnly: false,
    });
    expect(
      breadth('[{Effect: Deny, Action: "*", Resource: "*"}, {Effect: Allow, Action: "ce:Get*", Resource: "*"}]'),
    ).toEqual({
      wildcards: [],
      changing: [],
      readOnly: true,
    });
    const reads = 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess';
    expect(breadth('{Effect: Allow, Action: "ce:Get*", Resource: "*"}', reads).readOnly).toBe(true);
    const admin = 'arn:aws:iam::aws:policy/AdministratorAccess';
    expect(breadth('{Effect: Allow, Action: "ce:Get*", Resource: "*"}', admin).readOnly).toBe(false);
  });

  it('counts both branches of a condition, and what a parameter attaches', () => {
    const text = `
      Parameters: {Extra: {Type: String}}
      Conditions: {Wide: !Equals [a, b]}
      Resources:
        Own: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: []}}}
        A:
          Type: AWS::IAM::Role
          Properties:
            ManagedPolicyArns: [!Ref Own, !Ref Extra, !If [Wide, 'arn:aws:iam::aws:policy/PowerUserAccess', !Ref AWS::NoValue]]
            Policies:
              - !If
                - Wide
                - PolicyName: p
                  PolicyDocument:
                    Statement:
                      - !If [Wide, {Effect: Allow, Action: [!If [Wide, 's3:*', 's3:Get*']], Resource: '*'}, !Ref AWS::NoValue]
                - !Ref AWS::NoValue`;
    const { grants, managedPolicies, wildcards, readOnly } = iamBreadth(readTemplate(text));
    expect(grants.map(({ policy, actions }) => [policy, actions])).toEqual([['p', ['s3:*', 's3:Get*']]]);
    expect(managedPolicies.map(({ arn }) => arn)).toEqual(['${Extra}', 'arn:aws:iam::aws:policy/PowerUserAccess']);
    expect([wildcards, readOnly]).toEqual([['s3:*'], false]);
  });
});
