import { useCallback, useRef } from 'react';
import type { PointerEvent as ReactPointerEvent, RefObject } from 'react';
import type { Cell, Selection } from './selection.ts';
import type { Command } from './sheet-state.ts';
import { ROW_HEIGHT } from './use-window.ts';

/** Where a pointer is: -1 for the header's row and the column of row numbers. */
type Hit = Cell;

/** How a sheet takes a pointer. */
export interface PointerHandlers {
  readonly onPointerDown: (event: ReactPointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: ReactPointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: ReactPointerEvent<HTMLElement>) => void;
  readonly onPointerCancel: (event: ReactPointerEvent<HTMLElement>) => void;
}

/**
 * Selects by pointer: a cell, with Shift or by dragging a range, by a column's header or a row's number all of it, by the
 * corner all cells. Dragging past an edge scrolls on.
 */
export function usePointer(
  box: RefObject<HTMLElement | null>,
  size: { readonly rows: number; readonly columns: number },
  selection: Selection,
  run: (command: Command) => void,
): PointerHandlers {
  const drag = useRef<{ from: Hit; x: number; y: number; frame: number } | null>(null);
  const { rows, columns } = size;

  const stretch = useCallback(
    function follow() {
      const element = box.current;
      const dragged = drag.current;
      if (element === null || dragged === null) return;
      const scrolled = scrollToward(element, dragged.x, dragged.y);
      const hit = hitAt(element, dragged.x, dragged.y);
      if (hit !== null) run({ do: 'select', selection: spanned(dragged.from, hit, rows, columns) });
      dragged.frame = scrolled ? requestAnimationFrame(follow) : 0;
    },
    [box, rows, columns, run],
  );

  const end = (event: ReactPointerEvent<HTMLElement>): void => {
    if (drag.current === null) return;
    cancelAnimationFrame(drag.current.frame);
    drag.current = null;
    event.currentTarget.releasePointerCapture(event.pointerId);
  };

  return {
    onPointerDown: (event) => {
      const hit = hitOf(event.target);
      if (hit === null || rows === 0 || event.target instanceof HTMLTextAreaElement) return;
      if (event.target instanceof HTMLInputElement) return;
      if (event.button !== 0 && isWithin(hit, selection)) return;
      const onCell = hit.row >= 0 && hit.column >= 0;
      const from = event.shiftKey && onCell ? selection.anchor : hit;
      run({ do: 'select', selection: spanned(from, hit, rows, columns) });
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { from, x: event.clientX, y: event.clientY, frame: 0 };
    },
    onPointerMove: (event) => {
      const dragged = drag.current;
      if (dragged === null || (dragged.x === event.clientX && dragged.y === event.clientY)) return;
      dragged.x = event.clientX;
      dragged.y = event.clientY;
      if (dragged.frame === 0) dragged.frame = requestAnimationFrame(stretch);
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}

/** The selection from where a drag began to where it is; from a header or a number on it is of whole columns or rows. */
export function spanned(from: Hit, to: Hit, rows: number, columns: number): Selection {
  const wholeColumns = from.row < 0;
  const wholeRows = from.column < 0;
  return {
    anchor: { row: wholeColumns ? rows - 1 : from.row, column: wholeRows ? columns - 1 : from.column },
    focus: { row: wholeColumns ? 0 : Math.max(0, to.row), column: wholeRows ? 0 : Math.max(0, to.column) },
  };
}

function isWithin(hit: Hit, { anchor, focus }: Selection): boolean {
  const between = (at: number, a: number, b: number): boolean => at >= Math.min(a, b) && at <= Math.max(a, b);
  return between(hit.row, anchor.row, focus.row) && between(hit.column, anchor.column, focus.column);
}

function hitOf(target: EventTarget | null): Hit | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  const row = cell?.closest<HTMLElement>('[data-row]') ?? null;
  if (cell === null || row === null) return null;
  return { row: Number(row.dataset['row']), column: Number(cell.dataset['column']) };
}

/** The cell under a point, or the nearest to it within the box. */
function hitAt(box: HTMLElement, x: number, y: number): Hit | null {
  const { left, top } = box.getBoundingClientRect();
  const within = (at: number, start: number, size: number): number =>
    Math.max(start + 1, Math.min(at, start + size - 2));
  return hitOf(document.elementFromPoint(within(x, left, box.clientWidth), within(y, top, box.clientHeight)));
}

/** Scrolls toward a point outside of a box; whether it did. */
function scrollToward(box: HTMLElement, x: number, y: number): boolean {
  const { left, top } = box.getBoundingClientRect();
  const past = (at: number, start: number, size: number): number =>
    at < start ? at - start : Math.max(0, at - start - size);
  const before = { top: box.scrollTop, left: box.scrollLeft };
  box.scrollTop += past(y, top + ROW_HEIGHT, box.clientHeight - ROW_HEIGHT) / 2;
  box.scrollLeft += past(x, left, box.clientWidth) / 2;
  return box.scrollTop !== before.top || box.scrollLeft !== before.left;
}
