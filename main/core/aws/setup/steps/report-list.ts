import type { ReportDefinition } from '../../session/cur-client.ts';
import type { StepContext } from '../step.ts';

/** The service gives five reports at a time, whatever is asked for (docs/aws.md: 'Report list'). */
const PAGE = 5;

/** Every report definition of the account: once a run, until something changes them (`facts.reports`). @throws what AWS refuses. */
export async function reportsOf({
  session,
  facts,
}: Pick<StepContext, 'session' | 'facts'>): Promise<readonly ReportDefinition[]> {
  if (facts.reports) return facts.reports;
  const reports: ReportDefinition[] = [];
  let next: string | undefined;
  do {
    const page = await session.cur('DescribeReportDefinitions', {
      MaxResults: PAGE,
      ...(next === undefined ? {} : { NextToken: next }),
    });
    reports.push(...(page.ReportDefinitions ?? []));
    next = page.NextToken === '' ? undefined : page.NextToken;
  } while (next !== undefined);
  facts.reports = reports;
  return reports;
}
