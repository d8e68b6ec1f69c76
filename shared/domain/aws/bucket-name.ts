import type { AccountId } from '../account-id.ts';

/** Beginnings and endings that AWS keeps for itself (Amazon S3, 'General purpose bucket naming rules'). */
const KEPT_BEGINNINGS = ['xn--', 'sthree-', 'amzn-s3-demo-'] as const;
const KEPT_ENDINGS = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3', '-an'] as const;

/**
 * Why a text can be no name of a bucket, as the end of a sentence; null where it can be one. Whether it is free only AWS knows.
 * Source: Amazon S3, 'General purpose bucket naming rules'.
 */
export function bucketNameProblem(name: string): string | null {
  if (name.length < 3 || name.length > 63) return 'it needs 3 to 63 characters';
  if (!/^[a-z0-9.-]+$/u.test(name)) return 'only a to z (no capitals), digits, hyphens and dots are allowed';
  if (!/^[a-z0-9]/u.test(name) || !/[a-z0-9]$/u.test(name)) return 'it must begin and end with a letter or a digit';
  if (name.includes('..')) return 'it must not have two dots in a row';
  if (/^\d+\.\d+\.\d+\.\d+$/u.test(name)) return 'it must not look like an IP address';
  const kept =
    KEPT_BEGINNINGS.find((each) => name.startsWith(each)) ?? KEPT_ENDINGS.find((each) => name.endsWith(each));
  return kept === undefined ? null : `AWS keeps '${kept}' for itself`;
}

/**
 * The name to offer where another is taken: with the account ID in it, so that nobody else has it by chance.
 * @param taken the name that is taken
 */
export function proposedBucketName(account: AccountId, taken: string): string {
  const name = `spotinst-cur-report-${account}`;
  return taken === name ? `${name}-2` : name;
}

/**
 * Whether a text can be the prefix of a report. The service wants something that ends in neither '/' nor '.' nor '|' and takes
 * letters, digits and some signs; a doubled or leading '/' makes folders without a name that the extractor does not find.
 * Source: AWS, API_cur_ReportDefinition; docs/aws.md: 'Report prefix'.
 */
export function isReportPrefix(prefix: string): boolean {
  return (
    /^[0-9A-Za-z!\-_.*'()/]{1,256}$/u.test(prefix) &&
    !/[/|.]$/u.test(prefix) &&
    !prefix.startsWith('/') &&
    !prefix.includes('//')
  );
}
