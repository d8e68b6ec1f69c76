import { act } from '../action.ts';

/** One kind of failure of the AWS set-up: what a person reads, and what helps. */
export interface FailureDefinition {
  /** A sentence for a billing person; `{name}` stands for a detail. */
  readonly sentence: string;
  /** As a function where an action in it is about a detail. */
  readonly remedy: string | ((details: FailureDetails) => string);
}

function failure(sentence: string, remedy: FailureDefinition['remedy']): FailureDefinition {
  return { sentence, remedy };
}

const AGAIN = 'Nothing is lost: run apply again, it goes on where it stopped.';

/** How a stack gets another name. @param details the step that makes it, and whether it is made from a template file */
function renameStack({ step = '', from = '' }: FailureDetails): string {
  if (step === 'athena-stack') return act('mpa.set', { field: 'stackName' });
  return act(from === 'file' ? 'aws.role-template' : 'aws.link', { stackName: true });
}

/** What helps where something between this computer and AWS answers in the place of AWS. */
export const LET_THROUGH =
  'Ask whoever looks after this network to let AWS through its proxy or web filter, or use another network.';

/**
 * Every failure that the set-up knows, by its key; details in braces are filled in. What is not known is `unknown` and shows
 * AWS's own code, words and request ID. How AWS shows each is in docs/aws.md: 'Failures'.
 */
