import { describe, expect, it } from 'vitest';
import { accountId } from '../account-id.ts';
import { bucketNameProblem, isReportPrefix, proposedBucketName } from './bucket-name.ts';

describe('the name of the report bucket', () => {
  it.each(['spotinst-cur-report', 'abc', 'a.b-c', '0'.repeat(63), 'spotinst-cur-report-011122223333'])(
    'can be %s',
    (name) => {
      expect(bucketNameProblem(name)).toBeNull();
    },
  );

  it.each([
    ['ab', 'it needs 3 to 63 characters'],
    ['a'.repeat(64), 'it needs 3 to 63 characters'],
    ['Spotinst-cur', 'only a to z (no capitals), digits, hyphens and dots are allowed'],
    ['spot_inst', 'only a to z (no capitals), digits, hyphens and dots are allowed'],
    ['spöt-report', 'only a to z (no capitals), digits, hyphens and dots are allowed'],
    ['-report', 'it must begin and end with a letter or a digit'],
    ['report.', 'it must begin and end with a letter or a digit'],
    ['a..b', 'it must not have two dots in a row'],
    ['192.168.5.4', 'it must not look like an IP address'],
    ['xn--report', "AWS keeps 'xn--' for itself"],
    ['report-s3alias', "AWS keeps '-s3alias' for itself"],
    ['report-111122223333-us-east-1-an', "AWS keeps '-an' for itself"],
  ])('can not be %s', (name, problem) => {
    expect(bucketNameProblem(name)).toBe(problem);
  });

  it('is offered with the account ID where the usual one is taken, and with a number where that is taken too', () => {
    const account = accountId('011122223333');
    expect(proposedBucketName(account, 'spotinst-cur-report')).toBe('spotinst-cur-report-011122223333');
    expect(proposedBucketName(account, 'spotinst-cur-report-011122223333')).toBe('spotinst-cur-report-011122223333-2');
  });
});

describe('the prefix of the report', () => {
  it.each(['spotinst_eco', 'a', 'a/b', "it's-(ok)!"])('can be %s', (prefix) => {
    expect(isReportPrefix(prefix)).toBe(true);
  });

  it.each(['', 'spotinst_eco/', '/spotinst_eco', 'a//b', 'a.', 'with space', 'ümlaut', 'a|'])(
    'can not be %j',
    (prefix) => {
      expect(isReportPrefix(prefix)).toBe(false);
    },
  );
});
