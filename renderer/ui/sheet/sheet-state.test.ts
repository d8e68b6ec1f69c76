import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SheetColumn, SheetData, SheetEdits, SheetRow } from './data.ts';
import { cellsOf } from './edits.ts';
import { commandOf } from './keys.ts';
import { NEW_SHEET, perform } from './sheet-state.ts';
import type { Command, SheetState } from './sheet-state.ts';

const COLUMNS: readonly SheetColumn[] = [
  { key: 'id', title: 'Account ID', readOnly: true },
  { key: 'name', title: 'Name' },
  { key: 'subset', title: 'Subset', options: ['Retail', 'Public sector'] },
];
const ROWS: readonly SheetRow[] = [
  { id: '000000000013', name: 'Prod', subset: 'Retail' },
  { id: '111111111111', name: 'Test', subset: '' },
  { id: '111111111112', name: 'Dev' },
];
const ALL = { top: 0, left: 0, bottom: 2, right: 2 };

/** A sheet that one can do commands to, one after the other. */
function openSheet() {
  let state: SheetState = NEW_SHEET;
  let edits: SheetEdits = new Map();
  const data = (): SheetData => ({ columns: COLUMNS, rows: ROWS, rowId: (row) => row['id'] ?? '', edits });
  return {
    does(...commands: Command[]) {
      for (const command of commands) ({ state, edits } = perform(state, data(), command, 10));
      return this;
    },
    at(row: number, column: number, toRow = row, toColumn = column) {
      return this.does({
        do: 'select',
        selection: { anchor: { row, column }, focus: { row: toRow, column: toColumn } },
      });
    },
    get state() {
      return state;
    },
    get edits() {
      return Object.fromEntries(edits);
    },
    get map() {
      return edits;
    },
    get cells() {
      return cellsOf(data(), ALL);
    },
  };
}

describe('paste', () => {
  test('over one cell: from there on, read-only cells left alone and counted', () => {
    const sheet = openSheet().at(0, 0).does({ do: 'paste', cells: [['x', 'Production', 'retail '], ['y', 'Tests', '']] }); // prettier-ignore
    expect(sheet.edits).toEqual({ '000000000013': { name: 'Production' }, '111111111111': { name: 'Tests' } });
    expect(sheet.state.message).toBe('Pasted: 2 cells changed. 2 read-only cells were left alone.');
    expect(sheet.state.selection).toEqual({ anchor: { row: 1, column: 2 }, focus: { row: 0, column: 0 } });
  });

  test('past the end: what fits is pasted, the rest is counted', () => {
    const sheet = openSheet().at(2, 2).does({ do: 'paste', cells: [['Retail', 'x'], ['Retail', 'x'], ['Retail', 'x']] }); // prettier-ignore
    expect(sheet.edits).toEqual({ '111111111112': { subset: 'Retail' } });
    expect(sheet.state.message).toBe(
      'Pasted: 1 cell changed. 2 rows did not fit below the last row. 1 column did not fit beside the last column.',
    );
  });

  test('one text over a range fills it; two rows fill four, and three are not filled by two', () => {
    expect(openSheet().at(0, 1, 2, 1).does({ do: 'paste', cells: [['A']] }).cells.map(([, name]) => name)).toEqual(['A', 'A', 'A']); // prettier-ignore
    const two = openSheet()
      .at(0, 1, 2, 1)
      .does({ do: 'paste', cells: [['A'], ['B']] });
    expect(two.cells.map(([, name]) => name)).toEqual(['A', 'B', 'Dev']);
    const wide = openSheet()
      .at(1, 1, 1, 2)
      .does({ do: 'paste', cells: [['retail']] });
    expect(wide.cells[1]).toEqual(['111111111111', 'retail', 'Retail']);
  });

  test('short rows leave cells as they are, and nothing is nothing', () => {
    const sheet = openSheet().at(0, 1).does({ do: 'paste', cells: [['A', 'B'], ['C']] }); // prettier-ignore
    expect(sheet.cells.map((row) => row.slice(1))).toEqual([['A', 'B'], ['C', ''], ['Dev', '']]); // prettier-ignore
    expect(openSheet().does({ do: 'paste', cells: [] }).state.message).toBe(
      'There is nothing on the clipboard that can be pasted.',
    );
  });
});

