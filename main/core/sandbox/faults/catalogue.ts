/** A fault that can be switched on, with what happens then. */
export interface FaultDefinition {
  readonly what: string;
  /** `state`: something is there or is so; `call`: it happens to calls as they come. */
  readonly kind: 'state' | 'call';
}

/** Every fault of the sandbox. The keys are those of the product's own list of failures, where it knows such a failure. */
export const FAULTS = {
  'bucket-name-taken': state('the bucket name spotinst-cur-report belongs to another account'),
  'bucket-is-yours': state('a bucket spotinst-cur-report is in the account already'),
  'bucket-name-busy': call('creating a bucket is refused with OperationAborted'),
  'bucket-other-region': state('the bucket spotinst-cur-report is in the account, in eu-central-1'),
  'not-the-payer': state('the account is a member of an organization, not its payer'),
  'denied-by-policy': call('a service control policy denies the call'),
  'billing-access-off': state('IAM access to billing is not activated'),
  'bucket-policy-not-accepted': call('the bucket can not be verified when the report is made'),
  'prefix-invalid': state('nothing: the prefix is checked by the program itself'),
  'report-exists-same': call('somebody else makes the same report a moment before'),
  'report-exists-different': state('a daily CSV report of the same name is there'),
  'report-limit': state('there are ten reports'),
  'not-delivered': state('AWS can not write the report into the bucket'),
  'crawler-template-missing': state('reports are delivered without crawler-cfn.yml'),
  'bucket-has-notifications': state('new buckets get a notification of somebody else'),
  'lambda-quota': state('the account may run ten functions at once'),
  'lambda-runtime-retired': state('crawler-cfn.yml names a Lambda runtime that AWS has retired'),
  'glue-name-exists': state('the crawler and the database are there, of another stack'),
  'lake-formation': state('Lake Formation refuses to create a database'),
  'custom-resource-hangs': state('the custom resource of a stack does not answer for an hour'),
  'stack-rolled-back': state('a stack SpotEcoStack that was rolled back is there'),
  'stack-in-review': state('a stack SpotEcoStack that was never created is there'),
  'capability-missing': call('a stack is refused for want of a capability'),
  'stack-name-invalid': state('nothing: the name is checked by the program itself'),
  'template-unreadable': state('the template of a link can not be read'),
  'link-parameters-drifted': state("the vendor's template has other parameters than its link"),
  'role-exists': state('the role of the access role stack is there already'),
  'lambda-code-unreadable': state("the code of the vendor's function can not be read"),
  throttled: call('AWS asks to slow down'),
  'credentials-expired': call('the credentials have expired'),
  'keys-refused': call('AWS does not know the keys'),
  'wrong-account': state('the profile belongs to another account'),
  'clock-skew': call('the clock of this computer is an hour slow'),
  'crawler-running': call('the crawler is running when it is changed'),
  'scheduler-busy': call('the schedule of the crawler is just being changed'),
  'bucket-key-encryption': state('new buckets are encrypted with a key'),
  'billing-transfer': state('the bill of the account is transferred to another one'),
  'not-allowed': call('the rights of the profile do not allow the call'),
  'server-error': call('AWS has a fault of its own (500)'),
  'connection-lost': call('the connection is cut before the call is done'),
  'connection-lost-after': call('the connection is cut after the call was done, before its answer'),
  'timed-out': call('the answer takes longer than anybody waits'),
  'not-from-aws': call('a proxy answers with a page of its own'),
} satisfies Record<string, FaultDefinition>;

export type FaultKey = keyof typeof FAULTS;

function state(what: string): FaultDefinition {
  return { what, kind: 'state' };
}

function call(what: string): FaultDefinition {
  return { what, kind: 'call' };
}
