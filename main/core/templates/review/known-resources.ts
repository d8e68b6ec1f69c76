import { isObject, own } from '../template.ts';
import type { TemplateObject, TemplateValue } from '../template.ts';
import { judgeCaller, judgeGrants, judgeManaged, judgeTrust } from './judge-policy.ts';
import type { Judging } from './judge-policy.ts';
import type { Holder, Purpose } from './known-grants.ts';
import { texts } from './policy-text.ts';
import {
  anyText,
  code,
  environment,
  layers,
  list,
  map,
  objectsOf,
  oneOf,
  ownResource,
  ownRole,
  shownOf,
  text,
} from './shapes.ts';
import type { Shape } from './shapes.ts';

/**
 * What the vendor's templates and AWS's own make, by type and property (docs/aws.md: 'Access role template', 'The crawler template').
 * The list is closed: another type, another property, another value is a finding.
 */
export const KNOWN_RESOURCES: Readonly<Record<Purpose, Readonly<Record<string, Shape>>>> = {
  'access-role': { 'AWS::IAM::Role': role, 'AWS::IAM::ManagedPolicy': managedPolicy },
  extractor: {
    'AWS::IAM::Role': role,
    'AWS::Logs::LogGroup': map({ LogGroupName: anyText, RetentionInDays: anyText }),
    'AWS::Lambda::Function': lambda({ inline: false, variables: ['ACCOUNTS', 'OUTPUT'] }),
    'AWS::Events::Rule': map({
      ScheduleExpression: anyText,
      State: anyText,
      Targets: list(map({ Id: anyText, Arn: ownResource('AWS::Lambda::Function', ['Arn']) })),
    }),
    'AWS::Lambda::Permission': permission,
  },
  athena: {
    'AWS::IAM::Role': role,
    'AWS::Glue::Database': map({ CatalogId: isAccount(), DatabaseInput: map({ Name: anyText }) }),
    'AWS::Glue::Crawler': map({
      Name: anyText,
      Description: anyText,
      Role: ownRole,
      DatabaseName: database(),
      Targets: map({ S3Targets: list(map({ Path: inReport(), Exclusions: list(anyText) })) }),
      SchemaChangePolicy: map({
        UpdateBehavior: oneOf('UPDATE_IN_DATABASE'),
        DeleteBehavior: oneOf('DELETE_FROM_DATABASE'),
      }),
    }),
    'AWS::Glue::Table': map({
      DatabaseName: database(),
      CatalogId: isAccount(),
      TableInput: map({
        Name: anyText,
        TableType: oneOf('EXTERNAL_TABLE'),
        StorageDescriptor: map({
          Columns: list(map({ Name: anyText, Type: anyText })),
          InputFormat: anyText,
          OutputFormat: anyText,
          SerdeInfo: map({ SerializationLibrary: anyText }),
          Location: inReport(),
        }),
      }),
    }),
    'AWS::Lambda::Function': lambda({ inline: true, variables: [] }),
    'AWS::Lambda::Permission': permission,
    'Custom::AWSStartCURCrawler': map({ ServiceToken: ownFunction() }),
    'Custom::AWSPutS3CURNotification': map({
      ServiceToken: ownFunction(),
      TargetLambdaArn: ownFunction(),
      BucketName: text((name, { names }) => name === names.bucket),
      ReportKey: text((key, { names: { prefix, report } }) => key === `${prefix}/${report}/${report}`),
    }),
  },
};

function ownFunction(): Shape {
  return ownResource('AWS::Lambda::Function', ['Arn']);
}

function isAccount(): Shape {
  return text((id, { scope }) => id === scope.accountId);
}

/** The database that the template makes, by its reference or its name. */
function database(): Shape {
  const reference = ownResource('AWS::Glue::Database', [null]);
  const byName = text((name, { scope }) =>
    Object.values(scope.template.Resources).some(({ Type, Properties }) => {
      const input = Type === 'AWS::Glue::Database' ? own(Properties, 'DatabaseInput') : undefined;
      return isObject(input) && own(input, 'Name') === name;
    }),
  );
  return (judging, at, value) => (isObject(value) ? reference(judging, at, value) : byName(judging, at, value));
}

function inReport(): Shape {
  return text((path, { names: { bucket, prefix, report } }) => path.startsWith(`s3://${bucket}/${prefix}/${report}/`));
}

