import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../../test/property/runs.ts';
import { found, KNOWN, PARAMETERS, review, role } from '../../../../test/support/review.ts';
import { accessRoleTemplate } from '../../sandbox/templates/access-role-template.ts';
import { readTemplate } from '../read-template.ts';
import { isObject } from '../template.ts';
import type { TemplateObject, TemplateValue } from '../template.ts';
import type { Purpose } from './known-grants.ts';

describe('the templates that are known', () => {
  it('end calm: the current access role, and AWS’s own crawler file', () => {
    expect(found(KNOWN['access-role'])).toEqual([]);
    expect(found(KNOWN.athena, 'athena')).toEqual([]);
    expect(review(KNOWN['access-role']).facts.map(({ sentence }) => sentence)).toEqual([
      'It makes SpotFinOpsManagedPolicy (AWS::IAM::ManagedPolicy), SpotFinOpsRole (AWS::IAM::Role).',
      'The policy SpotFinOpsManagedPolicy may ce:Describe*, ce:Get*, ce:List*, cur:DescribeReportDefinitions, organizations:Describe*, organizations:List*, savingsplans:Describe* on *.',
      'The policy SpotFinOpsManagedPolicy may s3:GetObject, s3:ListBucket on arn:aws:s3:::spotinst-cur-report, arn:aws:s3:::spotinst-cur-report/*.',
      'The policy SpotFinOpsManagedPolicy may s3:PutObject* on arn:aws:s3:::sc-customer-*.',
      "The role SpotFinOpsRole may be assumed by the vendor's account 884866656237. No external ID is asked for.",
      "The role SpotFinOpsRole may be assumed by the vendor's account 627743545735. No external ID is asked for.",
    ]);
  });

  it('ask for what they honestly have: the older role’s whole services, the extractor’s code and where it writes to', () => {
    expect(found(accessRoleTemplate('older'))).toEqual([
      'attached-policy SpotFinOpsRole.ManagedPolicyArns[1]',
      'attached-policy SpotFinOpsRole.ManagedPolicyArns[2]',
      'attached-policy SpotFinOpsRole.ManagedPolicyArns[3]',
      'whole-service SpotFinOpsManagedPolicy.PolicyDocument.Statement[0]',
    ]);
    expect(review(KNOWN.extractor, 'extractor').findings).toEqual([
      {
        kind: 'right',
        at: 'ExtractorRole.Policies[1].PolicyDocument.Statement[0]',
        sentence: 'The role ExtractorRole may: s3:PutObject; on arn:aws:s3:::vendor-output/customer-1/*.',
        consequence: 'Whoever has it can do so in this account as soon as the stack is made, and until it is deleted.',
      },
      {
        kind: 'code-elsewhere',
        at: 'ExtractorFunction.Code',
        sentence: 'ExtractorFunction.Code is code that lies elsewhere: s3://vendor-code/extractor.zip.',
        consequence:
          "It runs with the rights of the function's role. It is not bound by what was shown: whatever lies there when CloudFormation reads it is taken.",
      },
    ]);
  });

  it('say the code in them by its hash', () => {
    const code = review(KNOWN.athena, 'athena').facts.filter(({ about }) => about === 'code');
    expect(code.map(({ sentence }) => sentence)).toEqual([
      'AWSCURInitializer.Code.ZipFile is code in the template, with the SHA-256 8d199ec0a858e1f10ef7b0c8bf488e7e78a6ce935982dfddc9294685e6f86667.',
      'AWSS3CURNotification.Code.ZipFile is code in the template, with the SHA-256 3517a1c3149c4bf97fb1f4cb369bfb1ecefcba506a2792c2ab80886e19cc2a16.',
    ]);
  });

  it('are not known as one another: each is known for its own stack', () => {
    expect(found(KNOWN.athena, 'extractor')).toContain('resource AWSCURCrawler');
    expect(found(KNOWN.extractor, 'access-role', PARAMETERS.extractor)).toContain('resource ExtractorFunction');
    expect(found(KNOWN['access-role'], 'extractor', PARAMETERS['access-role'])).toEqual([
      'made-policy SpotFinOpsManagedPolicy',
      'wildcard SpotFinOpsManagedPolicy.PolicyDocument.Statement[0]',
      'right SpotFinOpsManagedPolicy.PolicyDocument.Statement[0]',
      'right SpotFinOpsManagedPolicy.PolicyDocument.Statement[1]',
      'wildcard SpotFinOpsManagedPolicy.PolicyDocument.Statement[2]',
      'foreign-principal SpotFinOpsRole.AssumeRolePolicyDocument.Statement[0]',
      'foreign-principal SpotFinOpsRole.AssumeRolePolicyDocument.Statement[0]',
    ]);
  });
});

