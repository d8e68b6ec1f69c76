import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import type { ImportSheet, ImportSummary } from '../../../shared/contract/imports.ts';
import { FIELD_LABELS } from '../../../shared/domain/import-field.ts';
import { useSession } from '../../session/session.ts';
import { useRowPages } from '../../session/use-row-pages.ts';
import { Box, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import { PageNumbers } from '../../ui/page-numbers.tsx';
import { plural } from '../../ui/words.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { cellPages } from './store.ts';
import type { FileRow } from './store.ts';
import { columnLetter, nextRow } from './grid.ts';
import { isOfSeveral } from './reading.ts';
import type { ImportWork } from './use-import.ts';
import { ROW_WINDOWS } from './words.ts';

/** The cells of a sheet as they are in the file, a window at a time; a row is made the header by a click on it, or by its number. */
export function CellsGrid(props: {
  readonly summary: ImportSummary;
  readonly sheet: ImportSheet;
  readonly work: ImportWork;
}): ReactElement {
  const { summary, sheet, work } = props;
  const { importId } = summary;
  const { headerRows, chosen } = sheet;
  const { queries } = useSession();
  const pages = useRowPages(cellPages(queries, { importId, sheet: sheet.name }));
  const { rows, phase, failure } = pages;
  const choose = (row: number): void => {
    if (work.busy || !chosen || headerRows.includes(row)) return;
    void work.reread({ ofSheet: isOfSeveral(summary) ? sheet.name : null, headerRow: row });
  };
  if (phase === 'loading') return <StatusIndicator type="loading">Reading the cells</StatusIndicator>;
  if (failure !== null) return <FailureAlert failure={failure} />;
  return (
    <SpaceBetween size="xs">
      <div className="file-grid-bar">
        <Box color="text-body-secondary">
          <Box variant="strong">{work.kept?.name}</Box>{' '}
          {headerRows.length === 0
            ? 'No header row.'
            : `Header in ${headerRows.length === 1 ? 'row' : 'rows'} ${headerRows.join(', ')}.`}{' '}
          {plural(sheet.rows, 'row')} below it.
        </Box>
        <PageNumbers pages={pages} labels={ROW_WINDOWS} />
      </div>
      <Cells summary={summary} sheet={sheet} rows={rows} choose={choose} />
    </SpaceBetween>
  );
}

function Cells(props: {
  readonly summary: ImportSummary;
  readonly sheet: ImportSheet;
  readonly rows: readonly FileRow[];
  readonly choose: (row: number) => void;
}): ReactElement {
  const { summary, sheet, rows, choose } = props;
  const { headerRows } = sheet;
  const columns = summary.columns.filter((column) => column.sheet === sheet.name);
  const table = useRef<HTMLTableElement>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const width = Math.max(columns.length, ...rows.map(({ cells }) => cells.length));
  const first = rows.find(({ row }) => headerRows.includes(row))?.row ?? rows[0]?.row ?? null;
  const stop = rows.some(({ row }) => row === focused) ? focused : first;
  const move = (event: KeyboardEvent, row: number): void => {
    const next = nextRow(
      event.key,
      row,
      rows.map((each) => each.row),
    );
    if (next === null) return;
    event.preventDefault();
    setFocused(next);
    table.current?.querySelector<HTMLButtonElement>(`button[data-row="${next}"]`)?.focus();
  };
  const letters = Array.from({ length: width }, (_, at) => ({
    letter: columnLetter(at),
    column: columns.find((column) => column.index === at),
  }));
  return (
    <div className="file-grid">
      <table ref={table} aria-label={`Cells of ${sheet.name}`}>
        <thead>
          <tr>
            <th scope="col">Row</th>
            {letters.map(({ letter, column }) => (
              <th key={letter} scope="col">
                {letter}
                <span className="file-grid-meaning">
                  {column?.field == null || column.field === 'ignore' ? 'left out' : FIELD_LABELS[column.field]}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, hidden, cells }) => (
            <tr key={row} className={rowClass(row, headerRows)} onClick={() => choose(row)}>
              <th scope="row">
                <button
                  type="button"
                  data-row={row}
                  tabIndex={row === stop ? 0 : -1}
                  aria-pressed={headerRows.includes(row)}
                  aria-label={`Row ${row} is the header`}
                  onFocus={() => setFocused(row)}
                  onKeyDown={(event) => move(event, row)}
                >
                  {row}
                </button>
                {headerRows.includes(row) ? <span className="file-grid-mark">Header</span> : null}
                {hidden ? <span className="file-grid-mark">hidden</span> : null}
              </th>
              {letters.map(({ letter }, at) => (
                <td key={letter} title={cells[at] ?? ''}>
                  {cells[at] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function rowClass(row: number, headerRows: readonly number[]): string {
  if (headerRows.includes(row)) return 'file-grid-header';
  return row < Math.min(...headerRows) && headerRows.length > 0 ? 'file-grid-above' : '';
}
