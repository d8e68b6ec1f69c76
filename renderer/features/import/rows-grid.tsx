import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import type { ImportRow, ImportSummary } from '../../../shared/contract/imports.ts';
import type { ReadField } from '../../../shared/domain/import-field.ts';
import { StatusIndicator } from '../../ui/kit.ts';
import { CellEditor } from './cell-editor.tsx';
import { neighbour } from './grid.ts';
import { nameOfRow, placeOf } from './reading.ts';
import type { CellEdit } from './reading.ts';
import { Faults, hasMore, RowActions } from './row-answers.tsx';
import type { ShownField } from './store.ts';
import type { ImportWork } from './use-import.ts';
import { ROW_STATES } from './words.ts';

/**
 * Rows of the list as they were read. What is the matter with a row stands under it over the whole width; each cell can be written into:
 * by a click, or by Enter, with the arrow keys from cell to cell.
 */
export function RowsGrid(props: {
  readonly summary: ImportSummary;
  readonly rows: readonly ImportRow[];
  readonly fields: readonly ShownField[];
  readonly work: ImportWork;
  readonly onEdit: (edit: CellEdit) => void;
}): ReactElement {
  const { summary, rows, fields, work, onEdit } = props;
  const table = useRef<HTMLTableElement>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const focus = (at: string): void =>
    table.current?.querySelector<HTMLButtonElement>(`button[data-cell="${at}"]`)?.focus();
  const move = (event: KeyboardEvent, at: string): void => {
    const next = neighbour(event.key, at, rows.length, fields.length);
    if (next === null) return;
    event.preventDefault();
    focus(next);
  };
  return (
    <div className="file-grid rows-grid">
      <table ref={table} className={fields.length > 6 ? 'many' : ''} aria-label="Rows of the list">
        <colgroup>
          <col className="rows-grid-row" />
          <col className="rows-grid-state" />
          {fields.map(({ field }) => (
            <col key={field} className={field === 'accountId' ? 'rows-grid-id' : ''} />
          ))}
          <col className="rows-grid-decide" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">Row</th>
            <th scope="col">State</th>
            {fields.map(({ field, title, letters }) => (
              <th key={field} scope="col">
                {[...new Set(Object.values(letters))].join(', ')}
                <span className="file-grid-meaning">{title}</span>
              </th>
            ))}
            <th scope="col">Decide</th>
          </tr>
        </thead>
        {rows.map((row, at) => {
          const rowPlace = placeOf(summary, row);
          const name = nameOfRow(rowPlace);
          return (
            <tbody key={name}>
              <tr>
                <th scope="row" rowSpan={hasMore(row) ? 2 : 1}>
                  {name}
                </th>
                <td>
                  <StatusIndicator type={ROW_STATES[row.state].type}>{ROW_STATES[row.state].word}</StatusIndicator>
                </td>
                {fields.map(({ field, title, letters }, index) => {
                  const letter = letters[row.sheet] ?? '';
                  const cell = `${at}-${index}`;
                  const place = `${name} ${field}`;
                  return (
                    <td key={field} className={cellClass(row, field, letter)}>
                      {editing === place ? (
                        <CellEditor
                          label={`${title} of row ${name}`}
                          value={row.raw[field] ?? ''}
                          onSave={(value) => {
                            setEditing(null);
                            onEdit({ row, place: rowPlace, field, value });
                          }}
                          onLeave={() => {
                            setEditing(null);
                            // The button is there again after the next rendering.
                            requestAnimationFrame(() => focus(cell));
                          }}
                        />
                      ) : (
                        <button
                          type="button"
                          data-cell={cell}
                          tabIndex={tabIndexOf(row, letter, at, index)}
                          title={shownCell(row, field)}
                          aria-label={`${title} of row ${name}: ${shownCell(row, field) || 'nothing'}. Write into it`}
                          disabled={work.busy}
                          onClick={() => setEditing(place)}
                          onKeyDown={(event) => move(event, cell)}
                        >
                          {shownCell(row, field) || '–'}
                        </button>
                      )}
                    </td>
                  );
                })}
                <td>
                  <RowActions row={row} place={rowPlace} work={work} />
                </td>
              </tr>
              {!hasMore(row) ? null : (
                <tr className="rows-grid-faults">
                  <td colSpan={fields.length + 2}>
                    <Faults row={row} place={rowPlace} work={work} />
                  </td>
                </tr>
              )}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}

/** A cell as it was read: of an ID that was repaired, the repaired one. */
function shownCell({ raw, accountId }: ImportRow, field: ReadField): string {
  return (field === 'accountId' ? accountId : null) ?? raw[field] ?? '';
}

function cellClass({ faults, edits }: ImportRow, field: ReadField, letter: string): string {
  if (faults.some(({ column, severity }) => column === letter && severity === 'error')) return 'cell-wrong';
  if (faults.some(({ column, severity }) => column === letter && severity !== 'note')) return 'cell-warned';
  return edits.some((edit) => edit.field === field) ? 'cell-edited' : '';
}

/** Tab stops at the first cell and at those with which something is the matter; the others are reached by the arrow keys. */
function tabIndexOf({ faults }: ImportRow, letter: string, at: number, index: number): 0 | -1 {
  const isFaulty = faults.some(({ column, severity }) => column === letter && severity !== 'note');
  return isFaulty || (at === 0 && index === 0) ? 0 : -1;
}