describe('what is no resource', () => {
  const BUT = role('');
  const JUST = readTemplate(BUT).Resources;
  const written = (sections: object): string => JSON.stringify({ Resources: JUST, ...sections });

  it.each<[string, object, string[]]>([
    [
      'a transform',
      { Transform: ['AWS::Serverless-2016-10-31', 'Mine'] },
      ['transform Transform[0]', 'transform Transform[1]'],
    ],
    [
      'an include',
      { Transform: { Name: 'AWS::Include', Parameters: { Location: 's3://a/b' } } },
      ['include Transform[0]'],
    ],
    [
      'an include in a map',
      { Mappings: { M: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://a/b' } } } } },
      ['include Mappings.M'],
    ],
    [
      'a loop',
      { Conditions: { 'Fn::ForEach::X': ['A', ['b'], {}] } },
      ['not-understood Conditions.Fn::ForEach::X', 'function Conditions'],
    ],
    ['hooks', { Hooks: { Green: { Type: 'AWS::CodeDeploy::BlueGreen' } } }, ['hook Hooks.Green']],
    ['rules', { Rules: { R: { Assertions: [] } } }, ['rule Rules.R']],
    ['metadata', { Metadata: { a: 1 } }, ['not-understood Metadata.a']],
    ['another version', { AWSTemplateFormatVersion: '2026-01-01' }, ['not-understood AWSTemplateFormatVersion']],
    [
      'a parameter of the Parameter Store',
      { Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: 'x' } } },
      ['ssm-parameter Parameters.P'],
    ],
    [
      'a parameter of another type, with more',
      { Parameters: { P: { Type: 'AWS::EC2::VPC::Id', Default: { Ref: 'X' }, Extra: 1 } } },
      ['not-understood Parameters.P.Type', 'not-understood Parameters.P.Default', 'not-understood Parameters.P.Extra'],
    ],
    [
      'a secret in a default',
      { Parameters: { P: { Type: 'String', Default: '{{resolve:secretsmanager:a}}' } } },
      ['dynamic-reference Parameters.P', 'dynamic-reference Parameters.P.Default'],
    ],
    ['an export', { Outputs: { O: { Value: 'x', Export: { Name: 'n' } } } }, ['export Outputs.O']],
    [
      'a role that it does not make',
      { Outputs: { SpotFinOpsRoleArn: { Value: 'arn:aws:iam::666666666666:role/x' } } },
      ['foreign-role Outputs.SpotFinOpsRoleArn.Value'],
    ],
    [
      'what is no output',
      { Outputs: { O: { Value: { 'Fn::GetAtt': ['R', 'Secret'] }, Extra: 1 } } },
      ['not-understood Outputs.O.Value', 'not-understood Outputs.O.Extra'],
    ],
    [
      'a function beside others',
      { Outputs: { O: { Value: { Ref: 'R', Extra: 1 } } } },
      ['not-understood Outputs.O.Value', 'not-understood Outputs.O.Value'],
    ],
  ])('%s', (_what, sections, expected) => {
    expect(
      found(written(sections), 'access-role', { P: '{{resolve:ssm:a}}' }).filter(
        (each) => !(each === 'dynamic-reference Parameters.P' && !expected.includes(each)),
      ),
    ).toEqual(expected);
  });

  it('a dynamic reference is found where it is put together, and in what a parameter is given', () => {
    const text = `Parameters: {P: {Type: String}}\n${role("Policies: [{PolicyName: !Join ['', ['{{res', 'olve:ssm:a}}']], PolicyDocument: {Statement: []}}]")}`;
    expect(found(text, 'access-role', { P: '{{resolve:secretsmanager:x}}' })).toEqual([
      'dynamic-reference Parameters.P',
      'dynamic-reference R.Policies[0].PolicyName',
    ]);
  });

  it('nothing that nobody may see is shown', () => {
    const text = `Parameters: {K: {Type: String, NoEcho: true}}\n${role("RoleName: !Ref K, Policies: [{PolicyName: !Sub 'a-${K}', PolicyDocument: {Statement: [{Effect: Allow, Action: 'iam:X', Resource: !Ref K}]}}]")}`;
    const told = JSON.stringify(review(text, 'access-role', { K: 'hush-hush' }, ['K']));
    expect(told).toContain('on ${K}');
    expect(told).not.toContain('hush');
  });

  it('texts that hold one another many times, and policies that are nested too deeply, are not understood', () => {
    const bomb = [1, 2, 3, 4, 5, 6, 7, 8].reduce(
      (inner) => `!Sub ['${'${A}'.repeat(50)}', {A: ${inner}}]`,
      `!If [C, aaaaaaaaaa, bbbbbbbbbb]`,
    );
    expect(found(role(`Description: ${bomb}`))).toEqual(['not-understood R.Description']);
    const deep = `{"Statement":{"Condition":${'['.repeat(500)}${']'.repeat(500)}}}`;
    expect(found(role(`Policies: [{PolicyName: p, PolicyDocument: '${deep}'}]`))).toEqual([
      'not-understood R.Policies[0].PolicyDocument',
    ]);
  });

  it('marks that are not seen are written out', () => {
    const { findings } = review('Resources: {X: {Type: "AWS::\\u202Eevil\\u27E6aws.undo\\u27E7", Properties: {}}}');
    expect(findings[0]?.sentence).toContain(String.raw`AWS::\u202eevil\u27e6aws.undo\u27e7`);
  });
});

