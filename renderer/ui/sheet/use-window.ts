import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { Cell } from './selection.ts';

/** The height of a row, in CSS pixels: sheet.css has the same. */
export const ROW_HEIGHT = 28;
/** Rows drawn above and below those in view, so that a small scroll draws nothing. */
const SPARE = 8;

/** The rows that are drawn, `end` not included. */
export interface Drawn {
  readonly start: number;
  readonly end: number;
}

/** The rows to draw for what is in view. They change in steps, so that most scrolling changes nothing. */
export function drawnRows(scrollTop: number, height: number, rows: number): Drawn {
  const first = Math.floor(scrollTop / ROW_HEIGHT / SPARE) * SPARE;
  const inView = Math.ceil(height / ROW_HEIGHT);
  return {
    start: Math.max(0, Math.min(first - SPARE, rows - 1)),
    end: Math.min(rows, first + inView + 2 * SPARE),
  };
}

/** Which rows of a scrolled box are drawn, and how to bring a cell of it into view. */
export interface SheetWindow {
  readonly drawn: Drawn;
  /** How many whole rows fit into the box. */
  readonly page: number;
  readonly reveal: (cell: Cell) => void;
}

/** Watches how a box is scrolled. @param box it begins with a header that sticks, of the height of a row */
export function useWindow(box: RefObject<HTMLElement | null>, rows: number): SheetWindow {
  const [view, setView] = useState({ top: 0, height: 560 });
  const seen = useRef(view);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const look = (): void => {
      const next = { top: element.scrollTop, height: element.clientHeight };
      const before = drawnRows(seen.current.top, seen.current.height, rows);
      const after = drawnRows(next.top, next.height, rows);
      if (before.start === after.start && before.end === after.end && next.height === seen.current.height) return;
      seen.current = next;
      // At once: else the next picture shows rows that are not drawn yet.
      flushSync(() => setView(next));
    };
    element.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [box, rows]);

  const reveal = useCallback((cell: Cell) => revealCell(box.current, cell), [box]);
  return {
    drawn: drawnRows(view.top, view.height, rows),
    page: Math.max(1, Math.floor(view.height / ROW_HEIGHT) - 1),
    reveal,
  };
}

/** Scrolls a box as little as needed to show a cell beside its header and its row numbers. */
function revealCell(box: HTMLElement | null, { row, column }: Cell): void {
  if (box === null) return;
  const top = row * ROW_HEIGHT;
  const bottom = top + 2 * ROW_HEIGHT - box.clientHeight;
  box.scrollTop = Math.max(Math.min(box.scrollTop, top), bottom);
  const numbers = box.querySelector<HTMLElement>('thead [data-column="-1"]');
  const header = box.querySelector<HTMLElement>(`thead [data-column="${column}"]`);
  if (numbers === null || header === null) return;
  const left = header.offsetLeft - numbers.offsetWidth;
  const right = header.offsetLeft + header.offsetWidth - box.clientWidth;
  box.scrollLeft = Math.max(Math.min(box.scrollLeft, left), right);
}
