import type { CSSProperties, ReactElement } from 'react';
import { COLUMN_WIDTH } from './data.ts';
import type { SheetColumn } from './data.ts';
import type { Range } from './selection.ts';
import { ROW_HEIGHT } from './use-window.ts';
import { WORDS } from './words.ts';

/** The widths of a sheet's columns for its style sheet. They share what room is left. */
export function columnWidths(columns: readonly SheetColumn[], rows: number): CSSProperties {
  const numbers = `${Math.max(3, String(rows).length) + 2}ch`;
  const widths = columns.map(({ width = COLUMN_WIDTH }) => `minmax(${width}px, ${width}fr)`);
  // React's types know no custom properties; browsers take them as any other.
  return { '--sheet-columns': [numbers, ...widths].join(' ') } as CSSProperties;
}

/** The row of column titles. @param selected what is selected, null in an empty sheet */
export function Head({
  columns,
  selected,
  rows,
}: {
  columns: readonly SheetColumn[];
  selected: Range | null;
  rows: number;
}): ReactElement {
  const whole = selected !== null && selected.top === 0 && selected.bottom === rows - 1;
  return (
    <thead className="sheet-head">
      <tr className="sheet-titles" aria-rowindex={1} data-row={-1}>
        <th scope="col" className="sheet-number" aria-colindex={1} data-column={-1}>
          <span className="for-screen-readers">{WORDS.row}</span>
        </th>
        {columns.map((column, at) => {
          const inside = selected !== null && at >= selected.left && at <= selected.right;
          return (
            <th
              key={column.key}
              scope="col"
              className={inside ? 'sheet-title is-selected' : 'sheet-title'}
              aria-colindex={at + 2}
              aria-selected={inside && whole}
              aria-readonly={column.readOnly === true}
              data-column={at}
              title={column.title}
            >
              {column.title}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** The frame around what is selected: it is not told by colour alone. */
export function SelectionFrame({ top, left, bottom, right }: Range): ReactElement {
  return (
    <div
      aria-hidden
      className="sheet-frame"
      style={{ top: (top + 1) * ROW_HEIGHT, height: (bottom - top + 1) * ROW_HEIGHT }}
    >
      <div style={{ gridColumn: `${left + 2} / ${right + 3}` }} />
    </div>
  );
}
