import { expect, test } from 'vitest';
import { rehearseFailures } from '../../main/hosts/cli/failures/rehearse.ts';
import type { RehearsedFailure } from '../../main/hosts/cli/failures/rehearse.ts';
import { silentLog } from '../../main/core/log/log.ts';

/** The lines of aws-setup.md, section I, with the code that is shown and words of its remedy; null where no failure is to be seen. */
const SHOWN: readonly (readonly [line: number | null, code: string | null, remedy: string])[] = [
  [1, 'BUCKET_NAME_TAKEN', 'Use spotinst-cur-report-111122223333 instead'],
  [2, 'BUCKET_IS_YOURS', 'agree to it and apply again'],
  [3, 'BUCKET_NAME_BUSY', 'Wait some minutes'],
  [4, 'BUCKET_OTHER_REGION', 'the app then creates it in us-east-1'],
  [5, 'NOT_THE_PAYER', 'Use a profile of the payer account 700000000000'],
  [6, 'DENIED_BY_POLICY', 'Ask the administrator of the organization to allow s3:CreateBucket'],
  [7, 'BILLING_ACCESS_OFF', 'Only the root user of the account can switch it on'],
  [8, 'BUCKET_POLICY_NOT_ACCEPTED', 'the policy is read, compared and put again'],
  [9, 'PREFIX_INVALID', 'Set another prefix, such as spotinst_eco'],
  [10, null, ''],
  [11, 'REPORT_EXISTS_DIFFERENT', 'Set another report name'],
  [12, 'REPORT_LIMIT', 'Delete one that nobody needs'],
  [13, 'NOT_DELIVERED', 'the bucket and its policy are looked at and put right'],
  [14, 'CRAWLER_TEMPLATE_MISSING', 'look whether the report has the Athena integration'],
  [15, 'BUCKET_HAS_NOTIFICATIONS', 'a copy of them is kept'],
  [16, 'LAMBDA_QUOTA', 'Ask AWS for a higher quota'],
  [17, 'LAMBDA_RUNTIME_RETIRED', 'Wait for the next delivery, which brings a newer file'],
  [18, 'GLUE_NAME_EXISTS', 'Use that stack, or delete it'],
  [19, 'LAKE_FORMATION', 'Ask the Lake Formation administrator'],
  [20, 'CUSTOM_RESOURCE_HANGS', 'Nothing to do: leave it and look again later, even after an hour'],
  [21, 'STACK_ROLLED_BACK', 'Agree that what is left of it is deleted'],
  [22, 'STACK_IN_REVIEW', 'Finish or delete it in the console, or agree that it is deleted'],
  [23, 'CAPABILITY_MISSING', 'Apply again: the acknowledgement follows from the template'],
  [24, 'STACK_NAME_INVALID', 'Set another name, such as SpotEcoStack'],
  [25, 'TEMPLATE_UNREADABLE', 'Ask the vendor for a new link'],
  [26, 'LINK_PARAMETERS_DRIFTED', 'Ask the vendor for a new link'],
  [27, 'ROLE_EXISTS', 'paste its ARN into the Spot console'],
  [28, 'LAMBDA_CODE_UNREADABLE', 'with the account ID 111122223333 and the region us-east-1'],
  [29, 'THROTTLED', 'run apply again, it goes on where it stopped'],
  [30, 'CREDENTIALS_EXPIRED', 'Sign in again'],
  [31, 'WRONG_ACCOUNT', 'Choose a profile of 111122223333'],
  [32, 'CLOCK_SKEW', 'Set the clock right'],
  [33, null, ''],
  [34, 'SCHEDULER_BUSY', 'Wait a minute'],
  [35, 'BUCKET_KEY_ENCRYPTION', 'Set the default encryption of the bucket to SSE-S3'],
  [36, 'BILLING_TRANSFER', 'ask the vendor about Data Exports'],
  [null, 'NOT_ALLOWED', 'enroll aws policy'],
  [null, 'SERVER_ERROR', 'run apply again'],
  [null, 'CONNECTION_LOST', 'Look whether this computer is online'],
  [null, 'TIMED_OUT', 'Look whether this computer is online'],
];

test('every line of the failure list, brought about in the sandbox, shows its code, a sentence and what helps', async () => {
  const found: RehearsedFailure[] = [];
  for await (const each of rehearseFailures(silentLog(), new AbortController().signal)) found.push(each);
  expect(found.map(({ line, code }) => [line, code])).toEqual(SHOWN.map(([line, code]) => [line, code]));
  for (const [index, [line, , remedy]] of SHOWN.entries()) {
    const each = found[index];
    expect(each, `line ${line}`).toMatchObject({ right: true });
    expect(each?.remedy, `line ${line}`).toContain(remedy);
    // A brace that is left over would be a detail that was forgotten; so would be an empty bracket.
    expect(`${each?.sentence}${each?.remedy}`, `line ${line}`).not.toMatch(/[{}]|\(\)|\s\s|'',?/u);
  }
}, 240_000);

test('one failure can be looked at alone', async () => {
  const found: string[] = [];
  for await (const { code } of rehearseFailures(silentLog(), new AbortController().signal, ['report-limit'])) {
    found.push(code ?? '');
  }
  expect(found).toEqual(['REPORT_LIMIT']);
}, 60_000);
