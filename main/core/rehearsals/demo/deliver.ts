import { join } from 'node:path';
import type { ImportSummary } from '../../../../shared/contract/imports.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { SHEET_NUMBERS } from '../../../../shared/domain/sheets.ts';
import { TICKET_KINDS, TICKET_NAMES } from '../../../../shared/domain/ticket.ts';
import type { TicketKind } from '../../../../shared/domain/ticket.ts';
import { count } from './story.ts';
import type { Story } from './story.ts';

/** Imports a list after a look at its preview. */
export async function importList(story: Story, mpaId: AccountId, path: string): Promise<ImportSummary> {
  const { client } = story;
  const summary = await story.run(client.imports.open({ mpaId, source: { kind: 'path', path } }, story.abortable));
  const { importId, preview, accounts, subsets, workflows, endCustomers } = summary;
  await story.run(client.imports.apply({ importId, preview }, story.abortable));
  await story.run(client.imports.close({ importId }));
  story.tell(
    `Imported ${summary.source.name}: ${count(accounts.new, 'account')}, ${count(subsets.new, 'subset')}, ${count(workflows.new, 'workflow')}, ${count(endCustomers.new, 'end customer')}.`,
  );
  return summary;
}

/** Looks at a list that is wrong: nothing is changed, and the rows that are wrong are written to a workbook with the reasons. */
export async function refuseList(story: Story, mpaId: AccountId, path: string): Promise<void> {
  const { client, folders } = story;
  const summary = await story.run(client.imports.open({ mpaId, source: { kind: 'path', path } }, story.abortable));
  const { importId, rows } = summary;
  const { faults } = await client.imports.faults({ importId });
  const workbook = join(folders.lists, 'rejected-rows.xlsx');
  const rejected = await story.run(client.imports.writeRejected({ importId, path: workbook }, story.abortable));
  await story.run(client.imports.close({ importId }));
  story.tell(
    `Refused ${summary.source.name}: of ${count(rows.total, 'row')} ${rejected.rows} are wrong, nothing was changed:`,
  );
  for (const { row, value, reason } of faults) story.tell(`  row ${row}: ${value === '' ? '' : `${value}: `}${reason}`);
  story.wrote([workbook]);
}

/** Tells what the checks find. */
export async function check(story: Story, mpaId: AccountId): Promise<void> {
  const { client } = story;
  const { counts, groups } = await story.run(client.checks.run({ mpaId }, story.abortable));
  story.tell(
    `Checks: ${count(counts.error, 'error')}, ${count(counts.warning, 'warning')}, ${count(counts.hint, 'hint')}.`,
  );
  for (const group of groups) {
    if (group.severity !== 'hint') story.tell(`  ${group.severity}: ${group.what} (${group.count})`);
  }
}

/** Writes all five sheets in both formats. */
export async function exportSheets(story: Story, mpaId: AccountId): Promise<void> {
  const { client, folders } = story;
  const folder = join(folders.sheets, mpaId);
  const rows: string[] = [];
  for (const sheet of SHEET_NUMBERS) {
    for (const format of ['xlsx', 'csv'] as const) {
      const written = await story.run(client.sheets.export({ mpaId, sheet, format, folder }, story.abortable));
      story.wrote([written.path]);
      if (format === 'xlsx') rows.push(`sheet ${sheet}: ${count(written.rows, 'row')}`);
    }
  }
  story.tell(`Exported the five sheets as .xlsx and .csv (${rows.join(', ')}).`);
}

/** Drafts every kind of ticket and writes its text, sheet and mail draft. @returns the tickets' ids by kind */
export async function writeTickets(story: Story, mpaId: AccountId): Promise<ReadonlyMap<TicketKind, number>> {
  const { client, folders } = story;
  const folder = join(folders.tickets, mpaId);
  const ids = new Map<TicketKind, number>();
  for (const kind of TICKET_KINDS) {
    const {
      value: { id },
    } = await client.tickets.draft({ mpaId, kind });
    const { files } = await story.run(client.tickets.save({ id, folder, overwrite: true }, story.abortable));
    story.wrote(files.map(({ path }) => path));
    ids.set(kind, id);
  }
  story.tell(
    `Drafted ${TICKET_KINDS.map((kind) => TICKET_NAMES[kind].toLowerCase()).join(', ')}: text, sheet and .eml of each.`,
  );
  return ids;
}
