import { localDay } from '../../shared/domain/local-day.ts';
import { expect, test } from 'vitest';
import { enroll } from './enroll.ts';

type Started = Awaited<ReturnType<typeof start>>;

/** A payer account with three accounts in the subset Retail by operation 5; operation 6 changes one of them. */
async function start() {
  const cli = enroll();
  const ok = async (...args: string[]): Promise<string> => {
    const ran = await cli.run(...args);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    return ran.stdout;
  };
  await ok('mpa', 'add', '099999999999', '--name', 'Northwind', '--scenario', 'msp');
  await ok('subsets', 'add', 'Retail');
  for (const id of ['000000000001', '000000000002']) await ok('accounts', 'add', id);
  await ok('accounts', 'assign', 'Retail', '000000000001', '000000000002', '--yes');
  await ok('accounts', 'set', '000000000002', '--note', 'checked');
  return { ...cli, ok };
}

/** The lines of what was printed, without the spaces that fill columns. */
function lines(text: string): string[] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.replaceAll(/ +/gu, ' ').trim());
}

/** The day on which the operations were done, as the history has it. */
async function dayOf(cli: Pick<Started, 'json'>): Promise<string> {
  const [newest] = await cli.json<{ at: string }[]>('history', '--limit', '1');
  return newest === undefined ? '' : localDay(new Date(newest.at));
}

test('history revert: one operation of before is reversed and named; what came later stays, undo brings it back', async () => {
  const { ok, json } = await start();
  const subsets = async () => (await json<{ name: string }[]>('subsets', 'list')).map(({ name }) => name);
  await ok('subsets', 'add', 'Bank');
  await ok('subsets', 'rename', 'Bank', 'Banks');
  await ok('subsets', 'add', 'Labs');
  expect(lines(await ok('history', 'revert', '8'))).toEqual([
    'Reversed operation 8: Renamed the subset Bank to Banks (1 row).',
    'The other way: enroll undo',
  ]);
  expect(await subsets()).toEqual(['Bank', 'Labs', 'Retail']);
  expect(lines(await ok('undo'))[0]).toBe('Undid operation 10: Reversed: Renamed the subset Bank to Banks (1 row).');
  expect(await subsets()).toEqual(['Banks', 'Labs', 'Retail']);
});

test('history revert: what later changes stand on is named, and --yes does not choose; --rest reverses the others', async () => {
  const { run, ok, json } = await start();
  const day = await dayOf({ json });
  const sentence = `Operation 5 (Put 2 accounts into Retail) can't be reversed as a whole: later changes stand on 1 of its 2 rows: operation 6 of ${day} (Changed the account 000000000002). Nothing was changed. The other row can be reversed without it (--rest).`;
  expect(await run('history', 'revert', '5', '--yes')).toEqual({
    code: 2,
    stdout: '',
    stderr: `CHOICE_NEEDED: ${sentence}\n`,
  });
  const refused = await run('history', 'revert', '5', '--json');
  expect(JSON.parse(refused.stderr)).toMatchObject({
    error: { code: 'CHOICE_NEEDED', message: sentence, data: { rows: 1, all: 2, kept: [{ key: '000000000002' }] } },
  });
  expect(lines(await ok('history', 'revert', '5', '--rest'))).toEqual([
    'What stays Key Name Why Later operations',
    `account 000000000002 was changed later 6 (${day}, Changed the account 000000000002)`,
    '',
    'Reversed operation 5: Put 2 accounts into Retail (1 of 2 rows).',
    'The other way: enroll undo',
  ]);
  const all = await json<{ id: string; subset: { name: string } | null }[]>('accounts', 'list');
  expect(all.map(({ id, subset }) => [id, subset?.name ?? null])).toEqual([
    ['000000000001', null],
    ['000000000002', 'Retail'],
  ]);
});

test.each([
  [['history', 'revert'], /^INVALID_INPUT: Missing required argument 'number'/u],
  [['history', 'revert', 'five'], /^INVALID_INPUT: .*'five'.*whole number/u],
  [['history', 'revert', '99'], /^NOT_FOUND: There is no operation 99 in the history. See: enroll history\n$/u],
])('enroll %j is refused', async (args, message) => {
  const { run } = await start();
  expect(await run(...args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) as string });
});

test('undo and redo name what they take back, and of which payer account where there are several', async () => {
  const { ok } = await start();
  expect(lines(await ok('undo'))[0]).toBe('Undid operation 6: Changed the account 000000000002 (1 row).');
  await ok('mpa', 'add', '088888888888', '--name', 'Contoso', '--scenario', 'msp');
  await ok('subsets', 'add', 'Bank', '--mpa', 'Contoso');
  await ok('subsets', 'add', 'Labs', '--mpa', 'Northwind');
  expect(lines(await ok('undo'))[0]).toBe('Undid operation 10 of Northwind: Added the subset Labs (1 row).');
  expect(lines(await ok('undo'))[0]).toBe('Undid operation 9 of Contoso: Added the subset Bank (1 row).');
  expect(lines(await ok('redo'))[0]).toBe('Redid operation 9 of Contoso: Added the subset Bank (1 row).');
});
