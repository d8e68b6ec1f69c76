import { rehearseFailures } from '../../../main/core/rehearsals/failures/rehearse.ts';
import { silentLog } from '../../../main/core/log/log.ts';
import { inCommands } from '../../../main/hosts/setup/command-words.ts';
import type { Round } from '../../faults/sample.ts';

/** What the rehearsals run in. */
export const around = (signal = new AbortController().signal) => ({ appVersion: '0', log: silentLog(), signal });

/** Failures by their key, with the code that is shown and words of its remedy; null where no failure is to be seen. */
export const SHOWN: readonly (readonly [key: string, code: string | null, remedy: string])[] = [
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
  ['keys-refused', 'KEYS_REFUSED', 'enroll sandbox faults off keys-refused'],
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
  ['not-from-aws', 'NOT_FROM_AWS', 'let AWS through its proxy or web filter'],
];

/** A failure that is brought about in the sandbox: it shows its code, a sentence and what helps. */
export interface FailureRound extends Round {
  key: string;
}

/** Every failure that can be brought about there. */
export function allFailures(): FailureRound[] {
  return SHOWN.map(([key, code]) => ({ name: `failure: ${key}`, facets: [code === null ? 'overcome' : 'shown'], key }));
}

/** Brings failures about, side by side. @returns what was wrong, each with the failure's name */
export async function failureRounds(rounds: readonly FailureRound[]): Promise<string[]> {
  const keys = rounds.map(({ key }) => key);
  const found = await rehearseFailures(around(), keys);
  const missing = keys
    .filter((key) => !found.some((each) => each.key === key))
    .map((key) => `${key} was not looked at`);
  return [...missing, ...found.flatMap(faultsOf)];
}

type Found = Awaited<ReturnType<typeof rehearseFailures>>[number];

function faultsOf({ key, code, right, sentence, remedy }: Found): string[] {
  const [, wanted, words] = SHOWN.find(([name]) => name === key) ?? [key, undefined, ''];
  const text = inCommands(`${sentence}${remedy}`);
  return [
    code === wanted && right ? null : `shows ${code}, not ${wanted}`,
    text.includes(words) ? null : `does not say: ${words}`,
    // A brace that is left over would be a detail that was forgotten; so would be an empty bracket.
    /[{}]|\(\)|\s\s|'',?/u.test(text) ? `has a detail that was forgotten: ${text}` : null,
  ].flatMap((fault) => (fault === null ? [] : [`${key} ${fault}`]));
}
