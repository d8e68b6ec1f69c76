import { expect, test } from 'vitest';
import type { Changed } from '../../../shared/contract/base.ts';
import type { ImportResult, ImportSummary } from '../../../shared/contract/imports.ts';
import { accountId } from '../../../shared/domain/account-id.ts';
import { ask, queriesOver } from '../../../test/support/ask.ts';
import { tempCore } from '../../../test/support/temp-core.ts';
import { FIRST_READING, changedReading, reopenInput, withCell, withFix, withRepair, withRowOut } from './reading.ts';
import {
  blockOf,
  cellPages,
  missingPages,
  openInput,
  relatedPages,
  resultInWords,
  rowCounters,
  rowPages,
  shownFields,
  troubledRows,
} from './store.ts';

const MPA = accountId('099999999999');
const ALL = { state: null, matter: null };
const LIST = `Account Name,AWS Account Email,AWS Account ID,Status,Subset Name
Prod,prod@northwind.example,111111111111,Aktiv,Retail
Test,test@northwind.example,1.21212E+11,Aktiv,Retail
Sandbox,sandbox@northwind.example,00000000013,ACTIVE,
`;

async function resultOf<T>(stream: AsyncIterator<unknown, T>): Promise<T> {
  for (;;) {
    const step = await stream.next();
    if (step.done === true) return step.value;
  }
}

async function desk() {
  const { client } = tempCore();
  await client.mpas.add({ id: MPA, name: 'Northwind', scenario: 'msp' });
  const open = async (text: string): Promise<ImportSummary> =>
    resultOf<ImportSummary>(await client.imports.open(openInput(MPA, { kind: 'text', text })));
  return { client, open };
}

test('a pasted list is counted by what is the matter with its rows, and put right', async () => {
  const { client, open } = await desk();
  const summary = await open(LIST);
  expect(rowCounters(summary).map(({ id, count }) => [id, count])).toEqual([
    ['all', 3],
    ['wrong', 2],
    ['warned', 2],
    ['repaired', 1],
    ['new', 1],
  ]);
  expect(troubledRows(summary)).toBe(2);
  expect(blockOf(summary, 3, false)).toBeNull();
  expect(blockOf(summary, 4, false)).toBe("2 rows can't be imported as they are. Put them right, or leave them out.");
  expect(blockOf(summary, 4, true)).toBeNull();
  const { importId } = summary;
  const wrong = await ask(rowPages(queriesOver(client), { importId, state: null, matter: 'wrong' }).page(null));
  expect(wrong.rows.map(({ row, state }) => [row, state])).toEqual([
    [3, 'invalid'],
    [4, 'unconfirmed'],
  ]);
  const [lost, padded] = wrong.rows;
  if (lost === undefined || padded === undefined) throw new Error('two rows are wrong');
  let { decisions } = FIRST_READING;
  decisions = withCell(decisions, { row: lost, place: { row: 3 }, field: 'accountId', value: '121212007919' });
  decisions = withFix(decisions, { field: 'status', from: 'Aktiv', to: 'ACTIVE' });
  decisions = withRepair(decisions, { row: padded.row }, true);
  const right = await resultOf<ImportSummary>(await client.imports.decide({ importId, decisions }));
  expect([troubledRows(right), right.rows.edited, right.rows.warned]).toEqual([0, 2, 0]);
  const edited = await ask(rowPages(queriesOver(client), { importId, state: null, matter: 'edited' }).page(null));
  expect(shownFields(right, edited.rows).map(({ field }) => field)).toEqual([
    'accountName',
    'accountEmail',
    'accountId',
    'status',
    'subsetName',
  ]);
  const [, again] = edited.rows;
  if (again === undefined) throw new Error('two rows are edited');
  // Written as it is in the file, the cell is no edit any more.
  expect(
    withCell(decisions, { row: again, place: { row: again.row }, field: 'accountId', value: '1.21212E+11' }).cells,
  ).toEqual([]);
  const result = (
    await resultOf<Changed<ImportResult>>(
      await client.imports.apply({ importId, preview: right.preview, skipInvalid: false }),
    )
  ).value;
  expect(resultInWords(result)).toBe('3 accounts added, 1 subset added.');
});

test('what was said about rows goes with another header, and all of it with another sheet', () => {
  const said = {
    ...FIRST_READING,
    map: { A: 'accountId' as const },
    decisions: { ...withRowOut(FIRST_READING.decisions, { row: 7 }, true), hidden: 'include' as const },
  };
  expect(changedReading(said, { headerRow: 3 })).toEqual({
    sheets: null,
    headerRow: 3,
    map: { A: 'accountId' },
    perSheet: {},
    encoding: null,
    placeholders: null,
    decisions: { hidden: 'include', acceptRepairs: false, ids: [], leaveOut: [] },
  });
  expect(changedReading(said, { map: { B: 'subsetName' } })).toEqual({
    ...said,
    map: { A: 'accountId', B: 'subsetName' },
  });
  expect(changedReading(said, { sheets: ['Old'] })).toEqual({ ...FIRST_READING, sheets: ['Old'] });
  const ofSouth = changedReading(said, { ofSheet: 'South', map: { C: 'subsetName' }, headerRow: 2 });
  expect(ofSouth).toMatchObject({
    headerRow: null,
    map: { A: 'accountId' },
    perSheet: { South: { headerRow: 2, map: { C: 'subsetName' } } },
    decisions: { leaveOut: [] },
  });
  expect(changedReading(ofSouth, { ofSheet: 'South', headerRow: null }).perSheet).toEqual({
    South: { map: { C: 'subsetName' } },
  });
  expect(changedReading(ofSouth, { sheets: 'all' })).toEqual({ ...FIRST_READING, sheets: 'all' });
  expect(reopenInput('1-a', { ...FIRST_READING, headerRow: 0 })).toEqual({
    importId: '1-a',
    headerRow: 0,
    decisions: { hidden: null, acceptRepairs: false, ids: [], leaveOut: [] },
  });
});

test('cells by windows, what is new besides accounts, and what the list does not have', async () => {
  const { client, open } = await desk();
  await client.accounts.add({ mpaId: MPA, id: accountId('222222222222'), name: 'Old' });
  const rows = Array.from({ length: 60 }, (_, at) => `${String(at + 1).padStart(12, '0')};Retail`);
  const { importId } = await open(['A title', '', 'Account ID;Subset Name', ...rows].join('\n'));
  const first = await ask(cellPages(queriesOver(client), { importId, sheet: 'Pasted text' }).page(null));
  expect([first.rows.length, first.rows[0]?.cells, first.rows[1]?.row, first.next]).toEqual([50, ['A title'], 3, 52]);
  const next = await ask(cellPages(queriesOver(client), { importId, sheet: 'Pasted text' }).page(first.next));
  expect([next.rows.length, next.next]).toEqual([12, null]);
  const subsets = await ask(relatedPages(queriesOver(client), { importId, entity: 'subset' }).page(null));
  expect(subsets.rows.map(({ name, kind }) => [name, kind])).toEqual([['Retail', 'new']]);
  const missing = await ask(missingPages(queriesOver(client), { importId }).page(null));
  expect(missing.rows).toEqual([{ id: '222222222222', name: 'Old', subset: null }]);
  const all = await ask(rowPages(queriesOver(client), { importId, ...ALL }).page(null));
  expect(all.rows).toHaveLength(50);
});
