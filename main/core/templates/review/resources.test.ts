import { describe, expect, it } from 'vitest';
import { found, KNOWN, role } from '../../../../test/support/review.ts';

describe('resources', () => {
  const made = (type: string, properties = '{}'): string =>
    `Resources: {X: {Type: '${type}', Properties: ${properties}}}`;

  it.each<[string, string, string, string[]]>([
    [
      'a user',
      'AWS::IAM::User',
      "{ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess']}",
      ['user X', 'attached-policy X.ManagedPolicyArns'],
    ],
    ['a key', 'AWS::IAM::AccessKey', '{UserName: root}', ['access-key X']],
    [
      'a group',
      'AWS::IAM::Group',
      "{Policies: [{PolicyName: p, PolicyDocument: {Statement: {Effect: Allow, Action: '*', Resource: '*'}}}]}",
      ['group X', 'everything X.Policies[0].PolicyDocument.Statement[0]'],
    ],
    ['members of a group', 'AWS::IAM::UserToGroupAddition', '{GroupName: admins, Users: [u]}', ['group X']],
    [
      'a policy on roles that are there',
      'AWS::IAM::Policy',
      '{PolicyName: p, Roles: [Admin], PolicyDocument: \'{"Statement":{"Effect":"Allow","Action":"iam:*","Resource":"*"}}\'}',
      ['made-policy X', 'whole-service X.PolicyDocument.Statement[0]'],
    ],
    [
      'a nested stack',
      'AWS::CloudFormation::Stack',
      "{TemplateURL: 'https://a.s3.amazonaws.com/b'}",
      ['nested-template X', 'nested-template X.TemplateURL'],
    ],
    ['a stack set', 'AWS::CloudFormation::StackSet', "{TemplateBody: '{}'}", ['stack-set X']],
    ['a custom resource', 'Custom::Own', '{ServiceToken: x}', ['custom-resource X']],
    ['one by its other name', 'AWS::CloudFormation::CustomResource', '{ServiceToken: x}', ['custom-resource X']],
    ['a module', 'My::S3::Bucket::MODULE', '{}', ['module X']],
    ['a hook', 'AWS::CloudFormation::HookVersion', '{}', ['hook X']],
    ['a macro', 'AWS::CloudFormation::Macro', '{}', ['transform X']],
    ['what a macro replaces', 'AWS::Serverless::Function', "{CodeUri: 's3://a/b'}", ['transform X']],
    [
      'a public bucket',
      'AWS::S3::BucketPolicy',
      "{Bucket: b, PolicyDocument: {Statement: [{Effect: Allow, Principal: '*', Action: 's3:*', Resource: '*'}]}}",
      ['resource X', 'public-access X.PolicyDocument.Statement[0]'],
    ],
    [
      'a key for others',
      'AWS::KMS::Key',
      "{KeyPolicy: {Statement: [{Effect: Allow, Principal: {AWS: '666666666666'}, Action: 'kms:*', Resource: '*'}]}}",
      ['resource X', 'resource-policy X.KeyPolicy.Statement[0]', 'foreign-principal X.KeyPolicy.Statement[0]'],
    ],
    [
      'a layer',
      'AWS::Lambda::LayerVersion',
      '{Content: {S3Bucket: a, S3Key: b}}',
      ['layer X', 'code-elsewhere X.Content'],
    ],
    [
      'a function',
      'AWS::Lambda::Function',
      "{Code: {ZipFile: 'x'}, Layers: [l], Environment: {Variables: {NODE_OPTIONS: '-r x'}}}",
      [
        'resource X',
        'inline-code X.Code.ZipFile',
        'layer X.Layers',
        'environment X.Environment.Variables.NODE_OPTIONS',
      ],
    ],
    [
      'a bucket for all',
      'AWS::S3::Bucket',
      '{AccessControl: PublicRead}',
      ['resource X', 'public-access X.AccessControl'],
    ],
    ['an address for all', 'AWS::Lambda::Url', '{AuthType: NONE}', ['resource X', 'public-access X.AuthType']],
    ['a bus for all', 'AWS::Events::EventBusPolicy', "{Principal: '*'}", ['resource X', 'everyone X.Principal']],
    ['anything else', 'AWS::EC2::Instance', '{}', ['resource X']],
  ])('%s', (_what, type, properties, expected) => {
    expect(found(made(type, properties))).toEqual(expected);
  });

  it('count as made whatever their condition, and what stays is said', () => {
    const text =
      'Conditions: {Never: !Equals [a, b]}\nResources: {X: {Type: AWS::IAM::User, Condition: Never, DeletionPolicy: Retain, UpdateReplacePolicy: Snapshot, Metadata: {a: b}, CreationPolicy: {}}}';
    expect(found(text)).toEqual([
      'kept-resource X.DeletionPolicy',
      'kept-resource X.UpdateReplacePolicy',
      'not-understood X.Metadata',
      'not-understood X.CreationPolicy',
      'user X',
    ]);
  });

  it('have no other properties: a name, a path, a tag', () => {
    expect(found(role("RoleName: Admin, Path: '/x/', Tags: [{Key: a, Value: b}], MaxSessionDuration: 43200"))).toEqual([
      'name R.RoleName',
      'not-understood R.Path',
      'not-understood R.Tags',
      'not-understood R.MaxSessionDuration',
    ]);
  });
});

