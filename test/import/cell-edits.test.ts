import { expect, it } from 'vitest';
import { importDesk } from './import-desk.ts';

const LIST = [
  'Account ID;Account Name;AWS Account Email;Status;Subset Name',
  '111122223333;one;a@x.example;Aktiv;Contoso',
  '22223333444;two;nobody;Aktiv;Contoso',
  '333344445555;three;c@x.example;ACTIVE;',
].join('\n');

it('reads a row again as it was written by hand, and says what the file has', async () => {
  const desk = await importDesk();
  const open = await desk.paste(LIST);
  expect((await desk.faults(open)).map(({ row, code }) => [row, code])).toEqual([
    [2, 'status-unknown'],
    [3, 'email-invalid'],
    [3, 'status-unknown'],
    [3, 'id-unconfirmed'],
  ]);
  const cells = [
    { row: 3, field: 'accountId', value: '2222 3333 4444' },
    { row: 3, field: 'accountEmail', value: 'b@x.example' },
    { row: 4, field: 'workflowName', value: 'Standard' },
  ] as const;
  const fixes = [{ field: 'status', from: 'Aktiv', to: 'ACTIVE' }] as const;
  const edited = await desk.decide(open, { cells: [...cells], fixes: [...fixes] });
  expect(edited.accounts).toMatchObject({ new: 2 });
  expect((await desk.faults(edited)).map(({ row, code, column }) => [row, code, column])).toEqual([
    [3, 'id-tidied', 'A'],
    [4, 'subset-missing', 'E'],
  ]);
  const [two, three, four] = await desk.rows(edited);
  expect(two).toMatchObject({
    edits: [{ field: 'status', from: 'Aktiv', to: 'ACTIVE' }],
    fields: { status: 'ACTIVE' },
    raw: { accountId: '111122223333', status: 'ACTIVE', subsetName: 'Contoso' },
  });
  expect(three).toMatchObject({
    accountId: '222233334444',
    raw: { accountId: '2222 3333 4444', accountEmail: 'b@x.example' },
    edits: [
      { field: 'accountEmail', from: 'nobody', to: 'b@x.example' },
      { field: 'accountId', from: '22223333444', to: '2222 3333 4444' },
      { field: 'status', from: 'Aktiv', to: 'ACTIVE' },
    ],
  });
  expect(four).toMatchObject({ state: 'invalid', edits: [{ field: 'workflowName', from: '', to: 'Standard' }] });
});

it('takes the edits back with new decisions, keeps them when it only compares again', async () => {
  const desk = await importDesk();
  const open = await desk.paste(LIST);
  const before = await desk.rows(open);
  const faults = await desk.faults(open);
  const edited = await desk.decide(open, { fixes: [{ field: 'accountEmail', from: 'nobody', to: '' }] });
  expect((await desk.rows(edited))[1]).toMatchObject({ edits: [{ field: 'accountEmail', from: 'nobody', to: '' }] });
  const compared = await desk.decide(edited);
  expect((await desk.rows(compared))[1]?.edits).toHaveLength(1);
  const forgotten = await desk.decide(edited, {});
  expect(await desk.rows(forgotten)).toEqual(before);
  expect(await desk.faults(forgotten)).toEqual(faults);
});

it('a cell that is edited wrongly has a fault of its own; a row that is not there is refused', async () => {
  const desk = await importDesk();
  const open = await desk.paste(LIST);
  const wrong = await desk.decide(open, {
    cells: [{ row: 2, field: 'accountId', value: '1.11122E+11' }],
    fixes: [{ field: 'orgId', from: '', to: '606000000001' }],
  });
  const [fault] = (await desk.faults(wrong)).filter(({ row, severity }) => row === 2 && severity === 'error');
  expect(fault).toMatchObject({ code: 'id-lost-digits', column: 'A', value: '1.11122E+11' });
  const stray = desk.decide(open, { cells: [{ row: 99, field: 'status', value: '' }] });
  await expect(stray).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect((await desk.client.imports.summary(wrong)).preview).toBe(2);
});

it('the history says what was written by hand', async () => {
  const desk = await importDesk();
  const open = await desk.paste(LIST, {
    decisions: {
      cells: [
        { row: 3, field: 'accountId', value: '222233334444' },
        { row: 3, field: 'accountEmail', value: '' },
        { row: 4, field: 'subsetName', value: 'Fabrikam' },
      ],
    },
  });
  expect(await desk.apply(open)).toMatchObject({ accounts: { added: 3 }, subsets: { added: 2 } });
  const sourceOf = async (entity: 'account' | 'subset', key: string) => {
    const [change] = await desk.client.history.of({ entity, key });
    return change?.source;
  };
  expect(await sourceOf('account', '222233334444')).toEqual({
    file: '',
    sheet: 'Pasted text',
    row: 3,
    column: 'Account ID',
    raw: '222233334444',
    repair: null,
    edited: [
      { field: 'accountEmail', from: 'nobody', to: '' },
      { field: 'accountId', from: '22223333444', to: '222233334444' },
    ],
  });
  expect(await sourceOf('account', '111122223333')).not.toHaveProperty('edited');
  expect(await sourceOf('subset', '2')).toMatchObject({
    row: 4,
    edited: [{ field: 'subsetName', from: '', to: 'Fabrikam' }],
  });
});
