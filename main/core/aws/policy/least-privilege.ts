import type { SetupChoices } from '../../../../shared/contract/aws.ts';
import type { Mpa } from '../../../../shared/contract/mpas.ts';
import { setupStepsOf } from '../../../../shared/domain/aws/setup-step.ts';
import type { SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';
import { SCENARIOS } from '../../../../shared/domain/scenario.ts';
import type { Template } from '../../templates/template.ts';
import { allow, MANAGED_POLICY_LIMIT, policyLength } from './policy-document.ts';
import type { IdentityPolicy, IdentityStatement } from './policy-document.ts';
import { stackRights } from './stack-rights.ts';
import type { PlannedStack } from './stack-rights.ts';

/** What a policy is made for. */
export interface PolicyRequest {
  readonly mpa: Mpa;
  readonly choices: SetupChoices;
  /** Templates as far as they are known: with them the rights are those of their very resources. */
  readonly templates: Readonly<Record<'athena' | 'extractor' | 'accessRole', Template | null>>;
  /** The names of the two vendor stacks. */
  readonly stackNames: Readonly<Record<'extractor' | 'accessRole', string>>;
  /** What the vendor's links fill in: names of roles and policies follow from it. */
  readonly parameters: Readonly<Record<'extractor' | 'accessRole', Readonly<Record<string, string>>>>;
  /** Buckets that templates and functions of the vendor are read from. */
  readonly vendorBuckets: readonly string[];
}

/** A policy, and what whoever grants it should know. */
export interface GrantedPolicy {
  readonly policy: IdentityPolicy;
  readonly notes: readonly string[];
}

/**
 * The IAM policy for exactly the steps that a payer account has, on exactly its names (docs/aws.md: 'Rights for stacks'). The
 * actions follow from the calls that the steps make; those for the resources of stacks from their templates.
 */
export function leastPrivilegePolicy(request: PolicyRequest): GrantedPolicy {
  const { mpa, choices } = request;
  const steps = new Set(setupStepsOf(mpa.scenario, choices.withAthena).map(({ key }) => key));
  const stacks = stacksOf(request, steps);
  const rights = stacks.map((stack) => ({ stack, ...stackRights(stack) }));
  const Statement = [
    ...reading(),
    ...reportRights(mpa, choices, steps),
    ...stackOperations(request, stacks),
    ...rights.flatMap(({ statements }) => statements),
    ...athenaRights(mpa, choices, steps),
  ];
  const policy: IdentityPolicy = { Version: '2012-10-17', Statement };
  const notes = rights.flatMap(({ stack, unknown }) => stackNotes(stack, unknown));
  return { policy, notes: [...notes, ...generalNotes(policy, mpa)] };
}

function reading(): IdentityStatement[] {
  const actions = [
    'sts:GetCallerIdentity',
    'organizations:DescribeOrganization',
    'organizations:ListOutboundResponsibilityTransfers',
    'account:GetAccountInformation',
    'cur:DescribeReportDefinitions',
  ];
  return [allow('Look', actions, ['*'])];
}

function reportRights(mpa: Mpa, _choices: SetupChoices, steps: ReadonlySet<SetupStepKey>): IdentityStatement[] {
  const bucket = `arn:aws:s3:::${mpa.curBucketName}`;
  const bucketActions = [
    's3:CreateBucket',
    's3:ListBucket',
    's3:GetBucketPolicy',
    's3:PutBucketPolicy',
    's3:GetBucketPolicyStatus',
    's3:GetBucketPublicAccessBlock',
    's3:PutBucketPublicAccessBlock',
    's3:GetEncryptionConfiguration',
    ...(steps.has('athena-stack') ? ['s3:GetBucketNotification'] : []),
  ];
  return [
    allow('Report', ['cur:PutReportDefinition'], [`arn:aws:cur:us-east-1:${mpa.id}:definition/${mpa.curReportName}`]),
    allow('Bucket', bucketActions, [bucket]),
    ...(steps.has('crawler-template')
      ? [allow('CrawlerFile', ['s3:GetObject'], [`${bucket}/${mpa.curPrefix}/${mpa.curReportName}/crawler-cfn.yml`])]
      : []),
  ];
}

function stackOperations(
  { mpa, vendorBuckets, choices }: PolicyRequest,
  stacks: readonly PlannedStack[],
): IdentityStatement[] {
  if (stacks.length === 0) return [];
  const arns = stacks.map(({ name }) => `arn:aws:cloudformation:${choices.region}:${mpa.id}:stack/${name}/*`);
  const operations = [
    'cloudformation:CreateChangeSet',
    'cloudformation:CreateStack',
    'cloudformation:DeleteChangeSet',
    'cloudformation:DeleteStack',
    'cloudformation:DescribeChangeSet',
    'cloudformation:DescribeStackEvents',
    'cloudformation:DescribeStackResource',
    'cloudformation:ExecuteChangeSet',
    'cloudformation:GetTemplate',
    'cloudformation:TagResource',
  ];
  // By the name of a stack that is not there yet, or of a resource of any stack, AWS asks for these on everything.
  const looks = [
    'cloudformation:DescribeStacks',
    'cloudformation:DescribeStackResources',
    'cloudformation:GetTemplateSummary',
    'cloudformation:ListStacks',
  ];
  const vendor = vendorBuckets.map((bucket) => `arn:aws:s3:::${bucket}/*`);
  return [
    allow('StacksLook', looks, ['*']),
    allow('Stacks', operations, arns),
    ...(vendor.length === 0 ? [] : [allow('VendorFiles', ['s3:GetObject', 's3:GetObjectVersion'], vendor)]),
  ];
}

function athenaRights(mpa: Mpa, { region }: SetupChoices, steps: ReadonlySet<SetupStepKey>): IdentityStatement[] {
  if (!steps.has('athena-stack')) return [];
  const schedule = ['glue:GetCrawler', 'glue:UpdateCrawlerSchedule', 'glue:StartCrawlerSchedule'];
  const crawler = `arn:aws:glue:${region}:${mpa.id}:crawler/AWSCURCrawler-${mpa.curReportName}`;
  return [allow('Quota', ['lambda:GetAccountSettings'], ['*']), allow('Schedule', schedule, [crawler])];
}

/**
 * What each stack makes; of a template that is not known yet, what is known of it (docs/aws.md: 'The crawler template', 'Access role
 * template').
 */
function stacksOf(
  { mpa, choices, templates, stackNames, parameters }: PolicyRequest,
  steps: ReadonlySet<SetupStepKey>,
): PlannedStack[] {
  const place = { region: choices.region, account: mpa.id };
  const unnamed = (types: readonly string[]) => types.map((type) => ({ type, name: null }));
  const all: (PlannedStack & { step: SetupStepKey })[] = [
    {
      ...place,
      step: 'athena-stack',
      part: 'Athena',
      name: mpa.stackName,
      template: templates.athena,
      expected: [
        ...unnamed([
          'AWS::IAM::Role',
          'AWS::Lambda::Function',
          'AWS::Lambda::Permission',
          'Custom::',
          'AWS::Glue::Table',
        ]),
        { type: 'AWS::Glue::Database', name: 'athenacurcfn_*' },
        { type: 'AWS::Glue::Crawler', name: `AWSCURCrawler-${mpa.curReportName}` },
      ],
    },
    {
      ...place,
      step: 'extractor-stack',
      part: 'Extractor',
      name: stackNames.extractor,
      template: templates.extractor,
      parameters: parameters.extractor,
      expected: unnamed([
        'AWS::IAM::Role',
        'AWS::Lambda::Function',
        'AWS::Lambda::Permission',
        'AWS::Events::Rule',
        'Custom::',
      ]),
    },
    {
      ...place,
      step: 'access-role-stack',
      part: 'AccessRole',
      name: stackNames.accessRole,
      template: templates.accessRole,
      parameters: parameters.accessRole,
      expected: [
        ...unnamed(['AWS::IAM::Role', 'AWS::IAM::ManagedPolicy']),
        { type: 'AWS::IAM::Role', name: parameters.accessRole['RoleName'] ?? 'SpotByNetApp_Finops_ReadOnly' },
        {
          type: 'AWS::IAM::ManagedPolicy',
          name: parameters.accessRole['PolicyName'] ?? 'SpotByNetApp_Finops_ReadOnly_Policy',
        },
      ],
    },
  ];
  return all.filter(({ step }) => steps.has(step));
}

function stackNotes({ name, template }: PlannedStack, unknown: readonly string[]): string[] {
  return [
    ...(template === null
      ? [
          `The template of ${name} is not known yet: its rights are those of what such a template usually makes. Print the policy again when it is.`,
        ]
      : []),
    ...(unknown.length === 0
      ? []
      : [`The template of ${name} also makes ${unknown.join(', ')}; the rights for that are not in the policy.`]),
  ];
}

function generalNotes(policy: IdentityPolicy, mpa: Mpa): string[] {
  const length = policyLength(policy);
  return [
    'Rights for resources of stacks are needed because CloudFormation makes them in the name of whoever creates the stack.',
    'To take steps back, these are needed too: cur:DeleteReportDefinition, s3:DeleteBucketPolicy, glue:StopCrawlerSchedule, on the same names.',
    `To fetch cost data with the same profile, s3:GetObject is needed on arn:aws:s3:::${mpa.curBucketName}/${mpa.curPrefix}/${mpa.curReportName}/* too.`,
    ...(SCENARIOS[mpa.scenario].setUp.of === 'customer'
      ? []
      : [
          'Outside the root user, billing also has to be opened to IAM users and roles; only the root user can do that.',
        ]),
    ...(length > MANAGED_POLICY_LIMIT
      ? [
          `It has ${length} characters; a managed policy may have ${MANAGED_POLICY_LIMIT}. Make two policies of it, or put it into the role itself.`,
        ]
      : []),
  ];
}
