import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { parseBoundedJson } from '../../../../shared/domain/bounded-json.ts';
import { AwsFault } from '../service.ts';
import type { Operation, ServiceCall } from '../service.ts';
import type { WireObject } from '../wire.ts';
import type { World } from '../world.ts';
import { page, required, text } from './input.ts';

interface Role {
  name: string;
  id: string;
  path: string;
  trust: string;
  created: number;
  inline: Record<string, string>;
  attached: string[];
}

interface Policy {
  name: string;
  id: string;
  path: string;
  document: string;
  created: number;
}

/** The IAM objects of an account, as far as stacks of this job make them. */
export interface IamState {
  roles: Record<string, Role>;
  policies: Record<string, Policy>;
}

/** The IAM state of the caller's account. */
export function iamState({ world, caller }: { world: World; caller: { accountId: AccountId } }): IamState {
  return world.slice(caller.accountId, 'iam', () => ({ roles: {}, policies: {} }));
}

/** Whether a role is there. */
export function hasRole(world: World, accountId: AccountId, name: string): boolean {
  return iamState({ world, caller: { accountId } }).roles[name] !== undefined;
}

/** AWS Identity and Access Management. */
export const iam: Readonly<Record<string, Operation>> = {
  CreateRole: (call) => {
    const { roles } = iamState(call);
    const name = required(call.input, 'RoleName', 'ValidationError');
    if (roles[name]) {
      throw new AwsFault('EntityAlreadyExists', `Role with name ${name} already exists.`, { status: 409 });
    }
    assertJson(text(call.input, 'AssumeRolePolicyDocument'));
    roles[name] = {
      name,
      id: idOf('AROA', call.world.nextNumber()),
      path: text(call.input, 'Path') || '/',
      trust: text(call.input, 'AssumeRolePolicyDocument'),
      created: call.world.now(),
      inline: {},
      attached: [],
    };
    call.world.created(`role ${name}`);
    return { Role: toRole(call, roles[name]) };
  },
  GetRole: (call) => ({ Role: toRole(call, requireRole(call)) }),
  DeleteRole: (call) => {
    const role = requireRole(call);
    if (role.attached.length > 0 || Object.keys(role.inline).length > 0) {
      throw new AwsFault('DeleteConflict', 'Cannot delete entity, must delete policies first.', { status: 409 });
    }
    delete iamState(call).roles[role.name];
    return {};
  },
  TagRole: (call) => (requireRole(call), {}),
  PutRolePolicy: (call) => {
    assertJson(text(call.input, 'PolicyDocument'));
    requireRole(call).inline[required(call.input, 'PolicyName', 'ValidationError')] = text(
      call.input,
      'PolicyDocument',
    );
    return {};
  },
  GetRolePolicy: (call) => {
    const role = requireRole(call);
    const name = text(call.input, 'PolicyName');
    const document = role.inline[name];
    if (document === undefined) throw missing(`The role policy with name ${name} cannot be found.`);
    return { RoleName: role.name, PolicyName: name, PolicyDocument: encodeURIComponent(document) };
  },
  DeleteRolePolicy: (call) => {
    delete requireRole(call).inline[text(call.input, 'PolicyName')];
    return {};
  },
  AttachRolePolicy: (call) => {
    const role = requireRole(call);
    const arn = required(call.input, 'PolicyArn', 'ValidationError');
    if (!role.attached.includes(arn)) role.attached.push(arn);
    return {};
  },
  DetachRolePolicy: (call) => {
    const role = requireRole(call);
    role.attached = role.attached.filter((arn) => arn !== text(call.input, 'PolicyArn'));
    return {};
  },
  ListRolePolicies: (call) => ({ PolicyNames: Object.keys(requireRole(call).inline), IsTruncated: false }),
  ListAttachedRolePolicies: (call) => ({
    AttachedPolicies: requireRole(call).attached.map((arn) => ({
      PolicyName: arn.split('/').at(-1) ?? '',
      PolicyArn: arn,
    })),
    IsTruncated: false,
  }),
  ListRoles: (call) => {
    const { items, next } = page(Object.values(iamState(call).roles), text(call.input, 'Marker'), 100);
    return { Roles: items.map((role) => toRole(call, role)), IsTruncated: next !== undefined, Marker: next };
  },
  CreatePolicy: (call) => {
    const { policies } = iamState(call);
    const name = required(call.input, 'PolicyName', 'ValidationError');
    if (policies[name]) {
      throw new AwsFault(
        'EntityAlreadyExists',
        `A policy called ${name} already exists. Duplicate names are not allowed.`,
        {
          status: 409,
        },
      );
    }
    assertJson(text(call.input, 'PolicyDocument'));
    policies[name] = {
      name,
      id: idOf('ANPA', call.world.nextNumber()),
      path: text(call.input, 'Path') || '/',
      document: text(call.input, 'PolicyDocument'),
      created: call.world.now(),
    };
    call.world.created(`policy ${name}`);
    return { Policy: toPolicy(call, policies[name]) };
  },
  GetPolicy: (call) => ({ Policy: toPolicy(call, requirePolicy(call)) }),
  DeletePolicy: (call) => {
    delete iamState(call).policies[requirePolicy(call).name];
    return {};
  },
};

function assertJson(document: string): void {
  try {
    parseBoundedJson(document);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof AppError)) throw error;
    throw new AwsFault('MalformedPolicyDocument', 'This policy contains invalid Json');
  }
}

/** An id in the form of IAM's: four letters for the kind, seventeen more. */
function idOf(kind: 'AROA' | 'ANPA', number: number): string {
  return `${kind}SANDBOX${String(number).padStart(10, '0')}`;
}

function requireRole(call: ServiceCall): Role {
  const name = text(call.input, 'RoleName');
  const role = iamState(call).roles[name];
  if (role) return role;
  throw missing(`The role with name ${name} cannot be found.`);
}

function requirePolicy(call: ServiceCall): Policy {
  const arn = text(call.input, 'PolicyArn');
  const policy = iamState(call).policies[arn.split('/').at(-1) ?? ''];
  if (policy) return policy;
  throw missing(`Policy ${arn} was not found.`);
}

function missing(message: string): AwsFault {
  return new AwsFault('NoSuchEntity', message, { status: 404 });
}

function toRole({ caller }: ServiceCall, { name, id, path, trust, created }: Role): WireObject {
  return {
    Path: path,
    RoleName: name,
    RoleId: id,
    Arn: `arn:aws:iam::${caller.accountId}:role${path}${name}`,
    CreateDate: new Date(created),
    AssumeRolePolicyDocument: encodeURIComponent(trust),
    MaxSessionDuration: 3600,
  };
}

function toPolicy({ caller }: ServiceCall, { name, id, path, created }: Policy): WireObject {
  return {
    PolicyName: name,
    PolicyId: id,
    Arn: `arn:aws:iam::${caller.accountId}:policy${path}${name}`,
    Path: path,
    DefaultVersionId: 'v1',
    AttachmentCount: 0,
    IsAttachable: true,
    CreateDate: new Date(created),
    UpdateDate: new Date(created),
  };
}
