import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { ImportSummary } from '../../../shared/contract/imports.ts';
import { FIELD_LABELS } from '../../../shared/domain/import-field.ts';
import { useAct, useSession } from '../../session/session.ts';
import { useRowPages } from '../../session/use-row-pages.ts';
import { Empty } from '../../ui/empty.tsx';
import { Alert, Button, Checkbox, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import { PageNumbers } from '../../ui/page-numbers.tsx';
import { cutMiddle, formatCount, plural } from '../../ui/words.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { Questions, Remembered } from './question.tsx';
import { cellOfFile, nameOfRow, withCell, withFix, withoutEdits, withRepair } from './reading.ts';
import type { CellEdit } from './reading.ts';
import { RowsGrid } from './rows-grid.tsx';
import { rowCounters, rowPages, shownFields, troubledRows } from './store.ts';
import type { ImportWork } from './use-import.ts';
import { ROW_WINDOWS, WORDS } from './words.ts';

/** An edit that would be the same for other rows. */
interface Alike {
  readonly edit: CellEdit;
  readonly from: string;
  /** With the row itself. */
  readonly rows: number;
}

/** Every row as it was read: what is wrong stands under it, and is put right there, for one row or for all alike. */
export function RowsStep({ summary, work }: { summary: ImportSummary; work: ImportWork }): ReactElement {
  const { importId, preview } = summary;
  const { queries } = useSession();
  const { attempt } = useAct();
  const [chosen, setChosen] = useState('all');
  const [alike, setAlike] = useState<Alike | null>(null);
  const counters = rowCounters(summary, chosen);
  const counter = counters.find(({ id }) => id === chosen);
  const pages = useRowPages(
    rowPages(queries, { importId, state: counter?.state ?? null, matter: counter?.matter ?? null }),
  );
  useRefresh(preview, pages.refresh);

  const edit = async (change: CellEdit): Promise<void> => {
    const from = cellOfFile(change.row, change.field);
    const found = await attempt((client) => client.imports.alike({ importId, field: change.field, from }));
    const taken = await work.decide((decisions) => withCell(decisions, change));
    const rows = found?.rows ?? 0;
    setAlike(taken && rows > 1 && change.value !== from ? { edit: change, from, rows } : null);
  };
  const fixAll = async ({ edit: { field, value }, from }: Alike): Promise<void> => {
    setAlike(null);
    await work.decide((decisions) => withFix(decisions, { field, from, to: value }));
  };
  return (
    <SpaceBetween size="m">
      <Questions summary={summary} work={work} kinds={['placeholders', 'hidden']} />
      <Remembered summary={summary} work={work} kind="placeholders" />
      <Repairs summary={summary} work={work} />
      <Troubled summary={summary} work={work} />
      {alike === null ? null : (
        <Alert
          type="info"
          statusIconAriaLabel="Info"
          dismissible
          dismissAriaLabel="Leave the other rows as they are"
          onDismiss={() => setAlike(null)}
          action={
            <Button onClick={() => void fixAll(alike)}>{`Write it in all ${formatCount(alike.rows)} rows`}</Button>
          }
        >
          {alikeInWords(alike)}
        </Alert>
      )}
      <div className="file-grid-bar">
        <ul className="counters" aria-label="Rows to show">
          {counters.map(({ id, label, count }) => (
            <li key={id}>
              <button type="button" aria-pressed={id === chosen} onClick={() => setChosen(id)}>
                {`${label} (${formatCount(count)})`}
              </button>
            </li>
          ))}
        </ul>
        <PageNumbers pages={pages} labels={ROW_WINDOWS} />
      </div>
      {pages.phase === 'loading' ? <StatusIndicator type="loading">Reading the rows</StatusIndicator> : null}
      <FailureAlert failure={pages.failure} />
      {pages.phase === 'ready' && pages.rows.length === 0 ? (
        <Empty title="No such rows" action={<Button onClick={() => setChosen('all')}>Show all rows</Button>} />
      ) : null}
      {pages.rows.length === 0 ? null : (
        <RowsGrid
          summary={summary}
          rows={pages.rows}
          fields={shownFields(summary, pages.rows)}
          work={work}
          onEdit={(change) => void edit(change)}
        />
      )}
      {summary.rows.edited === 0 ? null : (
        <Button disabled={work.busy} onClick={() => void work.decide(withoutEdits)}>
          {`Forget the edits of ${plural(summary.rows.edited, 'row')}`}
        </Button>
      )}
    </SpaceBetween>
  );
}

/** Reads the page of rows again after another comparison; the page stays the one it is. */
function useRefresh(preview: number, refresh: () => void): void {
  const seen = useRef(preview);
  const again = useEffectEvent(refresh);
  useEffect(() => {
    if (seen.current === preview) return;
    seen.current = preview;
    again();
  }, [preview]);
}

function alikeInWords({ edit, from, rows }: Alike): string {
  const was = from === '' ? 'nothing' : `'${cutMiddle(from)}'`;
  const others = plural(rows - 1, 'other row has', 'other rows have');
  return `Row ${nameOfRow(edit.place)} has '${cutMiddle(edit.value)}' now. ${others} ${was} in ${FIELD_LABELS[edit.field]} too.`;
}

function Repairs({ summary, work }: { summary: ImportSummary; work: ImportWork }): ReactElement | null {
  const { unconfirmed } = summary.rows;
  const accepted = work.kept?.reading.decisions.acceptRepairs === true;
  if (unconfirmed === 0 && !accepted) return null;
  const decide = (yes: boolean): void => void work.decide((decisions) => withRepair(decisions, 'all', yes));
  return (
    <Alert
      type={accepted ? 'info' : 'warning'}
      statusIconAriaLabel={accepted ? 'Info' : 'Warning'}
      action={
        <Button disabled={work.busy} onClick={() => decide(!accepted)}>
          {accepted ? 'Ask again' : `Accept ${plural(unconfirmed, 'repair')}`}
        </Button>
      }
    >
      {accepted
        ? `${WORDS.accepted}${unconfirmed === 0 ? '' : ` ${WORDS.tooShort}`}`
        : `${plural(unconfirmed, 'account ID was', 'account IDs were')} filled up with leading zeros, on no other ground than the length. Compare with AWS; accept one by one, or all.`}
    </Alert>
  );
}

function Troubled({ summary, work }: { summary: ImportSummary; work: ImportWork }): ReactElement | null {
  const troubled = troubledRows(summary);
  if (troubled === 0) return null;
  return (
    <Checkbox checked={work.kept?.skipInvalid ?? false} onChange={({ detail }) => work.setSkipInvalid(detail.checked)}>
      Leave out {plural(troubled, 'row')} that can&rsquo;t be imported; they can be saved as a workbook afterwards
    </Checkbox>
  );
}
