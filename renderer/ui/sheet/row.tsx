import { memo } from 'react';
import type { ReactElement } from 'react';
import type { SheetColumn, SheetRow } from './data.ts';
import { Editor } from './editor.tsx';
import type { EditorProps } from './editor.tsx';
import { ROW_HEIGHT } from './use-window.ts';
import { wasWords } from './words.ts';

/** What is wrong with a cell by its place, or null: what others know, who see the whole ledger. */
export type Problems = (id: string, key: string) => string | null;

/** One row as it is drawn. Plain values, so that a row is drawn again only if it looks different. */
export interface RowProps {
  /** Counted from 0. */
  readonly index: number;
  readonly id: string;
  readonly texts: SheetRow;
  readonly edited: SheetRow | undefined;
  readonly columns: readonly SheetColumn[];
  readonly problems: Problems | undefined;
  /** The selected columns, -1 where none is. */
  readonly left: number;
  readonly right: number;
  /** The column that has the focus, -1 if none of this row has. */
  readonly focused: number;
  readonly editor: EditorProps | null;
  /** Begins the ids of its cells. */
  readonly sheetId: string;
  /** Which of the drawn rows it is, wherever it is scrolled to. */
  readonly slot: string;
  /** Not among the rows in view, which are below each other. */
  readonly away: boolean;
}

/** A row of a sheet: its number, then its cells. */
export const Row = memo(function SheetRowView(props: RowProps): ReactElement {
  const { index, columns, left, right, focused } = props;
  const now = props.edited === undefined ? props.texts : { ...props.texts, ...props.edited };
  return (
    <tr
      className={props.away ? 'sheet-row is-away' : 'sheet-row'}
      aria-rowindex={index + 2}
      data-row={index}
      style={props.away ? { top: index * ROW_HEIGHT } : undefined}
    >
      <th
        scope="row"
        className={left === -1 ? 'sheet-number' : 'sheet-number is-selected'}
        aria-colindex={1}
        data-column={-1}
      >
        {index + 1}
      </th>
      {columns.map((column, at) => (
        <SheetCell
          key={column.key}
          row={props}
          now={now}
          column={column}
          at={at}
          selected={at >= left && at <= right}
          focused={at === focused}
        />
      ))}
    </tr>
  );
});

/** By what `aria-activedescendant` finds the focused cell: another id for each cell, so that moving is told. */
export function cellId(sheetId: string, row: number, column: number): string {
  return `${sheetId}-${row}-${column}`;
}

/** What is to be said about a cell: what is wrong with it first, then what it was. */
export function notesOf(
  column: SheetColumn,
  id: string,
  texts: SheetRow,
  edited: SheetRow | undefined,
  problems: Problems | undefined,
): string[] {
  const problem = problemOf(column, id, edited === undefined ? texts : { ...texts, ...edited }, problems);
  const isPending = edited?.[column.key] !== undefined;
  return [problem, isPending ? wasWords(texts[column.key] ?? '') : null].filter((note) => note !== null);
}

function problemOf(column: SheetColumn, id: string, now: SheetRow, problems: Problems | undefined): string | null {
  return column.validate?.(now[column.key] ?? '', now) ?? problems?.(id, column.key) ?? null;
}

interface CellProps {
  readonly row: RowProps;
  readonly now: SheetRow;
  readonly column: SheetColumn;
  readonly at: number;
  readonly selected: boolean;
  readonly focused: boolean;
}

function SheetCell({ row, now, column, at, selected, focused }: CellProps): ReactElement {
  const text = now[column.key] ?? '';
  const problem = problemOf(column, row.id, now, row.problems);
  const pending = row.edited?.[column.key] !== undefined;
  const notesId = `${row.sheetId}-notes-${row.slot}-${at}`;
  const notes = [problem, pending ? wasWords(row.texts[column.key] ?? '') : null].filter((note) => note !== null);
  const described = notes.length > 0;
  return (
    <td
      id={focused ? cellId(row.sheetId, row.index, at) : undefined}
      className={[
        'sheet-cell',
        selected && 'is-selected',
        focused && 'is-focused',
        pending && 'is-pending',
        problem !== null && 'is-wrong',
        column.readOnly === true && 'is-read-only',
      ]
        .filter(Boolean)
        .join(' ')}
      aria-colindex={at + 2}
      aria-selected={selected}
      aria-readonly={column.readOnly === true ? true : undefined}
      aria-invalid={problem === null ? undefined : true}
      aria-describedby={described ? notesId : undefined}
      title={described ? notes.join('\n') : undefined}
      data-column={at}
    >
      {focused && row.editor !== null ? (
        <Editor {...row.editor} />
      ) : (
        <span className="sheet-text">{text.includes('\n') ? text.replaceAll(/\r?\n/g, ' ⏎ ') : text}</span>
      )}
      {described ? (
        <span id={notesId} hidden>
          {notes.join(' ')}
        </span>
      ) : null}
    </td>
  );
}
