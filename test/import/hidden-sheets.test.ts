import { expect, test } from 'vitest';
import { act } from '../../shared/domain/action.ts';
import { resultOf } from '../support/result-of.ts';
import { importDesk } from './import-desk.ts';
import { workbook } from './workbook.ts';

const HEADER = ['Account ID', 'Account Name', 'Subset Name'];
const list = (...ids: string[]): string[][] => [HEADER, ...ids.map((id) => [id, 'Prod', 'Acme'])];
const NOTES = [['ask Kim about these']];

test.each(['hidden', 'veryHidden'] as const)(
  'the only list is on a sheet that is %s: it is said and asked',
  async (state) => {
    const desk = await importDesk();
    const path = await workbook(
      { Cover: NOTES, Old: list('111122223333', '222233334444') },
      { sheets: { Old: state } },
    );
    const open = await desk.open(path);
    expect(open.questions).toEqual([
      {
        kind: 'sheet',
        sentence: "The only list is on a hidden sheet: 'Old', of 2 rows.",
        remedy: `If it is the one to import, choose it${act('import.hidden-sheet', { name: 'Old' })}.`,
        options: ['Old'],
      },
    ]);
    expect(open).toMatchObject({ rows: { total: 2 }, remarks: [] });
    await expect(desk.apply(open)).rejects.toMatchObject({ code: 'CHOICE_NEEDED' });
    const { importId } = open;
    const said = await resultOf(await desk.client.imports.reopen({ importId, sheets: ['Old'] }));
    expect(said.questions).toEqual([]);
    expect(said.sheets.map(({ name, hidden, chosen }) => [name, hidden, chosen])).toEqual([
      ['Cover', false, false],
      ['Old', true, true],
    ]);
    expect(await desk.apply(said)).toMatchObject({ accounts: { added: 2 } });
  },
);

test('several lists, all on hidden sheets: one is to be chosen, or several; all visible sheets are not these', async () => {
  const desk = await importDesk();
  const path = await workbook(
    { Old: list('111122223333'), Cover: NOTES, Older: list('222233334444') },
    { sheets: { Old: 'hidden', Older: 'hidden' } },
  );
  for (const sheets of [undefined, 'all'] as const) {
    const open = await desk.open(path, sheets === undefined ? {} : { sheets });
    expect(open.questions).toEqual([
      {
        kind: 'sheet',
        sentence: 'Lists are on hidden sheets only: Old, Older.',
        remedy: `Choose one, or several${act('import.sheet', { hidden: true })}.`,
        options: ['Old', 'Older'],
      },
    ]);
  }
  const both = await desk.open(path, { sheets: ['Old', 'Older'] });
  expect(both).toMatchObject({ questions: [], rows: { total: 2 } });
});

test('a hidden sheet with a list beside visible ones is told of, however much it looks like one, and not taken with all', async () => {
  const desk = await importDesk();
  const path = await workbook(
    { Old: list('111122223333', '222233334444'), Now: [['Account ID'], ['333344445555']], Cover: NOTES },
    { sheets: { Old: 'hidden' } },
  );
  const remark = `The hidden sheet 'Old' is a list as well, of 2 rows, and is not read. Import it too${act('import.sheet', { hidden: true })}.`;
  const open = await desk.open(path);
  expect(open).toMatchObject({ questions: [], rows: { total: 1 }, remarks: [remark] });
  expect(open.sheets.map(({ name, chosen }) => [name, chosen])).toEqual([
    ['Old', false],
    ['Now', true],
    ['Cover', false],
  ]);
  const all = await desk.open(path, { sheets: 'all' });
  expect(all).toMatchObject({
    questions: [],
    rows: { total: 1 },
    remarks: [remark, "No list was found on the sheet 'Cover', which has 1 row. It is not read."],
  });
  const both = await desk.open(path, { sheets: ['Now', 'Old'] });
  expect(both).toMatchObject({ questions: [], rows: { total: 3 }, remarks: [] });
});

test('a hidden sheet that has no list is not spoken of', async () => {
  const desk = await importDesk();
  const path = await workbook({ Now: list('333344445555'), Lookup: NOTES }, { sheets: { Lookup: 'hidden' } });
  expect(await desk.open(path)).toMatchObject({ questions: [], remarks: [] });
});
