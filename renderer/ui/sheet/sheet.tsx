import './sheet.css';
import { useId, useLayoutEffect, useMemo, useRef } from 'react';
import type { ReactElement } from 'react';
import type { SheetColumn, SheetData, SheetEdits, SheetRow } from './data.ts';
import { DrawnRows } from './drawn-rows.tsx';
import { columnWidths, Head, SelectionFrame } from './head.tsx';
import { cellId, notesOf } from './row.tsx';
import type { Problems } from './row.tsx';
import { rangeOf } from './selection.ts';
import type { Cell } from './selection.ts';
import { StatusLine } from './status-line.tsx';
import { Tools } from './tools.tsx';
import { takeKey, useClipboard } from './use-input.ts';
import { usePointer } from './use-pointer.ts';
import { useSheet } from './use-sheet.ts';
import { ROW_HEIGHT, useWindow } from './use-window.ts';
import { WORDS } from './words.ts';

export type { SheetColumn, SheetEdits, SheetRow } from './data.ts';

/** What a sheet shows, and who takes what is changed in it. */
export interface SheetProps {
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly SheetRow[];
  /** The id of a row, by which edits are kept; no two rows have the same. */
  readonly rowId: (row: SheetRow) => string;
  /** What has been changed and not been applied yet. */
  readonly edits: SheetEdits;
  /** Takes the edits after a change, an undo or a redo. If others are passed in then, there is nothing to undo any more. */
  readonly onEdits: (next: SheetEdits) => void;
  /** What is wrong with a cell, where a column's `validate` can't know. A new function when its answers change. */
  readonly problems?: Problems;
  readonly ariaLabel: string;
}

/**
 * A sheet of texts: ranges are selected, copied to and pasted from spreadsheets, filled down, edited and undone, by mouse
 * and by keyboard. What is changed goes to `onEdits`; nothing is applied here. Only the rows in view are drawn.
 */
export function Sheet({ columns, rows, rowId, edits, onEdits, problems, ariaLabel }: SheetProps): ReactElement {
  const data = useMemo<SheetData>(() => ({ columns, rows, rowId, edits }), [columns, rows, rowId, edits]);
  const box = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const sheetId = useId();
  const { drawn, page, reveal } = useWindow(box, rows.length);
  const control = useSheet(data, onEdits, page);
  const { state, run, last } = control;
  const { focus } = state.selection;
  const range = rows.length === 0 ? null : rangeOf(state.selection);
  const pointer = usePointer(box, { rows: rows.length, columns: columns.length }, state.selection, run);
  useClipboard(grid, { data, state, run });
  useLayoutEffect(() => {
    // A pointer selects what is in view already.
    if (last.current !== 'select' && last.current !== 'say') reveal(state.selection.focus);
  }, [state, last, reveal]);

  return (
    <div className="sheet">
      <Tools run={run} />
      <div ref={box} className="sheet-box" style={columnWidths(columns, rows.length)}>
        <table
          ref={grid}
          role="grid"
          className="sheet-grid"
          tabIndex={0}
          aria-label={ariaLabel}
          aria-describedby={`${sheetId}-instructions`}
          aria-multiselectable
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length + 1}
          aria-activedescendant={range === null ? undefined : cellId(sheetId, focus.row, focus.column)}
          onKeyDown={(event) => takeKey(event, { data, state, run })}
          onDoubleClick={(event) => {
            if (!isField(event.target)) run({ do: 'edit' });
          }}
          {...pointer}
        >
          <Head columns={columns} selected={range} rows={rows.length} />
          <tbody
            className="sheet-body"
            style={{ height: rows.length * ROW_HEIGHT, paddingTop: drawn.start * ROW_HEIGHT }}
          >
            <DrawnRows data={data} drawn={drawn} control={control} problems={problems} sheetId={sheetId} />
          </tbody>
        </table>
        {range === null ? null : <SelectionFrame {...range} />}
      </div>
      <StatusLine state={state} changed={edits.size} empty={rows.length === 0} note={noteOf(data, focus, problems)} />
      <span id={`${sheetId}-instructions`} hidden>
        {WORDS.instructions}
      </span>
    </div>
  );
}

function isField(target: EventTarget): boolean {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}

/** What is to be said about a cell, with its place; null if nothing is. */
function noteOf(data: SheetData, { row, column }: Cell, problems: Problems | undefined): string | null {
  const texts = data.rows[row];
  const shown = data.columns[column];
  if (texts === undefined || shown === undefined) return null;
  const id = data.rowId(texts);
  const notes = notesOf(shown, id, texts, data.edits.get(id), problems);
  return notes.length === 0 ? null : `${shown.title}, row ${row + 1}: ${notes.join(' ')}`;
}
