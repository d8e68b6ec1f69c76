import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { AwsFault } from '../service.ts';
import type { Operation, ServiceCall } from '../service.ts';
import type { WireObject } from '../wire.ts';
import type { EventHandler, World } from '../world.ts';
import { deliver } from './cur-delivery.ts';
import type { Delivered } from './cur-delivery.ts';
import { object, page, required, text, texts } from './input.ts';
import { buckets } from './s3-state.ts';
import { mayDeliver } from './service-access.ts';

interface Report {
  definition: WireObject;
  created: number;
  status: Delivered | null;
}

interface CurState {
  reports: Record<string, Report>;
}

/** How long after it was made a report is delivered first; AWS says up to 24 hours. */
const FIRST_DELIVERY_MS = 8 * 3_600_000;
const LIMIT = 10;

const OTHER_REPORT = { TimeUnit: 'DAILY', Format: 'textORcsv', Compression: 'GZIP', AdditionalArtifacts: [] };

/** The Cost and Usage Report service (docs/aws.md: 'The report'). */
export const cur: Readonly<Record<string, Operation>> = {
  DescribeReportDefinitions: (call) => {
    assertBillingAccess(call);
    const most = text(call.input, 'MaxResults') || '5';
    if (most !== '5')
      throw new AwsFault('ValidationException', `Value '${most}' at 'maxResults' failed to satisfy constraint`);
    const all = Object.values(reportsOf(call));
    // The service gives five at most, whatever is asked for.
    const { items, next } = page(all, text(call.input, 'NextToken'), 5);
    return {
      ReportDefinitions: items.map(({ definition, status }) => ({ ...definition, ReportStatus: status ?? undefined })),
      NextToken: next,
    };
  },
  PutReportDefinition: (call) => {
    assertBillingAccess(call);
    const definition = object(call.input, 'ReportDefinition');
    const name = required(definition, 'ReportName');
    validate(definition);
    const reports = reportsOf(call);
    const race = call.world.takeFault('report-exists-same', call.caller.accountId);
    if (reports[name] && !race)
      throw new AwsFault('DuplicateReportNameException', `A report with the name ${name} already exists`);
    if (Object.keys(reports).length >= LIMIT) {
      throw new AwsFault(
        'ReportLimitReachedException',
        'This account already has five reports defined. To define a new report, you must delete an existing report.',
      );
    }
    verifyBucket(call, definition);
    const report: Report = { definition, created: call.world.now(), status: null };
    reports[name] = report;
    call.world.created(`report ${name}`);
    scheduleDelivery(call.world, call.caller.accountId, report);
    if (race) throw new AwsFault('DuplicateReportNameException', `A report with the name ${name} already exists`);
    return {};
  },
  ModifyReportDefinition: (call) => {
    assertBillingAccess(call);
    const report = requireReport(call);
    const definition = object(call.input, 'ReportDefinition');
    validate(definition);
    verifyBucket(call, definition);
    report.definition = definition;
    return {};
  },
  DeleteReportDefinition: (call) => {
    assertBillingAccess(call);
    requireReport(call);
    delete reportsOf(call)[text(call.input, 'ReportName')];
    return { ResponseMessage: 'DELETED' };
  },
};

/** Deliveries, as time goes on. */
export const curEvents: Readonly<Record<string, EventHandler>> = {
  'cur.delivery': (world, { accountId, data, at }) => {
    const name = String(data['report']);
    const report = world.slice<CurState>(accountId, 'cur', empty).reports[name];
    // Deliveries of a report that was deleted end, also where another one has its name now.
    if (!report || report.created !== data['of']) return;
    report.status = deliver(world, accountId, report, at);
    scheduleDelivery(world, accountId, report, 24 * 3_600_000);
  },
};

/** Whether the vendor has what it needs to send its link: crawler-cfn.yml was delivered. */
export function isDelivered(world: World, accountId: AccountId): boolean {
  const { reports } = world.slice<CurState>(accountId, 'cur', empty);
  return Object.values(reports).some(({ status }) => status?.lastStatus === 'SUCCESS');
}