describe('the extractor', () => {
  const changed = (from: string, to: string): string[] => {
    expect(KNOWN.extractor).toContain(from);
    const before = found(KNOWN.extractor, 'extractor');
    return found(KNOWN.extractor.replace(from, to), 'extractor').filter((each) => !before.includes(each));
  };

  it.each([
    [
      'a role from elsewhere',
      'Role: !GetAtt ExtractorRole.Arn',
      'Role: arn:aws:iam::012345678901:role/Admin',
      ['foreign-role ExtractorFunction.Role'],
    ],
    [
      'code in the text',
      '        S3Bucket: !Ref LambdaFunctionBucket\n        S3Key: !Ref LambdaFunctionKey\n',
      '        ZipFile: exports.handler = 1\n',
      ['inline-code ExtractorFunction.Code.ZipFile'],
    ],
    [
      'an image',
      '        S3Bucket: !Ref LambdaFunctionBucket\n        S3Key: !Ref LambdaFunctionKey\n',
      '        ImageUri: 666666666666.dkr.ecr.us-east-1.amazonaws.com/x\n',
      ['code-elsewhere ExtractorFunction.Code.ImageUri'],
    ],
    [
      'a variable',
      '          ACCOUNTS:',
      '          AWS_LAMBDA_EXEC_WRAPPER: /opt/x\n          ACCOUNTS:',
      ['environment ExtractorFunction.Environment.Variables.AWS_LAMBDA_EXEC_WRAPPER'],
    ],
    [
      'a layer',
      '      Timeout: 900',
      '      Layers: [arn:aws:lambda:us-east-1:666666666666:layer:x:1]',
      ['layer ExtractorFunction.Layers'],
    ],
    [
      'everybody as its caller',
      '      SourceArn: !GetAtt DailyExtraction.Arn\n',
      '',
      ['missing-condition ExtractionPermission'],
    ],
    [
      'another caller',
      'Principal: events.amazonaws.com',
      "Principal: '666666666666'",
      ['foreign-principal ExtractionPermission.Principal'],
    ],
    [
      'the vendor as its caller',
      'Principal: events.amazonaws.com',
      "Principal: '884866656237'",
      ['foreign-principal ExtractionPermission.Principal'],
    ],
    [
      'another function that is called',
      'Arn: !GetAtt ExtractorFunction.Arn\n  ExtractionPermission',
      'Arn: arn:aws:lambda:us-east-1:666666666666:function:x\n  ExtractionPermission',
      ['not-understood DailyExtraction.Targets[0].Arn'],
    ],
    [
      'AdministratorAccess',
      'service-role/AWSLambdaBasicExecutionRole',
      'AdministratorAccess',
      ['attached-policy ExtractorRole.ManagedPolicyArns[0]'],
    ],
  ])('%s', (_what, from, to, expected) => {
    expect(changed(from, to)).toEqual(expected);
  });
});

describe('the crawler file', () => {
  it.each([
    [
      'another bucket that it reads',
      `- Path: 's3://spotinst-cur-report/`,
      `- Path: 's3://other/`,
      ['not-understood AWSCURCrawler.Targets.S3Targets[0].Path'],
    ],
    [
      'the rights of Glue for a function',
      "                - lambda.amazonaws.com\n            Action:\n              - 'sts:AssumeRole'\n      Path: /\n",
      "                - lambda.amazonaws.com\n            Action:\n              - 'sts:AssumeRole'\n      Path: /\n      ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole']\n",
      ['attached-policy AWSCURCrawlerLambdaExecutor.ManagedPolicyArns[0]'],
    ],
    [
      'another function behind it',
      'ServiceToken: !GetAtt AWSCURInitializer.Arn',
      'ServiceToken: arn:aws:lambda:us-east-1:666666666666:function:x',
      ['not-understood AWSStartCURCrawler.ServiceToken'],
    ],
    [
      'another bucket whose events it takes',
      "SourceArn: !Sub 'arn:${AWS::Partition}:s3:::spotinst-cur-report'",
      'SourceArn: arn:aws:s3:::other',
      ['not-understood AWSS3CUREventLambdaPermission.SourceArn'],
    ],
    [
      'any account’s events',
      '      SourceAccount: !Ref AWS::AccountId\n',
      '',
      ['missing-condition AWSS3CUREventLambdaPermission'],
    ],
    [
      'another database',
      'DatabaseName: athenacurcfn_spotinst_cur_report',
      'DatabaseName: production',
      ['not-understood AWSCURReportStatusTable.DatabaseName'],
    ],
  ])('%s', (_what, from, to, expected) => {
    expect(KNOWN.athena).toContain(from);
    expect(found(KNOWN.athena.replace(from, to), 'athena')).toEqual(expected);
  });
});
