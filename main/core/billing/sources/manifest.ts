import { z } from 'zod';
import { isAccountId } from '../../../../shared/domain/account-id.ts';
import { parseBoundedJson } from '../../../../shared/domain/bounded-json.ts';
import { damaged } from './damage.ts';

/** What a manifest says of a delivery: of the legacy report and of Data Exports. */
export interface Manifest {
  readonly path: string;
  /** Which delivery it is: the assembly, or the execution of an export. */
  readonly assembly: string;
  /** The payer account; null where it names none, or none that could be one. */
  readonly account: string | null;
  readonly reportName: string;
  /** 'YYYY-MM'; null where it does not say. */
  readonly month: string | null;
  /** The keys of the files in the bucket. */
  readonly keys: readonly string[];
}

const schema = z.object({
  assemblyId: z.string().optional(),
  executionId: z.string().optional(),
  account: z.string().optional(),
  exportArn: z.string().optional(),
  reportName: z.string().optional(),
  exportName: z.string().optional(),
  billingPeriod: z.object({ start: z.string() }).optional(),
  reportKeys: z.array(z.string()).optional(),
  dataFiles: z.array(z.string()).optional(),
});

/** @throws AppError FILE_DAMAGED where it is none. */
export function readManifest(path: string, text: string): Manifest {
  const found = schema.safeParse(parsed(path, text));
  const keys = found.data?.reportKeys ?? found.data?.dataFiles;
  const assembly = found.data?.assemblyId ?? found.data?.executionId;
  if (found.data === undefined || keys === undefined || keys.length === 0 || assembly === undefined)
    throw damaged(path, 'it is no manifest of a report: it names no delivery, or no files');
  const { account, exportArn, billingPeriod, reportName, exportName } = found.data;
  const payer = account ?? exportArn?.split(':')[4] ?? '';
  return {
    path,
    assembly,
    account: isAccountId(payer) ? payer : null,
    reportName: reportName ?? exportName ?? '',
    month:
      monthOfPeriod(billingPeriod?.start ?? '') ??
      keys.map(monthOfPath).find((month) => month !== null) ??
      monthOfPath(path),
    keys,
  };
}

function parsed(path: string, text: string): unknown {
  try {
    return parseBoundedJson(text);
  } catch {
    throw damaged(path, 'it is no JSON that can be read');
  }
}

/** '20180801T000000.000Z' and '2018-08-01T00:00:00Z' are of 2018-08. */
function monthOfPeriod(start: string): string | null {
  const [, year, month] = /^(\d{4})-?(0[1-9]|1[0-2])-?\d{2}(?:T|$)/u.exec(start) ?? [];
  return year === undefined || month === undefined ? null : `${year}-${month}`;
}

/** The month that folders of AWS's layouts name: `BILLING_PERIOD=2026-10`, `year=2026/month=10`, `20261001-20261101`; null where none does. */
export function monthOfPath(path: string): string | null {
  const parts = path.replaceAll('\\', '/').split('/');
  const text = parts.join('/');
  const [, year, month] =
    /BILLING_PERIOD=(\d{4})-(0?[1-9]|1[0-2])(?!\d)/iu.exec(text) ??
    /year=(\d{4})\/month=(0?[1-9]|1[0-2])(?:\/|$)/iu.exec(text) ??
    /(?:^|\/)(\d{4})(0[1-9]|1[0-2])01-\d{8}(?:\/|$)/u.exec(text) ??
    [];
  return year === undefined || month === undefined ? null : `${year}-${month.padStart(2, '0')}`;
}