export const SETUP_FAILURES = {
  'bucket-name-taken': failure(
    'The bucket name {bucket} belongs to another AWS account; every bucket name exists once in the world.',
    ({ proposal = '' }) =>
      `Use {proposal} instead: apply with ${act('aws.bucket', { name: proposal })}. The name is then carried into the hand-off mail and the extractor stack; tell the vendor that it differs from the documents.`,
  ),
  'bucket-is-yours': failure(
    'The bucket {bucket} is there already, in this account.',
    `Look whether it may be used for the report. If so, agree to it and apply again; else give another name with ${act('aws.bucket')}.`,
  ),
  'bucket-name-busy': failure(
    'AWS is still busy with a bucket of the name {bucket}, which was deleted a moment ago.',
    `Wait some minutes and apply again, or give another name with ${act('aws.bucket')}.`,
  ),
  'bucket-other-region': failure(
    'The bucket {bucket} is in the region {region}, but everything has to be in {expected}: CloudFormation cannot work across regions.',
    `Give another bucket name with ${act('aws.bucket')}; the app then creates it in {expected}.`,
  ),
  'not-the-payer': failure(
    'The account {account} is a member of an organization whose payer is {payer}. A report made here would show one account only.',
    'Use a profile of the payer account {payer}. To set up this member all the same, agree to it and apply again.',
  ),
  'denied-by-policy': failure(
    'The organization forbids {action} for {arn} by a policy above the account, so no rights in the account itself can allow it.',
    'Ask the administrator of the organization to allow {action} in its service control policy, resource control policy or permissions boundary.',
  ),
  'billing-access-off': failure(
    'AWS refuses everything about billing to users and roles of this account; that is the sign of IAM access to billing being switched off.',
    'Only the root user of the account can switch it on: Account, IAM user and role access to Billing information, Activate.',
  ),
  'bucket-policy-not-accepted': failure(
    'AWS does not accept the bucket {bucket} for the report: it could not verify that it may write there{missing}.',
    'Apply again in a few minutes: the policy is read, compared and put again. If it stays so, look for a policy that denies the service billingreports.amazonaws.com.',
  ),
  'prefix-invalid': failure(
    "The report prefix '{prefix}' can't be used: it must not be empty, begin or end with '/', or have '//' in it.",
    `Set another prefix, such as spotinst_eco, with: ${act('mpa.set', { field: 'curPrefix' })}. The vendor's documents use spotinst_eco.`,
  ),
  'report-exists-same': failure(
    'The report {report} was made by somebody else in the meantime, with the same settings.',
    'Nothing to do: apply again, the report is adopted.',
  ),
  'report-exists-different': failure(
    'A report named {report} exists with other settings: {differences}. The app never changes a report that somebody may be reading.',
    `Set another report name with: ${act('mpa.set', { field: 'curReportName' })}, or change the report in the billing console yourself.`,
  ),
  'report-limit': failure(
    'The account has as many reports as AWS allows: {reports}.',
    'Delete one that nobody needs in the billing console, then apply again.',
  ),
  'not-delivered': failure(
    'AWS could not deliver the report: {reason}.',
    'Apply again: the bucket and its policy are looked at and put right. AWS then tries again with the next delivery, within a day.',
  ),
  'crawler-template-missing': failure(
    'The report was delivered, but crawler-cfn.yml is not in the bucket ({key}).',
    'Wait for the next delivery. If it stays away, look whether the report has the Athena integration; a report without it never gets the file.',
  ),
  'bucket-has-notifications': failure(
    'The bucket {bucket} sends notifications already ({notifications}); the Athena stack replaces all of them with its own.',
    `Use a new bucket with ${act('aws.bucket')}, or agree that they are replaced; a copy of them is kept, and can be put back.`,
  ),
  'lambda-quota': failure(
    'The account may run {available} Lambda functions at once, of which AWS keeps {minimum} unreserved; the Athena stack needs 2 more.',
    'Ask AWS for a higher quota of Lambda concurrent executions (Service Quotas, Lambda, Concurrent executions); new accounts begin with a low one.',
  ),
  'lambda-runtime-retired': failure(
    'crawler-cfn.yml has functions in the Lambda runtime {runtime}, in which AWS creates no new ones{since}. Functions that are there go on running.',
    'Wait for the next delivery, which brings a newer file, then apply again. If it stays old, write to AWS support.',
  ),
  'glue-name-exists': failure(
    'The crawler or database {name} exists already{owner}: somebody has set up Athena for this report before.',
    `Use that stack, or delete it, then apply again. To use it, give its name with: ${act('mpa.set', { field: 'stackName' })}. To leave it as it is, give the report another name with: ${act('mpa.set', { field: 'curReportName' })}; the crawler and the database are named after it, and a new report is made and waited for.`,
  ),
  'lake-formation': failure(
    'Lake Formation governs the data catalog of this account and refuses to create the database.',
    'Ask the Lake Formation administrator of the account to grant this role Create database on the catalog, then apply again.',
  ),
  'custom-resource-hangs': failure(
    'The stack {stack} waits for a function of its own. AWS waits up to an hour for it.',
    'Nothing to do: leave it and look again later, even after an hour.',
  ),
  'stack-rolled-back': failure(
    'A stack named {stack} was begun, failed and rolled back{cause}; AWS allows nothing but to delete what is left of it.',
    'Agree that what is left of it is deleted, and apply again.',
  ),
  'stack-in-review': failure(
    'A stack named {stack} was begun in the console and never created; it blocks the name.',
    'Finish or delete it in the console, or agree that it is deleted, then apply again.',
  ),
  'capability-missing': failure(
    'The template of the stack creates what AWS wants acknowledged first: {capabilities}.',
    'Apply again: the acknowledgement follows from the template, which has changed in the meantime.',
  ),
  'stack-name-invalid': failure(
    "CloudFormation refuses the stack name '{stack}': letters, digits and hyphens only, a letter first, at most 128.",
    (details) => `Set another name, such as SpotEcoStack, with: ${renameStack(details)}`,
  ),
  'template-unreadable': failure(
    'The template {url} can not be read: the link has expired, or access to it was taken away.',
    `Look whether the link was copied whole. If so: Ask the vendor for a new link and give it with: ${act('aws.link', { again: true })}.`,
  ),
  'template-refused': failure(
    'The template {template} is not used, because it can not be shown and made as it is: {problem}.',
    'Ask the vendor for another template, and send them this sentence.',
  ),
  'template-swapped': failure(
    'The stack {stack} was not made: its template is not the one that was shown. What was shown has the SHA-256 {ours}; what CloudFormation has read since has {theirs}.',
    'Nothing was made of it. Look at the plan again: it shows the template that is there now.',
  ),
  'change-set-failed': failure(
    'AWS could not make the change set by which the stack {stack} is made: {reason}.',
    'Nothing was made. Send this sentence to whoever gave the template.',
  ),
  'change-set-asks': failure(
    'CloudFormation makes another template of the one of the stack {stack} before it makes anything. By its change set it makes: {makes}.',
    'Nothing was made. Look at what it makes, agree to it and apply again.',
  ),
  'link-parameters-drifted': failure(
    "The vendor's link and its template do not fit together: {parameters}.",
    'Ask the vendor for a new link, and send them this sentence.',
  ),
  'role-exists': failure(
    'The role or policy {name} exists already{arn}.',
    `If it is the vendor's, paste its ARN into the Spot console and tell the app: ${act('aws.done', { step: 'access-role-stack', how: 'made before' })}. Else delete the old role, or the stack that made it, then apply again.`,
  ),
  'lambda-code-unreadable': failure(
    "AWS can not read the code of the vendor's function: {message}.",
    "It is the vendor's bucket: send them this sentence, with the account ID {account} and the region {region}.",
  ),
  throttled: failure('AWS asked to slow down, and did so for longer than the app waits.', AGAIN),
  'credentials-expired': failure(
    'The credentials of the profile {profile} have expired.',
    '{renewal}. Then apply again, it goes on where it stopped.',
  ),
  'keys-refused': failure(
    'AWS does not know the keys of the profile {profile}: they were deleted, switched off or mistyped, or are of another part of AWS.',
    '{renewal}. Then apply again, it goes on where it stopped.',
  ),
  'wrong-account': failure(
    'The profile {profile} belongs to the account {actual}, but this is the set-up of {expected}. {changed}',
    `Choose a profile of {expected} with ${act('aws.choose-profile')}.`,
  ),
  'clock-skew': failure(
    "This computer's clock differs too much from that of AWS, so AWS refuses every call.",
    'Set the clock right (automatic time), then apply again.',
  ),
  'crawler-running': failure(
    'The crawler {crawler} is running and can not be changed now.',
    'Wait some minutes and apply again.',
  ),
  'scheduler-busy': failure(
    'AWS is just changing the schedule of the crawler {crawler}.',
    'Wait a minute and apply again.',
  ),
  'bucket-key-encryption': failure(
    'The bucket {bucket} encrypts with a key of its own ({key}), which AWS billing may not use; reports can not be delivered.',
    `Set the default encryption of the bucket to SSE-S3, or use another bucket with ${act('aws.bucket')}.`,
  ),
  'billing-transfer': failure(
    'The bill of this account is transferred to another one, so the classic report has no data of it.',
    'Make the report in the account that gets the bill, or ask the vendor about Data Exports.',
  ),
  'bucket-name-invalid': failure(
    "The bucket name '{bucket}' can't be used: {problem}.",
    `Give another name with ${act('aws.bucket')}, such as {proposal}.`,
  ),
  'bucket-is-public': failure(
    'The policy of the bucket {bucket} lets everybody in{statements}. Closing the bucket would cut off those who read it, and AWS takes no change of such a policy once the bucket is closed. The bucket is left as it is.',
    `Give another bucket name with ${act('aws.bucket')}; or, when nobody needs it to be public, take what lets everybody in out of its policy, then apply again.`,
  ),
  'crawler-template-foreign': failure(
    'The file {key} is not the one that AWS writes for this report: {problem}.',
    'Look in the bucket who put it there. AWS writes its own file with each delivery; apply again after the next one.',
  ),
  'not-allowed': failure(
    'The profile has no right to {action}{resource}.',
    `Give whoever grants rights the policy of: ${act('aws.policy')}. Or do the step by hand in the console and tell the app: ${act('aws.done')}.`,
  ),
  'no-organization': failure(
    'The account {account} is in no organization, so AWS has no list of accounts for it.',
    'Import a list from a file, or add the account itself.',
  ),
  'payer-unknown': failure(
    'It is not known whether {account} is the account that pays: {by} organizations:DescribeOrganization.',
    `Agree that it is the payer account and apply again, or give the profile that right (the policy of: ${act('aws.policy')} has it).`,
  ),
  'secret-key-wrong': failure(
    'AWS cannot verify the signature of the profile {profile}: its secret key is not the one of its access key ID.',
    '{renewal}. Then apply again.',
  ),
  'server-error': failure('AWS had a fault of its own ({code}).', AGAIN),
  'connection-lost': failure(
    'The connection to AWS ({host}) was lost.',
    `Look whether this computer is online. ${AGAIN}`,
  ),
  'not-from-aws': failure(
    'What answers for {host} is not AWS ({answer}): a proxy or web filter stands between this computer and AWS.',
    `${LET_THROUGH} ${AGAIN}`,
  ),
  'timed-out': failure('AWS did not answer in time ({host}).', `Look whether this computer is online. ${AGAIN}`),
  'stack-foreign': failure(
    'A stack named {stack} is there already, and it is another one than this set-up makes: {difference}.',
    ({ undo = '', ...details }) =>
      undo === ''
        ? `Give the stack of this set-up another name with: ${renameStack(details)}. Or look in the CloudFormation console what it is.`
        : 'It is not taken back. Look in the CloudFormation console what it is, and delete it there if nobody needs it.',
  ),
  'stack-stuck': failure(
    'The stack {stack} is in the state {status}: a change of it failed, and what it has made is in use. The app leaves it as it is.',
    'Bring it back in the CloudFormation console (Stack actions, Continue update rollback), then apply again.',
  ),
  'stack-limit': failure(
    'The account has as many CloudFormation stacks as AWS allows in this region.',
    'Delete stacks that nobody needs, or ask AWS for a higher quota (Service Quotas, CloudFormation, Stack count), then apply again.',
  ),
  'crawler-gone': failure(
    'The crawler {crawler} is not there any more, though the stack that made it is.',
    `Take the Athena stack back with: ${act('aws.undo', { step: 'athena-stack' })}. Then apply again, it is made anew.`,
  ),
  'consent-needed': failure('{what}', 'Agree to it and apply again.'),
  unknown: failure(
    'AWS refused {operation}: {message} ({code}, request {requestId}).',
    'Send this sentence to whoever knows your AWS account; the request ID lets AWS support find it.',
  ),
} as const satisfies Readonly<Record<string, FailureDefinition>>;

