import { expect, test } from 'vitest';
import { clampSelection, moveSelection, nextCell, only, rangeOf, stepFrom } from './selection.ts';
import type { Step } from './selection.ts';

const bounds = { rows: 100, columns: 7, page: 20 };

test.each<[Step, [row: number, column: number]]>([
  ['up', [49, 3]],
  ['down', [51, 3]],
  ['left', [50, 2]],
  ['right', [50, 4]],
  ['page-up', [30, 3]],
  ['page-down', [70, 3]],
  ['row-start', [50, 0]],
  ['row-end', [50, 6]],
  ['top', [0, 3]],
  ['bottom', [99, 3]],
  ['first', [0, 0]],
  ['last', [99, 6]],
])('%s', (step, [row, column]) => {
  expect(stepFrom({ row: 50, column: 3 }, step, bounds)).toEqual({ row, column });
});

test.each<[Step, [row: number, column: number], [row: number, column: number]]>([
  ['up', [0, 0], [0, 0]],
  ['left', [5, 0], [5, 0]],
  ['down', [99, 6], [99, 6]],
  ['right', [5, 6], [5, 6]],
  ['page-up', [7, 1], [0, 1]],
  ['page-down', [95, 1], [99, 1]],
])('%s ends at the edge', (step, [row, column], [toRow, toColumn]) => {
  expect(stepFrom({ row, column }, step, bounds)).toEqual({ row: toRow, column: toColumn });
});

test('extending keeps the anchor, moving does not', () => {
  const start = only({ row: 5, column: 5 });
  const wide = moveSelection(moveSelection(start, 'up', true, bounds), 'left', true, bounds);
  expect(rangeOf(wide)).toEqual({ top: 4, left: 4, bottom: 5, right: 5 });
  expect(moveSelection(wide, 'down', false, bounds)).toEqual(only({ row: 5, column: 4 }));
});

test('Tab goes along the rows and ends at the ends', () => {
  expect(nextCell({ row: 0, column: 6 }, false, bounds)).toEqual({ row: 1, column: 0 });
  expect(nextCell({ row: 1, column: 0 }, true, bounds)).toEqual({ row: 0, column: 6 });
  expect(nextCell({ row: 99, column: 6 }, false, bounds)).toBeNull();
  expect(nextCell({ row: 0, column: 0 }, true, bounds)).toBeNull();
});

test('a selection stays in a sheet that lost rows, and is the same object where nothing had to change', () => {
  const selection = { anchor: { row: 2, column: 1 }, focus: { row: 90, column: 6 } };
  expect(clampSelection(selection, { rows: 10, columns: 7, page: 1 })).toEqual({
    anchor: { row: 2, column: 1 },
    focus: { row: 9, column: 6 },
  });
  expect(clampSelection(selection, bounds)).toBe(selection);
  expect(clampSelection(selection, { rows: 0, columns: 7, page: 1 }).focus).toEqual({ row: 0, column: 6 });
});
