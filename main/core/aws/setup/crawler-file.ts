import { isUtf8 } from 'node:buffer';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { crawlerTemplateKey } from '../../../../shared/domain/aws/report-definition.ts';
import type { ReportPlace } from '../../../../shared/domain/aws/report-definition.ts';
import { isRetiredRuntime } from '../../../../shared/domain/aws/lambda-runtime.ts';
import { setupFailure } from '../../../../shared/domain/aws/setup-failure.ts';
import type { SetupFailure } from '../../../../shared/domain/aws/setup-failure.ts';
import { describeTemplate } from '../../templates/describe-template.ts';
import { readTemplate } from '../../templates/read-template.ts';
import { asList, isObject, own } from '../../templates/template.ts';
import type { Template, TemplateValue } from '../../templates/template.ts';

/** What crawler-cfn.yml says of itself. */
export interface CrawlerFile {
  /** AWSCURCrawler-<report>. */
  crawler: string;
  /** athenacurcfn_<report in snake case>. */
  database: string;
  runtimes: string[];
}

/**
 * Reads a crawler-cfn.yml and makes sure that it is the one of this report: AWS gives files of other exports the same name, so the
 * place that its crawler reads has to be the report's (docs/aws.md: 'The crawler template').
 * @returns a failure where it is another's, or no template.
 */
export function readCrawlerFile(bytes: Uint8Array, place: ReportPlace): CrawlerFile | SetupFailure {
  const foreign = (problem: string): SetupFailure =>
    setupFailure('crawler-template-foreign', { key: crawlerTemplateKey(place), problem });
  // Deployed as text and mailed as bytes: both are the same in UTF-8 alone.
  if (!isUtf8(bytes)) return foreign('it is not UTF-8');
  let template: Template;
  try {
    template = readTemplate(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    if (error instanceof AppError) return foreign(`it can't be read (${error.message})`);
    throw error;
  }
  const { fixedNames, runtimes } = describeTemplate(template);
  const named = (type: string): string | null => fixedNames.find((each) => each.type === type)?.name ?? null;
  const crawler = named('AWS::Glue::Crawler');
  const database = named('AWS::Glue::Database');
  if (crawler === null || database === null) return foreign('it makes no crawler and no database');
  const wanted = `s3://${place.bucket}/${place.prefix}/${place.report}/${place.report}`;
  const paths = crawledPaths(template);
  if (!paths.includes(wanted)) return foreign(`its crawler reads ${paths.join(', ') || 'nothing'}, not ${wanted}`);
  return { crawler, database, runtimes: [...new Set(runtimes.flatMap(({ runtime }) => runtime ?? []))] };
}

/**
 * The runtimes of a file in which AWS creates no new function today. What is deployed goes on working after that; what is to be
 * deployed is asked about (docs/aws.md: 'Lambda runtime retired').
 */
export function retiredRuntimes({ runtimes }: CrawlerFile, now: Date): string[] {
  return runtimes.filter((runtime) => isRetiredRuntime(runtime, now.toISOString()));
}

/** Whether reading gave a failure. */
export function isFailure(read: CrawlerFile | SetupFailure): read is SetupFailure {
  return 'key' in read;
}

function crawledPaths({ Resources }: Template): string[] {
  return Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::Glue::Crawler')
    .flatMap(({ Properties }) => {
      const targets = own(Properties, 'Targets');
      return asList(isObject(targets) ? own(targets, 'S3Targets') : undefined);
    })
    .flatMap((target) => pathOf(target));
}

function pathOf(target: TemplateValue): string[] {
  const path = isObject(target) ? own(target, 'Path') : undefined;
  return typeof path === 'string' ? [path.replace(/\/$/u, '')] : [];
}
