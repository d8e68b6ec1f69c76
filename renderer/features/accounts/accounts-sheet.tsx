import { useCallback, useMemo, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { AccountWhere } from '../../../shared/contract/account-where.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { isMailAddress } from '../../../shared/domain/mail-address.ts';
import { useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { useRowPages } from '../../session/use-row-pages.ts';
import type { RowPages } from '../../session/use-row-pages.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Box, Button, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import { hasPages, PageNumbers } from '../../ui/page-numbers.tsx';
import type { PageLabels } from '../../ui/page-numbers.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import type { SheetColumn, SheetEdits, SheetRow } from '../../ui/sheet/sheet.tsx';
import { formatCount, plural } from '../../ui/words.ts';
import { AccountFilter } from './account-filter.tsx';
import { ReviewEdits } from './review-edits.tsx';
import { faultAt, MOST_EDITED, SHEET_PART, sheetParts } from './sheet-store.ts';
import type { Fault } from './sheet-store.ts';
import { STATUS_WORDS } from './status-words.ts';
import type { AccountSortState } from './store.ts';
import { NO_EDITS } from './use-sheet-edits.ts';
import { partWords, reviewWords, WORDS } from './words.ts';

const rowId = (row: SheetRow): string => row['id'] ?? '';
const PARTS: PageLabels = {
  all: `Parts of ${formatCount(SHEET_PART)} rows`,
  next: 'Next part',
  previous: 'Previous part',
  page: (number) => `Part ${number}`,
};
const NO_FAULTS: ReadonlyMap<string, readonly Fault[]> = new Map();

/** The accounts that match the filter as a sheet: edited as in a spreadsheet, reviewed, and applied as one change. */
export function AccountsSheet(props: {
  readonly mpa: MpaSummary;
  readonly where: AccountWhere;
  readonly sort: AccountSortState;
  readonly edits: SheetEdits;
  readonly onEdits: (edits: SheetEdits) => void;
  readonly onWhere: (where: AccountWhere) => void;
  /** The header of the page; it shows the sheet's buttons beside its own. */
  readonly header: (actions: ReactNode) => ReactNode;
  /** What stands beside the filter. */
  readonly tools: ReactNode;
}): ReactElement {
  const { mpa, where, sort, edits, onEdits, onWhere, header, tools } = props;
  const { queries } = useSession();
  const pages = useRowPages(sheetParts(queries, { mpaId: mpa.id, where, sort }));
  const { data: subsets } = useRead(queries.subsets.list.queryOptions({ input: { mpaId: mpa.id } }));
  const [dialog, setDialog] = useState<'review' | 'discard' | null>(null);
  const [faults, setFaults] = useState(NO_FAULTS);
  const columns = useMemo(() => sheetColumns((subsets ?? []).map(({ name }) => name)), [subsets]);
  const problems = useCallback((id: string, key: string) => faultAt(faults, edits, id, key), [faults, edits]);
  const close = (): void => setDialog(null);
  return (
    <SpaceBetween size="s">
      {header(
        <SpaceBetween direction="horizontal" size="xs">
          <Button disabled={edits.size === 0} onClick={() => setDialog('discard')}>
            {WORDS.discard}
          </Button>
          <Button
            variant="primary"
            disabled={edits.size === 0 || edits.size > MOST_EDITED}
            {...(edits.size > MOST_EDITED ? { disabledReason: WORDS.tooMany } : {})}
            onClick={() => setDialog('review')}
          >
            {reviewWords(edits.size)}
          </Button>
        </SpaceBetween>,
      )}
      <div className="filter-row">
        <AccountFilter mpaId={mpa.id} where={where} total={pages.total} onChange={onWhere} />
        {tools}
      </div>
      {pages.phase === 'loading' ? (
        <StatusIndicator type="loading">{WORDS.readingSheet}</StatusIndicator>
      ) : pages.phase === 'failed' ? (
        <Empty
          title="The accounts can't be read"
          text={pages.failure?.message ?? ''}
          action={<Button onClick={pages.refresh}>Read again</Button>}
        />
      ) : (
        <Sheet
          // Another part has other rows: what was selected in this one is not selected there.
          key={pages.index}
          columns={columns}
          rows={pages.rows}
          rowId={rowId}
          edits={edits}
          onEdits={onEdits}
          problems={problems}
          ariaLabel={`Accounts of ${mpa.name} as a spreadsheet`}
        />
      )}
      <Parts pages={pages} />
      {dialog === 'review' ? (
        <ReviewEdits mpa={mpa} edits={edits} onEdits={onEdits} onFaults={setFaults} onClose={close} />
      ) : null}
      {dialog === 'discard' ? (
        <Confirm
          title="Discard the changes of the sheet"
          confirmText={`Discard the changes of ${plural(edits.size, 'account')}`}
          onConfirm={() => {
            onEdits(NO_EDITS);
            close();
          }}
          onCancel={close}
        >
          What was typed and pasted for {plural(edits.size, 'account')} is lost. The ledger stays as it is.
        </Confirm>
      ) : null}
    </SpaceBetween>
  );
}

/** Which part of a long list the sheet shows, and the ways to the others. */
function Parts({ pages }: { pages: RowPages<SheetRow> }): ReactElement | null {
  const { index, rows, total } = pages;
  if (!hasPages(pages)) return null;
  return (
    <SpaceBetween direction="horizontal" size="m" alignItems="center">
      <PageNumbers pages={pages} labels={PARTS} />
      <Box color="text-body-secondary">
        {partWords(index, rows.length, SHEET_PART, total)} Changes in other parts are kept.
      </Box>
    </SpaceBetween>
  );
}

function sheetColumns(subsets: readonly string[]): SheetColumn[] {
  return [
    { key: 'id', title: 'Account ID', readOnly: true, width: 120 },
    { key: 'name', title: 'Name', width: 170 },
    { key: 'email', title: 'E-mail', width: 220, validate: mailFault },
    { key: 'subset', title: 'Subset', width: 150, options: subsets },
    { key: 'status', title: 'Status', width: 120, options: Object.values(STATUS_WORDS) },
    { key: 'note', title: 'Note', width: 160 },
    { key: 'workflow', title: 'Workflow', readOnly: true, width: 140 },
    { key: 'endCustomer', title: 'End customer', readOnly: true, width: 150 },
  ];
}

function mailFault(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '' || isMailAddress(trimmed)) return null;
  return 'This is not an e-mail address. Write it as name@domain.example, or leave it empty.';
}
