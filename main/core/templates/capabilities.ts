import { asList, own } from './template.ts';
import type { Template } from './template.ts';

export type Capability = 'CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM' | 'CAPABILITY_AUTO_EXPAND';

/** What has to be acknowledged, and because of what. */
export interface NeededCapability {
  capability: Capability;
  /** A sentence in AWS's manner. */
  reason: string;
}

/** IAM resource types that need an acknowledgement (CloudFormation, 'Acknowledging IAM resources'). */
const IAM_TYPES = new Set(
  'AccessKey Group GroupPolicy InstanceProfile ManagedPolicy Policy Role RolePolicy User UserPolicy UserToGroupAddition'
    .split(' ')
    .map((name) => `AWS::IAM::${name}`),
);

/** Where one of them is named, CAPABILITY_IAM is not enough. */
const IAM_NAMES: Readonly<Record<string, string>> = {
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
};

/**
 * What a template needs to be acknowledged: CAPABILITY_NAMED_IAM where it names an IAM resource, else CAPABILITY_IAM where it has
 * one; CAPABILITY_AUTO_EXPAND where it has macros. CAPABILITY_NAMED_IAM takes in CAPABILITY_IAM.
 */
export function capabilitiesOf(template: Template): NeededCapability[] {
  const needed: NeededCapability[] = [];
  const resources = Object.values(template.Resources);
  const types = [...new Set(resources.map(({ Type }) => Type))].filter((type) => IAM_TYPES.has(type)).sort();
  const reason = `The following resource(s) require capabilities: [${types.join(', ')}]`;
  const named = resources.some(({ Type, Properties }) => {
    const property = own(IAM_NAMES, Type);
    return property !== undefined && own(Properties, property) !== undefined;
  });
  if (types.length > 0) needed.push({ capability: named ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM', reason });
  const macros = asList(template.Transform).map(String);
  if (macros.length > 0 || usesMacro(template.Resources)) {
    const names = macros.length > 0 ? macros : ['Fn::Transform'];
    needed.push({
      capability: 'CAPABILITY_AUTO_EXPAND',
      reason: `The following transform(s) require capabilities: [${names.join(', ')}]`,
    });
  }
  return needed;
}

function usesMacro(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, inner]) => name === 'Fn::Transform' || usesMacro(inner));
}
