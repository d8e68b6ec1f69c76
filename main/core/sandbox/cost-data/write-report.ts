import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { moneyText } from '../../../../shared/domain/money.ts';
import type { DuckdbEngine } from '../../duckdb/engine.ts';
import { quoted } from '../../duckdb/quoted.ts';
import { makeOwnFolder, writeOwnFile } from '../../files/own-files.ts';
import { EDP_PERCENT } from './adjustment-lines.ts';
import { PARTS } from './cost-report.ts';
import type { CostReport } from './cost-report.ts';
import { amountText, costOf, DISCOUNT_COLUMNS, REPORT_COLUMNS, timeText } from './line-item.ts';
import type { LineItem, ReportColumn } from './line-item.ts';
import { monthLines } from './month-lines.ts';
import { Month } from './month.ts';

/** No text of a line has it. */
const SEPARATOR = '\t';
const LIMITS = { memoryMb: 256, tempMb: 1024 };

/** The columns that a report has. */
export function columnsOf({ edp }: Pick<CostReport, 'edp'>): ReportColumn[] {
  const inColumns = edp === 'columns' || edp === 'lines and columns';
  const all = Object.keys(REPORT_COLUMNS) as ReportColumn[];
  return inColumns ? all : all.filter((name) => !DISCOUNT_COLUMNS.has(name));
}

/**
 * Makes the files of a report as AWS does: Parquet with Snappy.
 * @param folder for what is written meanwhile @returns the bytes of each file, in their order
 */
export async function writeReport(report: CostReport, engine: DuckdbEngine, folder: string): Promise<Buffer[]> {
  makeOwnFolder(folder);
  const columns = columnsOf(report);
  const written: Buffer[] = [];
  for (const [part, text] of textsOf(report, columns).entries()) {
    const [from, to] = [join(folder, `report-${part}.txt`), join(folder, `report-${part}.parquet`)];
    writeOwnFile(from, text);
    rmSync(to, { force: true });
    try {
      await engine.use({ read: [from], write: [to] }, { ...LIMITS, tempFolder: folder }, (db) =>
        db.run(copyText(columns, from, to)),
      );
      written.push(readFileSync(to));
    } finally {
      for (const path of [from, to]) rmSync(path, { force: true });
    }
  }
  return written;
}

function copyText(columns: readonly ReportColumn[], from: string, to: string): string {
  const types = columns.map((name) => `${quoted(name)}: 'VARCHAR'`).join(', ');
  const values = columns.map((name) => `CAST(${name} AS ${REPORT_COLUMNS[name]}) AS ${name}`).join(', ');
  return `COPY (SELECT ${values} FROM read_csv(${quoted(from)}, auto_detect = false, header = false, delim = '${SEPARATOR}', quote = '',
    escape = '', columns = {${types}}) ORDER BY identity_line_item_id) TO ${quoted(to)} (FORMAT parquet, COMPRESSION snappy)`;
}

/** The lines of each file: every other one is in the second. */
function textsOf(report: CostReport, columns: readonly ReportColumn[]): string[] {
  const parts = Array.from({ length: PARTS }, (): string[] => []);
  const month = new Month(report);
  let number = 0;
  for (const line of monthLines(report)) {
    const values = valuesOf(line, month, number);
    parts[number % PARTS]?.push(columns.map((name) => values[name] ?? '').join(SEPARATOR));
    number += 1;
  }
  return parts.map((lines) => lines.map((line) => `${line}\n`).join(''));
}

function valuesOf(line: LineItem, month: Month, number: number): Partial<Record<ReportColumn, string>> {
  const { payer, final } = month.report;
  const { amount = 0n, rate, publicRate, entity = 'AWS' } = line;
  const edp = (line.unblended * -EDP_PERCENT) / 100n;
  return {
    identity_line_item_id: `madeup${String(number).padStart(10, '0')}`,
    identity_time_interval: `${isoText(line.start)}/${isoText(line.end)}`,
    bill_invoice_id: final ? invoiceOf(line, month) : '',
    bill_billing_entity: entity,
    bill_bill_type: line.type === 'Refund' ? 'Refund' : line.type === 'Fee' ? 'Purchase' : 'Anniversary',
    bill_payer_account_id: payer,
    bill_billing_period_start_date: timeText(month.start),
    bill_billing_period_end_date: timeText(month.end),
    line_item_usage_account_id: line.account,
    line_item_line_item_type: line.type,
    line_item_usage_start_date: timeText(line.start),
    line_item_usage_end_date: timeText(line.end),
    line_item_product_code: line.product,
    line_item_usage_type: line.usageType ?? '',
    line_item_operation: line.operation ?? '',
    line_item_resource_id: line.resource ?? '',
    line_item_usage_amount: amountText(amount),
    line_item_currency_code: 'USD',
    line_item_unblended_rate: rate === undefined ? '' : moneyText(rate),
    line_item_unblended_cost: moneyText(line.unblended),
    line_item_net_unblended_cost: moneyText(line.unblended + edp),
    line_item_line_item_description: line.description,
    line_item_legal_entity: entity === 'AWS' ? 'Amazon Web Services, Inc.' : 'Made-up Software Ltd.',
    product_product_name: line.productName,
    product_servicecode: entity === 'AWS' ? line.product : 'AWSMarketplace',
    product_region: line.region ?? '',
    pricing_public_on_demand_cost: publicRate === undefined ? '' : moneyText(costOf(amount, publicRate)),
    pricing_public_on_demand_rate: publicRate === undefined ? '' : moneyText(publicRate),
    pricing_term: line.term ?? '',
    pricing_unit: line.unit ?? '',
    discount_edp_discount: moneyText(edp),
    discount_total_discount: moneyText(edp),
    ...line.more,
  };
}

/** What comes in late has an invoice of its own. */
function invoiceOf({ description }: LineItem, { report }: Month): string {
  return `${report.month.replace('-', '')}${description === 'Service credit for a disruption' ? '02' : '01'}`;
}

function isoText(time: number): string {
  return `${timeText(time).replace(' ', 'T')}Z`;
}