/** The reports of the caller's account, with those that a fault puts there. */
function reportsOf({ world, caller }: ServiceCall): Record<string, Report> {
  const { reports } = world.slice<CurState>(caller.accountId, 'cur', empty);
  const add = (name: string, more: WireObject): void => {
    reports[name] ??= { definition: { ...EXAMPLE, ReportName: name, ...more }, created: world.now(), status: null };
  };
  if (world.hasFault('report-exists-different', caller.accountId)) add('spotinst-cur-report', OTHER_REPORT);
  if (world.hasFault('report-limit', caller.accountId)) {
    for (let number = 1; number <= LIMIT; number += 1) add(`finance-report-${number}`, OTHER_REPORT);
  }
  return reports;
}

const EXAMPLE: WireObject = {
  TimeUnit: 'HOURLY',
  Format: 'Parquet',
  Compression: 'Parquet',
  AdditionalSchemaElements: ['RESOURCES'],
  S3Bucket: 'finance-reports',
  S3Prefix: 'finance',
  S3Region: 'us-east-1',
  AdditionalArtifacts: ['ATHENA'],
  RefreshClosedReports: true,
  ReportVersioning: 'OVERWRITE_REPORT',
};

function requireReport(call: ServiceCall): Report {
  const name = text(call.input, 'ReportName');
  const report = reportsOf(call)[name];
  if (report) return report;
  throw new AwsFault('ValidationException', `Report with name ${name} does not exist`);
}

function assertBillingAccess({ world, caller, operation }: ServiceCall): void {
  if (!world.hasFault('billing-access-off', caller.accountId)) return;
  throw new AwsFault('AccessDeniedException', `User: ${caller.arn} is not authorized to perform: cur:${operation}`);
}

/** What the service checks of a definition (AWS, API_cur_ReportDefinition; the prefix as it is enforced in fact). */
function validate(definition: WireObject): void {
  const refuse = (message: string): never => {
    throw new AwsFault('ValidationException', message);
  };
  const one = (name: string, allowed: readonly string[]): void => {
    if (!allowed.includes(text(definition, name)))
      refuse(
        `Value '${text(definition, name)}' at '${name}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed.join(', ')}]`,
      );
  };
  if (!/^[0-9A-Za-z!\-_.*'()]{1,256}$/u.test(text(definition, 'ReportName')))
    refuse(
      "Value at 'ReportName' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9A-Za-z!\\-_.*\\'()]+",
    );
  if (!/^.+[^/|.]$/u.test(text(definition, 'S3Prefix')))
    refuse(
      `Value '${text(definition, 'S3Prefix')}' at 'S3Prefix' failed to satisfy constraint: Member must satisfy regular expression pattern: ^.+[^/|.]$`,
    );
  one('TimeUnit', ['HOURLY', 'DAILY', 'MONTHLY']);
  one('Format', ['textORcsv', 'Parquet']);
  one('Compression', ['ZIP', 'GZIP', 'Parquet']);
  const parquet = text(definition, 'Format') === 'Parquet';
  if (parquet !== (text(definition, 'Compression') === 'Parquet')) refuse('Compression does not fit the format');
  const artifacts = texts(definition, 'AdditionalArtifacts');
  if (
    artifacts.includes('ATHENA') &&
    (!parquet || artifacts.length > 1 || text(definition, 'ReportVersioning') !== 'OVERWRITE_REPORT')
  ) {
    refuse('ATHENA needs the format Parquet and the versioning OVERWRITE_REPORT, and no other artifact');
  }
}

function verifyBucket({ world, caller }: ServiceCall, definition: WireObject): void {
  const name = text(definition, 'S3Bucket');
  const bucket = buckets(world)[name];
  const refused = world.takeFault('bucket-policy-not-accepted', caller.accountId);
  if (!refused && bucket?.owner === caller.accountId && mayDeliver(bucket, caller.accountId)) return;
  throw new AwsFault(
    'ValidationException',
    `Failed to verify customer bucket permission. accountId= ${caller.accountId}, bucket name: ${name}, bucket region: ${text(definition, 'S3Region')}`,
  );
}

function scheduleDelivery(world: World, accountId: AccountId, report: Report, delay = FIRST_DELIVERY_MS): void {
  const data = { report: text(report.definition, 'ReportName'), of: report.created };
  world.schedule({ at: world.now() + delay, kind: 'cur.delivery', accountId, data });
}

function empty(): CurState {
  return { reports: {} };
}