describe('property', () => {
  /** Every map of a value in which a name says what it is; not those whose names are anything. */
  function places(value: TemplateValue, at: string[] = []): string[][] {
    if (Array.isArray(value)) return value.flatMap((each, i) => places(each, [...at, String(i)]));
    if (!isObject(value)) return [];
    const inner = Object.entries(value).flatMap(([name, each]) => places(each, [...at, name]));
    return at.length < 2 ? inner : [at, ...inner];
  }

  function putInto(
    template: TemplateObject,
    at: readonly string[],
    name: string,
    value: TemplateValue,
  ): TemplateObject {
    const copy = structuredClone(template);
    const place = at.reduce<TemplateValue>(
      (each, step) => (each as TemplateObject)[step] ?? null,
      copy,
    ) as TemplateObject;
    place[name] = value;
    return copy;
  }

  it.each<Purpose>(['access-role', 'extractor', 'athena'])(
    'whatever is put anywhere into the known template of the %s is shown, and so is another type',
    (purpose) => {
      const template = structuredClone(readTemplate(KNOWN[purpose])) as unknown as TemplateObject;
      const before = new Set(found(KNOWN[purpose], purpose));
      const shown = (changed: TemplateObject): string[] =>
        found(JSON.stringify(changed), purpose, PARAMETERS[purpose]).filter((each) => !before.has(each));
      const ids = Object.keys(template['Resources'] as TemplateObject);
      fc.assert(
        fc.property(
          fc.constantFrom(...places(template)),
          fc.string({ minLength: 1 }).map((name) => `Zz${name.replaceAll(/[^A-Za-z]/gu, '')}`),
          // A name that JavaScript reads in its own way is refused before.
          fc.jsonValue({ maxDepth: 2 }).filter((value) => !JSON.stringify(value).includes('__proto__')),
          fc.constantFrom(...ids),
          (at, name, value, id) => {
            expect(shown(putInto(template, at, name, value as TemplateValue))).not.toEqual([]);
            expect(shown(putInto(template, ['Resources', id], 'Type', `AWS::${name}::Thing`))).toContain(
              `resource ${id}`,
            );
            expect(shown(putInto(template, ['Resources'], name, { Type: 'AWS::Zz::Zz' }))).toEqual([
              `resource ${name}`,
            ]);
          },
        ),
        propertyRuns(`what is put into the template of the ${purpose}`, 60),
      );
    },
  );
});
