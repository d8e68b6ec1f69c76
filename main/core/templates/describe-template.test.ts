import { describe, expect, it } from 'vitest';
import { accessRoleTemplate } from '../sandbox/templates/access-role-template.ts';
import { crawlerTemplate } from '../sandbox/templates/crawler-template.ts';
import { extractorTemplate } from '../sandbox/templates/extractor-template.ts';
import { describeTemplate } from './describe-template.ts';
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