describe('fill down', () => {
  test('copies the first row of a range to the others', () => {
    const sheet = openSheet().at(0, 1, 2, 2).does({ do: 'fill-down' });
    expect(sheet.cells.map((row) => row.slice(1))).toEqual([['Prod', 'Retail'], ['Prod', 'Retail'], ['Prod', 'Retail']]); // prettier-ignore
    expect(sheet.state.message).toBe('Filled down: 4 cells changed.');
  });

  test('into one row comes the row above; above the first there is none', () => {
    expect(openSheet().at(1, 2).does({ do: 'fill-down' }).edits).toEqual({ '111111111111': { subset: 'Retail' } });
    expect(openSheet().at(0, 2).does({ do: 'fill-down' }).state.message).toBe('There is no row above to fill from.');
  });
});

describe('edits', () => {
  test('a text as it was in the row is no edit', () => {
    const sheet = openSheet().at(0, 1).does({ do: 'edit' });
    expect(sheet.state.editing).toEqual({ text: 'Prod', typed: false });
    sheet.does({ do: 'commit', text: 'Production', go: 'down' });
    expect(sheet.edits).toEqual({ '000000000013': { name: 'Production' } });
    expect(sheet.state.selection.focus).toEqual({ row: 1, column: 1 });
    sheet.at(0, 1).does({ do: 'type' });
    expect(sheet.state.editing).toEqual({ text: '', typed: true });
    sheet.does({ do: 'commit', text: 'Prod', go: 'next' });
    expect(sheet.edits).toEqual({});
    expect(sheet.state.selection.focus).toEqual({ row: 0, column: 2 });
  });

  test('an option is taken in its own spelling, another text as it is', () => {
    const sheet = openSheet().at(1, 2).does({ do: 'commit', text: ' PUBLIC SECTOR', go: 'stay' });
    expect(sheet.edits).toEqual({ '111111111111': { subset: 'Public sector' } });
    sheet.does({ do: 'commit', text: 'New', go: 'stay' });
    expect(sheet.edits).toEqual({ '111111111111': { subset: 'New' } });
  });

  test('a read-only cell says so, and cancelling changes nothing', () => {
    const sheet = openSheet().at(0, 0).does({ do: 'edit' });
    expect(sheet.state.editing).toBeNull();
    expect(sheet.state.message).toBe('This column can’t be changed here.');
    sheet.at(0, 1).does({ do: 'edit' }, { do: 'cancel' });
    expect(sheet.state.editing).toBeNull();
    expect(sheet.edits).toEqual({});
  });

  test('Delete empties what is selected', () => {
    const sheet = openSheet().does({ do: 'select-all' }, { do: 'clear', word: 'Emptied' });
    expect(sheet.cells).toEqual([['000000000013', '', ''], ['111111111111', '', ''], ['111111111112', '', '']]); // prettier-ignore
    expect(sheet.state.message).toBe('Emptied: 4 cells changed. 3 read-only cells were left alone.');
  });
});

