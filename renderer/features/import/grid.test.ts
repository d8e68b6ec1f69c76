import { expect, test } from 'vitest';
import { columnLetter, neighbour, nextRow } from './grid.ts';

test('columns are called as a spreadsheet calls them', () => {
  expect([0, 25, 26, 27, 701, 702, 16_383].map((index) => columnLetter(index))).toEqual([
    'A',
    'Z',
    'AA',
    'AB',
    'ZZ',
    'AAA',
    'XFD',
  ]);
});

test('arrows go from row to row, over the blank ones', () => {
  const rows = [1, 2, 5];
  expect(['ArrowDown', 'ArrowUp', 'Home', 'End', 'Enter'].map((key) => nextRow(key, 2, rows))).toEqual([
    5,
    1,
    1,
    5,
    null,
  ]);
  expect(nextRow('ArrowUp', 1, rows)).toBeNull();
});

test('arrows go from cell to cell, and not out of the grid', () => {
  expect(neighbour('ArrowDown', '1-2', 3, 4)).toBe('2-2');
  expect(neighbour('ArrowLeft', '1-2', 3, 4)).toBe('1-1');
  expect(neighbour('ArrowRight', '1-3', 3, 4)).toBeNull();
  expect(neighbour('ArrowUp', '0-0', 3, 4)).toBeNull();
  expect(neighbour('Tab', '1-2', 3, 4)).toBeNull();
});
