import type { ImportFault, ImportRow, ImportSheet, ImportSummary } from '../../../shared/contract/imports.ts';
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
  const blocks = [
    headText(summary),
    remarksText(summary),
    await columnsText(summary),
    countsText(summary),
    await changesText(summary, parts.changed),
    ...findings(summary, parts),
    missingText(summary, parts),
    summary.questions.map(({ sentence, remedy }) => `To decide: ${sentence} ${remedy}`).join('\n'),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** What a person who is not shown the preview has to know all the same: what was not read, and what was found in the rows. */
export function aboutText(
  summary: ImportSummary,
  { faults, warnings }: Pick<PreviewParts, 'faults' | 'warnings'>,
): string {
  const blocks = [
    [unusedText(summary), remarksText(summary)].filter((block) => block !== '').join('\n'),
    ...findings(summary, { faults, warnings }),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function findings(summary: ImportSummary, { faults, warnings }: Pick<PreviewParts, 'faults' | 'warnings'>): string[] {
  const { error, unconfirmed, warning } = summary.faults;
  return [
    faultsText(summary, 'What is wrong', faults, error + unconfirmed),
    faultsText(summary, 'Worth knowing', warnings, warning),
  ];
}

function unusedText({ columns, sheets }: ImportSummary): string {
  const unused = columns.filter(
    ({ field, candidates }) => (field === null || field === 'ignore') && candidates.length === 0,
  );
  if (unused.length === 0) return '';
  const names = unused.map(({ sheet, letter, header }) => {
    const column = `${letter} ${cleanLine(header)}`.trim();
    return isOfSeveral(sheets) ? `${cleanLine(sheet)}!${column}` : column;
  });
  return `Note: Not used: ${unused.length === 1 ? 'column' : 'columns'} ${names.join(', ')}.`;
}

/** What there is to know about the list as a whole. */
function remarksText({ remarks, remembered }: ImportSummary): string {
  const known = remembered.map(({ sentence, remedy }) => `${sentence} ${remedy}`);
  return [...remarks, ...known].map((remark) => `Note: ${remark}`).join('\n');
}

/** The rows that keep an import from being applied. */
export function badRows({ rows }: ImportSummary): number {
  return rows.invalid + rows.conflict + rows.unconfirmed;
}

/** A row in words: `row 5`, and of which sheet where several are imported. */
export function rowInWords({ sheets }: ImportSummary, { sheet, row }: { sheet: string; row: number }): string {
  return isOfSeveral(sheets) ? `sheet '${cleanLine(sheet)}', row ${row}` : `row ${row}`;
}

function isOfSeveral(sheets: readonly ImportSheet[]): boolean {
  return sheets.filter(({ chosen }) => chosen).length > 1;
}

function headText({ source, sheets, rows }: ImportSummary): string {
  const name = source.name === '' ? 'Pasted text' : source.name;
  const how = source.encoding === undefined ? '' : `, ${source.encoding}`;
  const chosen = sheets.filter((sheet) => sheet.chosen);
  const [first] = chosen;
  if (chosen.length === 1 && first !== undefined) {
    const where = source.format === 'xlsx' ? `, sheet '${first.name}'` : '';
    return `${name}${where}${how}: ${headerText(first)}, ${count(rows.total, 'row')}`;
  }
  const lines = chosen.map((sheet) => `  ${cleanLine(sheet.name)}: ${headerText(sheet)}, ${count(sheet.rows, 'row')}`);
  return `${name}, ${count(chosen.length, 'sheet')}${how}: ${count(rows.total, 'row')}\n${lines.join('\n')}`;
}

function headerText({ headerRows }: ImportSheet): string {
  return headerRows.length === 0 ? 'no header' : `header in row ${headerRows.join(' and ')}`;
}

function columnsText({ columns, sheets }: ImportSummary): Promise<string> {
  const several = isOfSeveral(sheets);
  return table(
    [...(several ? ['Sheet'] : []), 'Column', 'Header', 'Means', 'For example'],
    columns.map(({ sheet, letter, header, field, samples }) => [
      ...(several ? [sheet] : []),
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

async function changesText(summary: ImportSummary, changed: readonly ImportRow[]): Promise<string> {
  if (changed.length === 0) return '';
  const total = summary.accounts.changed + summary.accounts.moved;
  const lines = changed.flatMap(({ sheet, row, accountId, fields, changes }) =>
    changes.map(({ field, old, new: now }) => [
      isOfSeveral(summary.sheets) ? `${sheet}!${row}` : row,
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

function faultsText(summary: ImportSummary, title: string, faults: readonly ImportFault[], total: number): string {
  if (faults.length === 0) return '';
  const blocks = faults.map((fault) => {
    const { column, header, value, reason, remedy } = fault;
    const row = rowInWords(summary, fault);
    const place = column === '' ? row : `${row}, column ${column} ${header}`.trim();
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

/** What is said of a list that is cut. */
export function more(left: number): string {
  return left > 0 ? `\n… and ${left.toLocaleString('en-US')} more; --json has them all` : '';
}
