/** What the known templates allow, and whom: a closed list. */

/** Which template is read: the vendor's two and AWS's own. */
export type Purpose = 'access-role' | 'extractor' | 'athena';

/** The accounts of the vendor's that its access role trusts (docs/aws.md: 'Access role template'). */
export const VENDOR_ACCOUNTS: ReadonlySet<string> = new Set(['884866656237', '627743545735']);

/** What the rights are about. */
export interface ReportNames {
  readonly partition: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly report: string;
}

/** Whom a role may be for. */
export type Holder = 'vendor' | 'lambda.amazonaws.com' | 'glue.amazonaws.com';

interface KnownRole {
  /** Actions in small letters; a `*` at the end takes in what begins so. */
  readonly grants: (
    names: ReportNames,
  ) => readonly (readonly [actions: readonly string[], resources: readonly string[]])[];
  /** AWS's own policies that are attached, by what stands behind `policy/`. */
  readonly managed: readonly string[];
}

const LOGS = 'logs:createloggroup logs:createlogstream logs:putlogevents'.split(' ');

/** What the vendor's current policy reads of the account, service by service (the vendor's pages on Eco's policy). */
const VENDOR_READS = each({
  account: 'getaccountinformation',
  billing:
    'getbillingdata getbillingdetails getbillingnotifications getbillingpreferences getcontractinformation getcredits getiamaccesspreference getsellerofrecord listbillingviews',
  ce: 'describe* get* list*',
  cloudformation: 'describe* detect* estimatetemplatecost get* list* validatetemplate',
  consolidatedbilling: 'getaccountbillingrole listlinkedaccounts',
  cur: 'describereportdefinitions getclassicreport getclassicreportpreferences getusagereport validatereportdestination',
  dynamodb: 'describereservedcapacity describereservedcapacityofferings',
  ec2: 'describehostreservations describereservedinstances',
  elasticache:
    'describecacheclusters describereservedcachenodes describereservedcachenodesofferings listallowednodetypemodifications listtagsforresource',
  es: 'describereservedelasticsearchinstanceofferings describereservedelasticsearchinstances listelasticsearchinstancetypes',
  freetier: 'getfreetieralertpreference getfreetierusage',
  invoicing: 'getinvoiceemaildeliverypreferences getinvoicepdf listinvoicesummaries',
  organizations: 'describe* list*',
  payments: 'getpaymentinstrument getpaymentstatus listpaymentpreferences',
  rds: 'describedbinstances describereserveddbinstances describereserveddbinstancesofferings listtagsforresource',
  redshift: 'describeclusters describereservednodeofferings describereservednodes',
  savingsplans: 'describe* listtagsforresource',
  tax: 'gettaxinheritance gettaxregistrationdocument listtaxregistrations',
});

const VENDOR: KnownRole = {
  grants: ({ partition, bucket }) => [
    [VENDOR_READS, ['*']],
    [['s3:describe*', 's3:get*', 's3:list*'], [`arn:${partition}:s3:::${bucket}*`]],
    [
      ['s3:abortmultipartupload', 's3:getbucketlocation', 's3:list*', 's3:putobject*'],
      [`arn:${partition}:s3:::sc-customer-*`],
    ],
  ],
  managed: [],
};

const EXTRACTOR: KnownRole = {
  grants: ({ partition, bucket, prefix }) => [
    [
      'athena:startqueryexecution athena:getqueryexecution athena:getqueryresults glue:gettable glue:getpartitions'.split(
        ' ',
      ),
      ['*'],
    ],
    [
      ['s3:getobject', 's3:listbucket', 's3:getbucketlocation'],
      [`arn:${partition}:s3:::${bucket}`, `arn:${partition}:s3:::${bucket}/${prefix}/*`],
    ],
  ],
  managed: ['service-role/AWSLambdaBasicExecutionRole'],
};

const CRAWLER: KnownRole = {
  grants: ({ partition, bucket, prefix, report }) => [
    [LOGS, [`arn:${partition}:logs:*:*:*`]],
    [
      'glue:updatedatabase glue:updatepartition glue:createtable glue:updatetable glue:importcatalogtoglue'.split(' '),
      ['*'],
    ],
    [['s3:getobject', 's3:putobject'], [`arn:${partition}:s3:::${bucket}/${prefix}/${report}/${report}*`]],
    [['kms:decrypt'], ['*']],
  ],
  managed: ['service-role/AWSGlueServiceRole'],
};

const STARTER: KnownRole = {
  grants: ({ partition, bucket }) => [
    [LOGS, [`arn:${partition}:logs:*:*:*`]],
    [['glue:startcrawler'], ['*']],
    [['s3:putbucketnotification'], [`arn:${partition}:s3:::${bucket}`]],
  ],
  managed: [],
};

const ROLES: Readonly<Record<Purpose, Partial<Record<Holder, KnownRole>>>> = {
  'access-role': { vendor: VENDOR },
  extractor: { 'lambda.amazonaws.com': EXTRACTOR },
  athena: { 'lambda.amazonaws.com': STARTER, 'glue.amazonaws.com': CRAWLER },
};

/** Actions by their service. */
function each(services: Readonly<Record<string, string>>): string[] {
  return Object.entries(services).flatMap(([service, actions]) =>
    actions.split(' ').map((action) => `${service}:${action}`),
  );
}

/** Whether a template of this purpose has a role for somebody. */
export function isHolder(purpose: Purpose, holder: string): holder is Holder {
  return Object.hasOwn(ROLES[purpose], holder);
}

/** Whether an action on a resource is among what the known role of somebody may; both are texts of a policy, with their wildcards. */
export function isKnownGrant(
  purpose: Purpose,
  holder: Holder,
  names: ReportNames,
  { action, resource }: { action: string; resource: string },
): boolean {
  const grants = ROLES[purpose][holder]?.grants(names) ?? [];
  return grants.some(
    ([actions, resources]) =>
      actions.some((each) => takesIn(each, action.toLowerCase())) && resources.some((each) => takesIn(each, resource)),
  );
}

/** Whether one of AWS's own policies is attached to the known role of somebody. */
export function isKnownManaged(purpose: Purpose, holder: Holder, partition: string, arn: string): boolean {
  return (ROLES[purpose][holder]?.managed ?? []).some((name) => arn === `arn:${partition}:iam::aws:policy/${name}`);
}

/** Whether all that one pattern matches is matched by a known one, which has no wildcard but at its end. */
function takesIn(known: string, pattern: string): boolean {
  if (!known.endsWith('*') || known === '*') return known === pattern;
  return pattern.startsWith(known.slice(0, -1));
}
