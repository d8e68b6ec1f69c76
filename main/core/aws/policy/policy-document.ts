/** A statement of an identity policy, as IAM takes it. */
export interface IdentityStatement {
  Sid: string;
  Effect: 'Allow';
  Action: string[];
  Resource: string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

export interface IdentityPolicy {
  Version: '2012-10-17';
  Statement: IdentityStatement[];
}

/** Most that a managed policy may have, white space apart (IAM, 'IAM and AWS STS quotas'). */
export const MANAGED_POLICY_LIMIT = 6144;

/** How long a policy is as IAM counts it. */
export function policyLength(policy: IdentityPolicy): number {
  return JSON.stringify(policy).replaceAll(/\s/gu, '').length;
}

/** Makes a statement: sorted, each thing once. */
export function allow(
  sid: string,
  actions: Iterable<string>,
  resources: Iterable<string>,
  condition?: IdentityStatement['Condition'],
): IdentityStatement {
  const sorted = (values: Iterable<string>): string[] => [...new Set(values)].sort();
  const statement = { Sid: sid, Effect: 'Allow' as const, Action: sorted(actions), Resource: sorted(resources) };
  return condition === undefined ? statement : { ...statement, Condition: condition };
}
