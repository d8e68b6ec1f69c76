import { namedCells, rowTitle } from './ticket-changes.ts';
import type { NamedCells, Renamed, TicketChanges } from './ticket-changes.ts';
import { formatLines } from './ticket-lines.ts';
import type { TicketRow } from './ticket-rows.ts';
import type { TicketKind } from './ticket.ts';

/** What a follow-up is written from. */
export interface FollowUp {
  changes: TicketChanges;
  /** ticketHeaders of the ticket that it follows. */
  headers: readonly string[];
  /** Of the ticket that it follows; empty where it has none. */
  ticketNumber: string;
  sentAt: string;
}

/** The first sentence of a follow-up. */
export function followUpStart({ ticketNumber, sentAt }: FollowUp): string {
  const number = ticketNumber === '' ? '' : ` ${ticketNumber}`;
  return `This follows our request${number} of ${sentAt.slice(0, 10)} and has only what has changed since.`;
}

/**
 * What a follow-up says of its rows, and what no row can say: which are new, different or moved, which names are new, and what ends.
 * The sentences are ours: the vendor's documents have none for it.
 */
export function changedParts(kind: TicketKind, { changes, headers }: FollowUp): string[] {
  const named = namedCells(headers);
  const { moved, renamed } = changes;
  return [
    listed(newSentence(kind, named), changes.new, named),
    ...(kind === 'workflows'
      ? [listed('The rules of these billing workflows are different now:', changes.changed.map(after), named)]
      : said(
          'These are different from what we asked for before (old → new):',
          changes.changed.map((row) => differences(row, headers, named)),
        )),
    ...said(
      named.byAccount
        ? 'Please move these accounts to another subset (old → new):'
        : 'These accounts have moved to another subset; please let the associations of the subsets follow (old → new):',
      moved.map(({ key, from, to }) => `${key} : ${from || NONE} → ${to || NONE}`),
    ),
    ...(['subset', 'workflow'] as const).flatMap((what) =>
      said(
        RENAMED[what],
        renamed.filter((each) => each.what === what).map(({ from, to }) => `${from} → ${to}`),
      ),
    ),
    ...said(endedSentence(kind, named), endedLines(kind, changes.ended, named)),
  ].filter((part) => part !== '');
}

const NONE = 'no subset';

const RENAMED: Readonly<Record<Renamed, string>> = {
  subset: 'Please rename these subsets; they are not new (old → new):',
  workflow: 'These billing workflows have another name now; they are not new (old → new):',
};

function newSentence(kind: TicketKind, { byAccount }: NamedCells): string {
  if (kind === 'workflows') return 'These billing workflows are new:';
  return byAccount ? 'These accounts are new in their subsets:' : 'The associations of these subsets are new:';
}

function endedSentence(kind: TicketKind, { byAccount }: NamedCells): string {
  if (kind === 'workflows') return 'We no longer offer these billing workflows:';
  return byAccount ? 'Please take these accounts out of their subsets:' : 'Please end these associations:';
}

function endedLines(kind: TicketKind, ended: readonly TicketRow[], named: NamedCells): string[] {
  if (kind === 'workflows') return ended.map((row) => rowTitle(row, named));
  const { byAccount, subset } = named;
  const lines = ended.map(({ key, cells }) => (byAccount ? { cells: [key, cells[subset ?? 0] ?? ''] } : { cells }));
  return lines.map((line) => formatLines([line], []));
}

/** Names in one line: the rows themselves are in the sheet or in the lines above. */
function listed(sentence: string, rows: readonly TicketRow[], named: NamedCells): string {
  return rows.length === 0 ? '' : `${sentence} ${rows.map((row) => rowTitle(row, named)).join(', ')}`;
}

function said(sentence: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [sentence, lines.join('\n')];
}

function after({ key, after: cells }: TicketChanges['changed'][number]): TicketRow {
  return { key, cells };
}

function differences(row: TicketChanges['changed'][number], headers: readonly string[], named: NamedCells): string {
  const cells = headers.flatMap((header, at) => {
    const [from = '', to = ''] = [row.before[at], row.after[at]];
    return from === to ? [] : [`${header}: ${from || 'none'} → ${to || 'none'}`];
  });
  return `${rowTitle(after(row), named)} : ${cells.join('; ')}`;
}
