/** The settings of a Cost and Usage Report, as AWS names them (API_cur_ReportDefinition). */
export interface ReportSettings {
  ReportName: string;
  TimeUnit: string;
  Format: string;
  Compression: string;
  AdditionalSchemaElements: string[];
  S3Bucket: string;
  S3Prefix: string;
  S3Region: string;
  AdditionalArtifacts?: string[];
  RefreshClosedReports?: boolean;
  ReportVersioning?: string;
  BillingViewArn?: string;
}

/** What a report is named and where it goes. */
export interface ReportPlace {
  report: string;
  bucket: string;
  prefix: string;
  region: string;
}

/**
 * The report that the vendor reads: hourly, with resource IDs, closed months refreshed, for Athena, which needs Parquet and
 * versions that overwrite. Source: docs/procedure.md: 'AWS set-up values'; docs/aws.md: 'Report definition'.
 */
export function wantedReport({ report, bucket, prefix, region }: ReportPlace): ReportSettings {
  return {
    ReportName: report,
    TimeUnit: 'HOURLY',
    Format: 'Parquet',
    Compression: 'Parquet',
    AdditionalSchemaElements: ['RESOURCES'],
    S3Bucket: bucket,
    S3Prefix: prefix,
    S3Region: region,
    AdditionalArtifacts: ['ATHENA'],
    RefreshClosedReports: true,
    ReportVersioning: 'OVERWRITE_REPORT',
  };
}

type Words = (settings: ReportSettings) => string;

/** Each setting with the words of the console; what AWS leaves out stands for its default. */
const SETTINGS: readonly (readonly [string, Words])[] = [
  ['time granularity', ({ TimeUnit }) => TimeUnit.toLowerCase()],
  ['format', ({ Format }) => (Format === 'textORcsv' ? 'CSV' : Format)],
  ['compression', ({ Compression }) => Compression],
  ['content', ({ AdditionalSchemaElements }) => listed(AdditionalSchemaElements, CONTENTS, 'without resource IDs')],
  ['integration', ({ AdditionalArtifacts }) => listed(AdditionalArtifacts, INTEGRATIONS, 'none')],
  [
    'versioning',
    ({ ReportVersioning }) => VERSIONINGS[ReportVersioning ?? 'CREATE_NEW_REPORT'] ?? ReportVersioning ?? '',
  ],
  ['refresh of closed months', ({ RefreshClosedReports }) => (RefreshClosedReports === true ? 'on' : 'off')],
  ['bucket', ({ S3Bucket }) => S3Bucket],
  ['prefix', ({ S3Prefix }) => S3Prefix],
  ['bucket region', ({ S3Region }) => S3Region],
  ['billing view', ({ BillingViewArn }) => BillingViewArn ?? 'none'],
];

const CONTENTS: Readonly<Record<string, string>> = {
  RESOURCES: 'resource IDs',
  SPLIT_COST_ALLOCATION_DATA: 'split cost allocation data',
  MANUAL_DISCOUNT_COMPATIBILITY: 'manual discount compatibility',
};
const INTEGRATIONS: Readonly<Record<string, string>> = {
  ATHENA: 'Athena',
  REDSHIFT: 'Redshift',
  QUICKSIGHT: 'QuickSight',
};
const VERSIONINGS: Readonly<Record<string, string>> = {
  CREATE_NEW_REPORT: 'new versions beside old ones',
  OVERWRITE_REPORT: 'overwriting',
};

function listed(values: readonly string[] | undefined, words: Readonly<Record<string, string>>, none: string): string {
  const known = [...new Set(values ?? [])].sort().map((value) => words[value] ?? value);
  return known.length === 0 ? none : known.join(' and ');
}

/** How a report differs from the one that is wanted, setting by setting: 'format is CSV, should be Parquet'. Empty where it does not. */
export function reportDifferences(present: ReportSettings, wanted: ReportSettings): string[] {
  return SETTINGS.flatMap(([name, words]) => {
    const is = words(present);
    const should = words(wanted);
    return is === should ? [] : [`${name} is ${is}, should be ${should}`];
  });
}

/** A report's settings, to paste or to read, in the words of the console and in its order. */
export function reportInWords(settings: ReportSettings): { label: string; value: string }[] {
  return SETTINGS.map(([label, words]) => ({ label, value: words(settings) })).filter(
    ({ label }) => label !== 'billing view',
  );
}

/** Where AWS puts the template of the Athena integration (docs/aws.md: 'The crawler template'). */
export function crawlerTemplateKey({ prefix, report }: Pick<ReportPlace, 'prefix' | 'report'>): string {
  return `${prefix}/${report}/crawler-cfn.yml`;
}

/**
 * The time of a delivery as ISO 8601 from the service's own form, 20261121T040000Z; null where it is no time.
 * Source: docs/aws.md: 'Report status'.
 */
export function deliveryTime(text: string): string | null {
  const parts = /^(\d{4})-?(\d{2})-?(\d{2})T(\d{2}):?(\d{2}):?(\d{2})(?:\.\d+)?Z$/u.exec(text);
  if (!parts) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
