import { expect, test } from 'vitest';
import { rehearseFailures } from '../../main/core/rehearsals/failures/rehearse.ts';
import { silentLog } from '../../main/core/log/log.ts';
import { inCommands } from '../../main/hosts/setup/command-words.ts';

const around = (signal = new AbortController().signal) => ({ appVersion: '0', log: silentLog(), signal });

/** Failures by their key, with the code that is shown and words of its remedy; null where no failure is to be seen. */
const SHOWN: readonly (readonly [key: string, code: string | null, remedy: string])[] = [
  ['bucket-name-taken', 'BUCKET_NAME_TAKEN', 'Use spotinst-cur-report-111122223333 instead'],
  ['bucket-is-yours', 'BUCKET_IS_YOURS', 'agree to it and apply again'],
  ['bucket-name-busy', 'BUCKET_NAME_BUSY', 'Wait some minutes'],
  ['bucket-other-region', 'BUCKET_OTHER_REGION', 'the app then creates it in us-east-1'],
  ['not-the-payer', 'NOT_THE_PAYER', 'Use a profile of the payer account 700000000000'],
  ['denied-by-policy', 'DENIED_BY_POLICY', 'Ask the administrator of the organization to allow s3:CreateBucket'],
  ['billing-access-off', 'BILLING_ACCESS_OFF', 'Only the root user of the account can switch it on'],
  ['bucket-policy-not-accepted', 'BUCKET_POLICY_NOT_ACCEPTED', 'the policy is read, compared and put again'],
  ['prefix-invalid', 'PREFIX_INVALID', 'Set another prefix, such as spotinst_eco'],
  ['report-exists-same', null, ''],
  ['report-exists-different', 'REPORT_EXISTS_DIFFERENT', 'Set another report name'],
  ['report-limit', 'REPORT_LIMIT', 'Delete one that nobody needs'],
  ['not-delivered', 'NOT_DELIVERED', 'the bucket and its policy are looked at and put right'],
  ['crawler-template-missing', 'CRAWLER_TEMPLATE_MISSING', 'look whether the report has the Athena integration'],
  ['bucket-has-notifications', 'BUCKET_HAS_NOTIFICATIONS', 'a copy of them is kept'],
  ['lambda-quota', 'LAMBDA_QUOTA', 'Ask AWS for a higher quota'],
  ['lambda-runtime-retired', 'LAMBDA_RUNTIME_RETIRED', 'Wait for the next delivery, which brings a newer file'],
  ['glue-name-exists', 'GLUE_NAME_EXISTS', 'Use that stack, or delete it'],
  ['lake-formation', 'LAKE_FORMATION', 'Ask the Lake Formation administrator'],
  [
    'custom-resource-hangs',
    'CUSTOM_RESOURCE_HANGS',
    'Nothing to do: leave it and look again later, even after an hour',
  ],
  ['stack-rolled-back', 'STACK_ROLLED_BACK', 'Agree that what is left of it is deleted'],
  ['stack-in-review', 'STACK_IN_REVIEW', 'Finish or delete it in the console, or agree that it is deleted'],
  ['capability-missing', 'CAPABILITY_MISSING', 'Apply again: the acknowledgement follows from the template'],
  ['stack-name-invalid', 'STACK_NAME_INVALID', 'Set another name, such as SpotEcoStack'],
  ['template-unreadable', 'TEMPLATE_UNREADABLE', 'Ask the vendor for a new link'],
  ['link-parameters-drifted', 'LINK_PARAMETERS_DRIFTED', 'Ask the vendor for a new link'],
  ['role-exists', 'ROLE_EXISTS', 'paste its ARN into the Spot console'],
  ['lambda-code-unreadable', 'LAMBDA_CODE_UNREADABLE', 'with the account ID 111122223333 and the region us-east-1'],
  ['throttled', 'THROTTLED', 'run apply again, it goes on where it stopped'],
  ['credentials-expired', 'CREDENTIALS_EXPIRED', 'Sign in again'],
  ['wrong-account', 'WRONG_ACCOUNT', 'Choose a profile of 111122223333'],
  ['clock-skew', 'CLOCK_SKEW', 'Set the clock right'],
  ['crawler-running', null, ''],
  ['scheduler-busy', 'SCHEDULER_BUSY', 'Wait a minute'],
  ['bucket-key-encryption', 'BUCKET_KEY_ENCRYPTION', 'Set the default encryption of the bucket to SSE-S3'],
  ['billing-transfer', 'BILLING_TRANSFER', 'ask the vendor about Data Exports'],
  ['not-allowed', 'NOT_ALLOWED', 'enroll aws policy'],
  ['server-error', 'SERVER_ERROR', 'run apply again'],
  ['connection-lost', 'CONNECTION_LOST', 'Look whether this computer is online'],
  ['timed-out', 'TIMED_OUT', 'Look whether this computer is online'],
];

test('every failure that is brought about in the sandbox shows its code, a sentence and what helps', async () => {
  const found = await rehearseFailures(around());
  expect(found.map(({ key, code }) => [key, code])).toEqual(SHOWN.map(([key, code]) => [key, code]));
  for (const [index, [key, , remedy]] of SHOWN.entries()) {
    const each = found[index];
    expect(each, `of ${key}`).toMatchObject({ right: true });
    expect(inCommands(each?.remedy ?? ''), `of ${key}`).toContain(remedy);
    // A brace that is left over would be a detail that was forgotten; so would be an empty bracket.
    expect(inCommands(`${each?.sentence}${each?.remedy}`), `of ${key}`).not.toMatch(/[{}]|\(\)|\s\s|'',?/u);
  }
}, 240_000);

test('one failure can be looked at alone', async () => {
  const found = await rehearseFailures(around(), ['report-limit']);
  expect(found.map(({ code }) => code)).toEqual(['REPORT_LIMIT']);
}, 60_000);

test('who stops it is told that not all were looked at', async () => {
  const stop = new AbortController();
  const quick = SHOWN.slice(0, 12).map(([key]) => key);
  const stopped = rehearseFailures(around(stop.signal), quick, () => stop.abort());
  await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
});
