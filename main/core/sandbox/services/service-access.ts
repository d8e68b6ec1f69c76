import type { AccountId } from '../../../../shared/domain/account-id.ts';
import type { Bucket } from './s3-state.ts';

const SERVICE = 'billingreports.amazonaws.com';

interface Statement {
  Effect?: string;
  Principal?: unknown;
  Action?: unknown;
  Resource?: unknown;
  Condition?: Record<string, Record<string, unknown>>;
}

/**
 * Whether the Cost and Usage Report service may look at a bucket and write into it, by the bucket's policy (docs/aws.md: 'Bucket
 * policy'): a deny wins, what is not allowed is refused.
 */
export function mayDeliver(bucket: Bucket, account: AccountId): boolean {
  const arn = `arn:aws:s3:::${bucket.name}`;
  const { Statement = [] } = JSON.parse(bucket.policy ?? '{}') as { Statement?: Statement | Statement[] };
  const applying = [Statement].flat().filter((each) => isForService(each) && conditionsHold(each, account));
  const says = (effect: string, action: string, resource: string): boolean =>
    applying.some((each) => each.Effect === effect && matches(each.Action, action) && matches(each.Resource, resource));
  const needs = [
    ['s3:GetBucketPolicy', arn],
    ['s3:PutObject', `${arn}/aws-programmatic-access-test-object`],
  ] as const;
  return needs.every(([action, resource]) => says('Allow', action, resource) && !says('Deny', action, resource));
}

function isForService({ Principal }: Statement): boolean {
  if (Principal === '*') return true;
  const { Service, AWS } = (Principal ?? {}) as { Service?: unknown; AWS?: unknown };
  return textsOf(Service).includes(SERVICE) || textsOf(AWS).includes('*');
}

/** Conditions on whose report it is; any other condition does not hold for a call of the service. */
function conditionsHold({ Condition = {} }: Statement, account: AccountId): boolean {
  const values: Readonly<Record<string, string>> = {
    'aws:sourceaccount': account,
    'aws:sourcearn': `arn:aws:cur:us-east-1:${account}:definition/*`,
    'aws:securetransport': 'true',
  };
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      const value = values[key.toLowerCase()];
      if (value === undefined) return false;
      if (operator.endsWith('Like')) return matches(wanted, value);
      return /^(?:StringEquals|ArnEquals|Bool)$/u.test(operator) && textsOf(wanted).includes(value);
    }),
  );
}

/** Whether one of the patterns, with `*` and `?`, covers a text. */
function matches(patterns: unknown, text: string): boolean {
  return textsOf(patterns).some((pattern) => {
    const source = pattern
      .replaceAll(/[.+^${}()|[\]\\]/gu, String.raw`\$&`)
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return new RegExp(`^${source}$`, 'iu').test(text);
  });
}

function textsOf(value: unknown): string[] {
  return [value].flat().filter((each) => typeof each === 'string');
}
