/**
 * Parameters of the vendor's templates that say nothing secret (docs/procedure.md: 'AWS set-up values'; docs/aws.md: 'Access role
 * template').
 */
const PLAIN: ReadonlySet<string> = new Set([
  'AccountList',
  'CURBucketName',
  'CURPrefixName',
  'CostAndUsageBucket',
  'CustomerName',
  'LambdaFunctionBucket',
  'LambdaFunctionKey',
  'PolicyName',
  'RoleName',
  'S3OutputBucket',
]);

/** Whether a parameter of the vendor's templates is known to hold nothing secret. */
export function isPlainParameter(name: string): boolean {
  return PLAIN.has(name);
}

/** What stands for a value that is not shown. */
export const GIVEN = '(given)';

/**
 * The parameters of a link as they may be shown before its template has said which of them nobody may see (NoEcho): the values of those
 * alone that are known to hold nothing secret. Whether one is blank is shown of all.
 */
export function shownLinkParameters(parameters: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, value === '' || PLAIN.has(name) ? value : GIVEN]),
  );
}

/**
 * A link as it may be shown: the address of its template, without the signature that may stand behind it, and none of its parameters. A
 * link whose template can't be told is 'kept'.
 */
export function shownLink(link: string): string {
  const [, address = ''] = /[?&]templateurl=([^?&#\s]+)/iu.exec(link.replaceAll(/\s+/gu, '')) ?? [];
  try {
    const [bare = ''] = decodeURIComponent(address).split(/[?#&%]/u);
    return /^https:\/\/[\w.-]+\/[\w./+~-]+$/u.test(bare) ? bare : 'kept';
  } catch {
    // A percent sign that is no escape.
    return 'kept';
  }
}
