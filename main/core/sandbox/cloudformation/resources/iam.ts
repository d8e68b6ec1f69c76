import { isObject, list, object, text, texts } from '../../services/input.ts';
import { documentOf, objects, textList, textProperty, unlessGone } from './properties.ts';
import type { ResourceCall, ResourceType } from './resource-type.ts';

const role: ResourceType = {
  service: 'Iam',
  properties: [
    'AssumeRolePolicyDocument',
    'Description',
    'ManagedPolicyArns',
    'MaxSessionDuration',
    'Path',
    'Policies',
    'RoleName',
    'Tags',
  ],
  required: ['AssumeRolePolicyDocument'],
  attributes: ['Arn', 'RoleId'],
  create: ({ properties, invoke, name }, note) => {
    const RoleName = textProperty(properties, 'RoleName') ?? name(64);
    const Path = textProperty(properties, 'Path') ?? '/';
    const answer = invoke('iam', 'CreateRole', {
      RoleName,
      Path,
      AssumeRolePolicyDocument: documentOf(properties, 'AssumeRolePolicyDocument'),
    });
    note(RoleName);
    for (const PolicyArn of textList(properties, 'ManagedPolicyArns')) {
      invoke('iam', 'AttachRolePolicy', { RoleName, PolicyArn });
    }
    for (const policy of objects(properties, 'Policies')) {
      const PolicyName = textProperty(policy, 'PolicyName') ?? '';
      invoke('iam', 'PutRolePolicy', { RoleName, PolicyName, PolicyDocument: documentOf(policy, 'PolicyDocument') });
    }
    const made = object(answer, 'Role');
    return { physicalId: RoleName, attributes: { Arn: text(made, 'Arn'), RoleId: text(made, 'RoleId') } };
  },
  remove: ({ invoke }, RoleName) => {
    unlessGone(() => {
      const attached = list(invoke('iam', 'ListAttachedRolePolicies', { RoleName }), 'AttachedPolicies').filter(
        isObject,
      );
      for (const policy of attached) {
        invoke('iam', 'DetachRolePolicy', { RoleName, PolicyArn: text(policy, 'PolicyArn') });
      }
      for (const PolicyName of texts(invoke('iam', 'ListRolePolicies', { RoleName }), 'PolicyNames')) {
        invoke('iam', 'DeleteRolePolicy', { RoleName, PolicyName });
      }
      invoke('iam', 'DeleteRole', { RoleName });
    });
  },
};

const managedPolicy: ResourceType = {
  service: 'Iam',
  properties: ['Description', 'ManagedPolicyName', 'Path', 'PolicyDocument', 'Roles'],
  required: ['PolicyDocument'],
  attributes: ['PolicyArn', 'PolicyId'],
  create: ({ properties, invoke, name }, note) => {
    const answer = invoke('iam', 'CreatePolicy', {
      PolicyName: textProperty(properties, 'ManagedPolicyName') ?? name(128),
      Path: textProperty(properties, 'Path') ?? '/',
      PolicyDocument: documentOf(properties, 'PolicyDocument'),
    });
    const made = object(answer, 'Policy');
    const arn = text(made, 'Arn');
    note(arn);
    for (const RoleName of textList(properties, 'Roles'))
      invoke('iam', 'AttachRolePolicy', { RoleName, PolicyArn: arn });
    return { physicalId: arn, attributes: { PolicyArn: arn, PolicyId: text(made, 'PolicyId') } };
  },
  remove: ({ properties, invoke }, PolicyArn) => {
    for (const RoleName of textList(properties, 'Roles')) {
      unlessGone(() => invoke('iam', 'DetachRolePolicy', { RoleName, PolicyArn }));
    }
    unlessGone(() => invoke('iam', 'DeletePolicy', { PolicyArn }));
  },
};

/** An inline policy of roles. */
const policy: ResourceType = {
  service: 'Iam',
  properties: ['PolicyDocument', 'PolicyName', 'Roles'],
  required: ['PolicyDocument', 'PolicyName'],
  attributes: [],
  create: (call, note) => {
    const PolicyName = policyName(call);
    const physicalId = call.name(128);
    note(physicalId);
    for (const RoleName of textList(call.properties, 'Roles')) {
      const PolicyDocument = documentOf(call.properties, 'PolicyDocument');
      call.invoke('iam', 'PutRolePolicy', { RoleName, PolicyName, PolicyDocument });
    }
    return { physicalId };
  },
  remove: (call) => {
    const PolicyName = policyName(call);
    for (const RoleName of textList(call.properties, 'Roles')) {
      unlessGone(() => call.invoke('iam', 'DeleteRolePolicy', { RoleName, PolicyName }));
    }
  },
};

function policyName({ properties }: ResourceCall): string {
  return textProperty(properties, 'PolicyName') ?? '';
}

export const IAM_TYPES: Readonly<Record<string, ResourceType>> = {
  'AWS::IAM::Role': role,
  'AWS::IAM::ManagedPolicy': managedPolicy,
  'AWS::IAM::Policy': policy,
};
