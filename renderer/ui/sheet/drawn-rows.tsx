import type { ReactElement } from 'react';
import type { SheetData } from './data.ts';
import type { EditorProps } from './editor.tsx';
import { cellId, Row } from './row.tsx';
import type { Problems } from './row.tsx';
import { rangeOf } from './selection.ts';
import type { SheetControl } from './use-sheet.ts';
import type { Drawn } from './use-window.ts';

/** The rows in view, and the one with the focus wherever it is: screen readers and the editor need it. */
export function DrawnRows({
  data,
  drawn,
  control,
  problems,
  sheetId,
}: {
  data: SheetData;
  drawn: Drawn;
  control: SheetControl;
  problems: Problems | undefined;
  sheetId: string;
}): ReactElement {
  const { selection } = control.state;
  const { row: focusRow, column: focusColumn } = selection.focus;
  const range = rangeOf(selection);
  const indexes = Array.from({ length: drawn.end - drawn.start }, (_row, at) => drawn.start + at);
  if (focusRow < drawn.start || focusRow >= drawn.end) indexes.push(focusRow);
  const editor = editorOf(data, control, sheetId);
  return (
    <>
      {indexes.map((index) => {
        const texts = data.rows[index];
        if (texts === undefined) return null;
        const id = data.rowId(texts);
        const selected = index >= range.top && index <= range.bottom;
        const isFocused = index === focusRow;
        // A row's place decides which it is: scrolling changes texts, and leaves the styles of cells alone (see ADR 12). The
        // row with the focus stays itself, for it may hold the editor.
        const slot = isFocused ? 'focused' : String(index - drawn.start);
        return (
          <Row
            key={slot}
            slot={slot}
            away={index < drawn.start || index >= drawn.end}
            index={index}
            id={id}
            texts={texts}
            edited={data.edits.get(id)}
            columns={data.columns}
            problems={problems}
            left={selected ? range.left : -1}
            right={selected ? range.right : -1}
            focused={isFocused ? focusColumn : -1}
            editor={isFocused ? editor : null}
            sheetId={sheetId}
          />
        );
      })}
    </>
  );
}

function editorOf(data: SheetData, { state, run, draft }: SheetControl, sheetId: string): EditorProps | null {
  const { row, column } = state.selection.focus;
  const target = data.columns[column];
  if (state.editing === null || target === undefined) return null;
  return {
    ...state.editing,
    options: target.options,
    label: `${target.title}, row ${row + 1}`,
    id: cellId(sheetId, row, column),
    draft,
    run,
  };
}