export type SetupFailureKey = keyof typeof SETUP_FAILURES;

/** Details that fill the braces of a sentence. */
export type FailureDetails = Readonly<Record<string, string>>;

/** What AWS itself said. */
export interface AwsWords {
  operation: string;
  code: string;
  message: string;
  requestId: string | null;
}

/** A failure as it is shown and kept. */
export interface SetupFailure {
  /** Stable, for programs: the key in capitals, BUCKET_NAME_TAKEN. */
  code: string;
  key: SetupFailureKey;
  sentence: string;
  remedy: string;
  aws: AwsWords | null;
}

/** What a failure keeps from being done: how that is done again, where it is not an apply. */
const AGAIN_OF = { undo: 'take the step back again', import: 'import again', look: 'do it again' } as const;

/** A failure of something else than an apply: what helps is followed by the same again, and the rights of the set-up's policy do not help. */
export function failureOfOther(failure: SetupFailure, doing: keyof typeof AGAIN_OF): SetupFailure {
  const { key, remedy } = failure;
  if (doing === 'undo' && key === 'not-allowed') return { ...failure, remedy: ASK_FOR_UNDO };
  const again = AGAIN_OF[doing];
  const said = remedy.replaceAll(/(?:\brun )?\bapply again(?:, it goes on where it stopped)?/giu, (words) =>
    words.startsWith('A') ? again[0]?.toUpperCase() + again.slice(1) : again,
  );
  return { ...failure, remedy: said };
}

const ASK_FOR_UNDO =
  "Ask whoever grants rights for it: the set-up's policy has the rights to set up, not those to take back. Or take it back by hand in the console.";

/** A failure with its details filled in; a detail that is not given leaves nothing behind. */
export function setupFailure(
  key: SetupFailureKey,
  details: FailureDetails = {},
  aws: AwsWords | null = null,
): SetupFailure {
  const { sentence, remedy } = SETUP_FAILURES[key];
  const fill = (text: string): string => text.replaceAll(/\{(\w+)\}/gu, (_, name: string) => details[name] ?? '');
  const helps = typeof remedy === 'string' ? remedy : remedy(details);
  return { code: key.replaceAll('-', '_').toUpperCase(), key, sentence: fill(sentence), remedy: fill(helps), aws };
}
