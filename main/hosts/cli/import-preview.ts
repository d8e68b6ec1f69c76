import type { ImportFault, ImportRow, ImportSummary } from '../../../shared/contract/imports.ts';
import { FIELD_LABELS } from '../../../shared/domain/import-field.ts';
import { cleanLine } from './clean-text.ts';
import { count, pairs, table } from './table.ts';

/** What the preview shows of long lists; the rest is counted. */
export interface PreviewParts {
  /** Errors and what has to be confirmed, as many as are shown. */
  faults: readonly ImportFault[];
  warnings: readonly ImportFault[];
  changed: readonly ImportRow[];
  missing: readonly { id: string; name: string; subset: string | null }[];
}

/** How many faults and changes are shown, and how many of the accounts that the list does not have. */
export const SHOWN = 20;
export const SHOWN_MISSING = 5;

/** A preview for a person: what was read, what would change, what is wrong, what is open. */
export async function previewText(summary: ImportSummary, parts: PreviewParts): Promise<string> {
  const { faults } = summary;
  const blocks = [
    headText(summary),
    summary.remarks.map((remark) => `Note: ${remark}`).join('\n'),
    await columnsText(summary),
    countsText(summary),
    await changesText(parts.changed, summary.accounts.changed + summary.accounts.moved),
    faultsText('What is wrong', parts.faults, faults.error + faults.unconfirmed),
    faultsText('Worth knowing', parts.warnings, faults.warning),
    missingText(summary, parts),
    summary.questions.map(({ sentence, remedy }) => `To decide: ${sentence} ${remedy}`).join('\n'),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** The rows that keep an import from being applied. */
export function badRows({ rows }: ImportSummary): number {
  return rows.invalid + rows.conflict + rows.unconfirmed;
}

function headText({ source, sheet, headerRows, rows }: ImportSummary): string {
  const name = source.name === '' ? 'Pasted text' : source.name;
  const where = source.format === 'xlsx' ? `, sheet '${sheet}'` : '';
  const how = source.encoding === undefined ? '' : `, ${source.encoding}`;
  const header = headerRows.length === 0 ? 'no header' : `header in row ${headerRows.join(' and ')}`;
  return `${name}${where}${how}: ${header}, ${count(rows.total, 'row')}`;
}

function columnsText({ columns }: ImportSummary): Promise<string> {
  return table(
    ['Column', 'Header', 'Means', 'For example'],
    columns.map(({ letter, header, field, samples }) => [
      letter,
      header,
      field === null ? '(not used)' : `${field} (${FIELD_LABELS[field]})`,
      (samples[0] ?? '').slice(0, 40),
    ]),
  );
}

function countsText({ accounts, subsets, workflows, endCustomers, rows, ids }: ImportSummary): string {
  return pairs([
    [
      'Accounts',
      `${accounts.new} new, ${accounts.changed} changed, ${accounts.moved} moved to another subset, ${accounts.unchanged} unchanged, ${accounts.missing} not in the list`,
    ],
    ['Subsets', `${subsets.new} new, ${subsets.changed} changed`],
    ['Workflows', `${workflows.new} new`],
    ['End customers', `${endCustomers.new} new, ${endCustomers.changed} changed`],
    [
      'Account IDs',
      `${ids.right} right, ${ids.repaired} repaired, ${ids.lostDigits} that have lost digits, ${ids.invalid} invalid, ${ids.blank} blank`,
    ],
    [
      'Rows',
      `${rows.taken} taken, ${rows.invalid} invalid, ${rows.conflict} in conflict, ${rows.unconfirmed} to confirm, ${rows.hidden} hidden, ${rows.leftOut} left out`,
    ],
  ]);
}

async function changesText(changed: readonly ImportRow[], total: number): Promise<string> {
  if (changed.length === 0) return '';
  const lines = changed.flatMap(({ row, accountId, fields, changes }) =>
    changes.map(({ field, old, new: now }) => [
      row,
      accountId,
      fields.accountName ?? '',
      FIELD_LABELS[field],
      old ?? '',
      now ?? '',
    ]),
  );
  const text = await table(['Row', 'Account', 'Name', 'Field', 'Is', 'Would be'], lines);
  return `${text}${more(total - changed.length)}`;
}

function faultsText(title: string, faults: readonly ImportFault[], total: number): string {
  if (faults.length === 0) return '';
  const blocks = faults.map(({ row, column, header, value, reason, remedy }) => {
    const place = column === '' ? `row ${row}` : `row ${row}, column ${column} ${header}`.trim();
    const said = value === '' ? '' : `: ${cleanLine(value).slice(0, 60)}`;
    return `  ${place}${said}\n      ${reason} ${remedy}`;
  });
  return `${title}:\n${blocks.join('\n')}${more(total - faults.length)}`;
}

function missingText({ accounts }: ImportSummary, { missing }: PreviewParts): string {
  if (missing.length === 0) return '';
  const lines = missing.map(({ id, name, subset }) => `  ${id}  ${name}${subset === null ? '' : ` (${subset})`}`);
  const head = `Not in the list, and left as they are (${count(accounts.missing, 'account')}):`;
  return `${head}\n${lines.join('\n')}${more(accounts.missing - missing.length)}`;
}

function more(left: number): string {
  return left > 0 ? `\n… and ${left.toLocaleString('en-US')} more; --json has them all` : '';
}
