/** What the caller of CloudFormation needs for one type of resource: to make it, read it, and delete it when a stack rolls back. */
export interface ResourceActions {
  readonly actions: readonly string[];
  /** The ARN's part after `arn:aws:`, with {region}, {account} and {name} for what the stack or the template names. */
  readonly resources: readonly string[];
  /** The service that a role is passed to. */
  readonly passesRoleTo?: string;
}

const ROLE_POLICIES = ['iam:PutRolePolicy', 'iam:GetRolePolicy', 'iam:DeleteRolePolicy'];

/**
 * Types of resources that templates of this job make, with the actions by which CloudFormation handles them in the caller's
 * name. Source: the resource types' handler permissions in the CloudFormation registry; not tried in a real account.
 */
export const RESOURCE_ACTIONS: Readonly<Record<string, ResourceActions>> = {
  'AWS::IAM::Role': {
    actions: [
      'iam:CreateRole',
      'iam:GetRole',
      'iam:DeleteRole',
      'iam:TagRole',
      'iam:AttachRolePolicy',
      'iam:DetachRolePolicy',
      'iam:ListRolePolicies',
      'iam:ListAttachedRolePolicies',
      ...ROLE_POLICIES,
    ],
    resources: ['iam::{account}:role/{name}'],
  },
  'AWS::IAM::Policy': { actions: ROLE_POLICIES, resources: ['iam::{account}:role/{name}'] },
  'AWS::IAM::ManagedPolicy': {
    actions: [
      'iam:CreatePolicy',
      'iam:GetPolicy',
      'iam:GetPolicyVersion',
      'iam:ListPolicyVersions',
      'iam:DeletePolicy',
      'iam:TagPolicy',
    ],
    resources: ['iam::{account}:policy/{name}'],
  },
  'AWS::Lambda::Function': {
    actions: [
      'lambda:CreateFunction',
      'lambda:GetFunction',
      'lambda:GetFunctionConfiguration',
      'lambda:DeleteFunction',
      'lambda:PutFunctionConcurrency',
      'lambda:DeleteFunctionConcurrency',
      'lambda:GetFunctionCodeSigningConfig',
      'lambda:GetRuntimeManagementConfig',
      'lambda:TagResource',
    ],
    resources: ['lambda:{region}:{account}:function:{name}'],
    passesRoleTo: 'lambda.amazonaws.com',
  },
  'AWS::Lambda::Permission': {
    actions: ['lambda:AddPermission', 'lambda:RemovePermission', 'lambda:GetPolicy'],
    resources: ['lambda:{region}:{account}:function:{name}'],
  },
  'Custom::': { actions: ['lambda:InvokeFunction'], resources: ['lambda:{region}:{account}:function:{name}'] },
  'AWS::CloudFormation::CustomResource': {
    actions: ['lambda:InvokeFunction'],
    resources: ['lambda:{region}:{account}:function:{name}'],
  },
  'AWS::Glue::Database': {
    actions: ['glue:CreateDatabase', 'glue:GetDatabase', 'glue:DeleteDatabase'],
    resources: ['glue:{region}:{account}:catalog', 'glue:{region}:{account}:database/{name}'],
  },
  'AWS::Glue::Table': {
    actions: ['glue:CreateTable', 'glue:GetTable', 'glue:DeleteTable'],
    resources: [
      'glue:{region}:{account}:catalog',
      'glue:{region}:{account}:database/{database}',
      'glue:{region}:{account}:table/{database}/*',
    ],
  },
  'AWS::Glue::Crawler': {
    actions: ['glue:CreateCrawler', 'glue:GetCrawler', 'glue:DeleteCrawler', 'glue:GetTags', 'glue:TagResource'],
    resources: ['glue:{region}:{account}:crawler/{name}'],
    passesRoleTo: 'glue.amazonaws.com',
  },
  'AWS::Events::Rule': {
    actions: [
      'events:PutRule',
      'events:DescribeRule',
      'events:DeleteRule',
      'events:PutTargets',
      'events:RemoveTargets',
      'events:ListTargetsByRule',
      'events:TagResource',
    ],
    resources: ['events:{region}:{account}:rule/{name}'],
  },
  'AWS::Logs::LogGroup': {
    actions: [
      'logs:CreateLogGroup',
      'logs:DescribeLogGroups',
      'logs:DeleteLogGroup',
      'logs:PutRetentionPolicy',
      'logs:TagResource',
      'logs:ListTagsForResource',
    ],
    resources: ['logs:{region}:{account}:log-group:*'],
  },
  'AWS::S3::Bucket': {
    actions: [
      's3:CreateBucket',
      's3:PutBucketPublicAccessBlock',
      's3:PutEncryptionConfiguration',
      's3:PutBucketTagging',
      's3:DeleteBucket',
    ],
    resources: ['s3:::{lowername}'],
  },
  'AWS::S3::BucketPolicy': {
    actions: ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'],
    resources: ['s3:::{lowername}'],
  },
};

/** The entry of a type; every custom resource is the same. */
export function actionsFor(type: string): ResourceActions | null {
  const key = type.startsWith('Custom::') ? 'Custom::' : type;
  return RESOURCE_ACTIONS[key] ?? null;
}