function lambda({ inline, variables }: { inline: boolean; variables: readonly string[] }): Shape {
  return map({
    FunctionName: anyText,
    Code: code(inline),
    Handler: anyText,
    Runtime: anyText,
    Timeout: anyText,
    MemorySize: anyText,
    ReservedConcurrentExecutions: anyText,
    Role: ownRole,
    Layers: layers,
    Environment: environment(variables),
  });
}

function role(judging: Judging, at: string, value: TemplateValue): void {
  for (const properties of objectsOf(judging, at, value)) roleOf(judging, at, properties);
}

function roleOf(judging: Judging, at: string, properties: TemplateObject): void {
  const { AssumeRolePolicyDocument: trust, Policies: policies, ManagedPolicyArns: managed, ...others } = properties;
  const who = `The role ${at}`;
  const holders: Holder[] = judgeTrust(judging, `${at}.AssumeRolePolicyDocument`, trust ?? null, who);
  if (policies !== undefined) {
    list(
      map({
        PolicyName: anyText,
        PolicyDocument: (...inner) => judgeGrants(...inner, { who, holders }),
      }),
    )(judging, `${at}.Policies`, policies);
  }
  if (managed !== undefined) attached(judging, `${at}.ManagedPolicyArns`, managed, { who, holders });
  map({ RoleName: name(who), Path: oneOf('/'), Description: anyText })(judging, at, others);
}

/** Policies that are attached; the template's own are judged where they are made. */
function attached(
  judging: Judging,
  at: string,
  value: TemplateValue,
  { who, holders }: { who: string; holders: readonly Holder[] },
): void {
  list((inner, place, item) => {
    const id = isObject(item) ? own(item, 'Ref') : undefined;
    const made = typeof id === 'string' ? own(judging.scope.template.Resources, id) : undefined;
    if (made?.Type !== 'AWS::IAM::ManagedPolicy') judgeManaged(inner, place, item, { who, holders });
  })(judging, at, value);
}

/** A name that the parameters show; one that only the text has is said. */
function name(who: string): Shape {
  return (judging, at, value) => {
    anyText(judging, at, value);
    const shown = Object.values(judging.scope.parameters);
    for (const { text: one } of texts({ ...judging, findings: [], facts: [] }, at, value)) {
      if (shown.includes(one)) continue;
      judging.findings.push({
        kind: 'name',
        at,
        sentence: `${who} gets the name ${one}, which no parameter says.`,
        consequence: 'What elsewhere in the account names it so counts for it.',
      });
    }
  };
}

function managedPolicy(judging: Judging, at: string, value: TemplateValue): void {
  const who = `The policy ${at}`;
  map({
    ManagedPolicyName: name(who),
    Description: anyText,
    PolicyDocument: (...inner) => judgeGrants(...inner, { who, holders: ['vendor'] }),
  })(judging, at, value);
}

/** Who may call a function: a service of AWS, for something of this account alone. */
function permission(judging: Judging, at: string, value: TemplateValue): void {
  const { names } = judging;
  const ofBucket = text((arn) => arn === `arn:${names.partition}:s3:::${names.bucket}`);
  const ofRule = ownResource('AWS::Events::Rule', ['Arn']);
  const extractor = judging.purpose === 'extractor';
  const [service, source] = extractor ? ['events.amazonaws.com', ofRule] : ['s3.amazonaws.com', ofBucket];
  map({
    Action: oneOf('lambda:InvokeFunction'),
    FunctionName: ownResource('AWS::Lambda::Function', ['Arn', null]),
    Principal: (_judging, place, principal) => judgeCaller(judging, place, principal, service),
    SourceAccount: isAccount(),
    SourceArn: source,
  })(judging, at, value);
  for (const properties of objectsOf({ ...judging, findings: [], facts: [] }, at, value)) {
    const wanted = extractor ? ['SourceArn'] : ['SourceArn', 'SourceAccount'];
    for (const missing of wanted.filter((each) => own(properties, each) === undefined)) {
      judging.findings.push({
        kind: 'missing-condition',
        at,
        sentence: `${at} lets ${shownOf(judging, properties['Principal'] ?? null)} call a function without ${missing}.`,
        consequence: 'Anybody who can use that service, in any account, can have the function run.',
      });
    }
  }
}