describe('undo', () => {
  test('takes changes back one by one, with what was selected, and does them again', () => {
    const sheet = openSheet().at(0, 1, 1, 1).does({ do: 'paste', cells: [['A'], ['B']] }); // prettier-ignore
    sheet.at(0, 1).does({ do: 'clear', word: 'Emptied' }, { do: 'undo' });
    expect(sheet.cells.map(([, name]) => name)).toEqual(['A', 'B', 'Dev']);
    sheet.does({ do: 'undo' });
    expect(sheet.edits).toEqual({});
    expect(sheet.state.selection).toEqual({ anchor: { row: 0, column: 1 }, focus: { row: 1, column: 1 } });
    sheet.does({ do: 'undo' });
    expect(sheet.state.message).toBe('There is nothing to undo.');
    sheet.does({ do: 'redo' }, { do: 'redo' });
    expect(sheet.cells.map(([, name]) => name)).toEqual(['', 'B', 'Dev']);
    sheet.does({ do: 'undo' }, { do: 'commit', text: 'C', go: 'stay' }, { do: 'redo' });
    expect(sheet.state.message).toBe('There is nothing to do again.');
  });

  const place = fc.record({ row: fc.nat(2), column: fc.nat(2) });
  const change = fc.oneof(
    fc.record({ do: fc.constant('select' as const), selection: fc.record({ anchor: place, focus: place }) }),
    fc.constantFrom<Command>({ do: 'clear', word: 'Cut' }, { do: 'fill-down' }, { do: 'select-all' }),
    fc.record({
      do: fc.constant('paste' as const),
      cells: fc.array(fc.array(fc.constantFrom('', 'a', 'Prod', 'Retail'), { minLength: 1, maxLength: 4 }), {
        maxLength: 4,
      }),
    }),
    fc.record({
      do: fc.constant('commit' as const),
      text: fc.constantFrom('', 'a', 'Prod'),
      go: fc.constant('stay' as const),
    }),
  );

  test('of everything leads back to the beginning, redo of everything to the end', () => {
    fc.assert(
      fc.property(fc.array(change), (commands) => {
        const sheet = openSheet().does(...commands);
        const after = sheet.edits;
        const changes = sheet.state.history.done.length;
        sheet.does(...Array.from({ length: changes }, (): Command => ({ do: 'undo' })));
        expect(sheet.edits).toEqual({});
        sheet.does(...Array.from({ length: changes }, (): Command => ({ do: 'redo' })));
        expect(sheet.edits).toEqual(after);
      }),
    );
  });

  test('edits hold only texts that differ from the row, in columns that can be changed', () => {
    fc.assert(
      fc.property(fc.array(change), (commands) => {
        for (const [id, texts] of openSheet().does(...commands).map) {
          const row = ROWS.find((row) => row['id'] === id);
          expect(Object.keys(texts).length).toBeGreaterThan(0);
          for (const [key, text] of Object.entries(texts)) {
            expect(['name', 'subset']).toContain(key);
            expect(text).not.toBe(row?.[key] ?? '');
          }
        }
      }),
    );
  });
});

describe('keys', () => {
  const press = (key: string, held: ('ctrl' | 'shift' | 'alt' | 'meta')[] = []) =>
    commandOf({
      key,
      ctrlKey: held.includes('ctrl'),
      metaKey: held.includes('meta'),
      shiftKey: held.includes('shift'),
      altKey: held.includes('alt'),
      isComposing: false,
    });

  test.each<[string, ('ctrl' | 'shift' | 'alt' | 'meta')[], Command | null]>([
    ['ArrowDown', [], { do: 'move', step: 'down', extend: false }],
    ['ArrowDown', ['shift'], { do: 'move', step: 'down', extend: true }],
    ['ArrowDown', ['ctrl', 'shift'], { do: 'move', step: 'bottom', extend: true }],
    ['Home', ['meta'], { do: 'move', step: 'first', extend: false }],
    ['Tab', ['shift'], { do: 'tab', backwards: true }],
    ['Enter', [], { do: 'move', step: 'down', extend: false }],
    ['F2', [], { do: 'edit' }],
    ['Delete', [], { do: 'clear', word: 'Emptied' }],
    ['Escape', [], { do: 'escape' }],
    ['a', [], { do: 'type' }],
    ['é', [], { do: 'type' }],
    ['😀', [], { do: 'type' }],
    ['a', ['ctrl'], { do: 'select-all' }],
    ['d', ['ctrl'], { do: 'fill-down' }],
    ['z', ['meta'], { do: 'undo' }],
    ['Z', ['ctrl', 'shift'], { do: 'redo' }],
    ['y', ['ctrl'], { do: 'redo' }],
    [' ', ['shift'], { do: 'select-rows' }],
    [' ', ['ctrl'], { do: 'select-columns' }],
    ['c', ['ctrl'], null],
    ['v', ['ctrl'], null],
    ['k', ['ctrl'], null],
    ['F5', [], null],
    ['Shift', ['shift'], null],
    ['ArrowLeft', ['alt'], null],
  ])('%s %j', (key, held, command) => {
    expect(press(key, held)).toEqual(command);
  });
});
