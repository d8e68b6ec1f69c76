import { expect, it } from 'vitest';
import { AppError } from '../../shared/domain/app-error.ts';
import { readTable } from '../../main/core/spreadsheets/read.ts';
import type { TableSource } from '../../main/core/spreadsheets/read.ts';
import { chooseRounds, runRounds } from '../faults/rounds.ts';
import { bytesSource } from '../support/spreadsheet-files.ts';
import type { Took } from './damage-rounds.ts';
import { allDamages, checkRow, damagedBytes, damageRound, REFUSALS, slowOnes } from './damage-rounds.ts';

const ROUNDS = 300;
const THREAD_CASES = 60;
const MOST_MEMORY = 512 * 1024 * 1024;

it('gives rows or one clear error for damaged spreadsheets', { timeout: 300_000 }, async () => {
  const chosen = chooseRounds('damaged spreadsheets', allDamages(), ROUNDS);
  const counts: Record<string, number> = {};
  const took: Took[] = [];
  const before = process.memoryUsage().rss;
  // One at a time: the processor's time is measured of each.
  const wrong = await runRounds({ ...chosen, parallel: 1, run: (damage) => damageRound(damage, counts, took) });
  expect(wrong).toEqual([]);
  expect(slowOnes(took)).toEqual([]);
  expect(process.memoryUsage().rss - before).toBeLessThan(MOST_MEMORY);
  expect(counts['rows']).toBeGreaterThan(ROUNDS / 10);
  expect(counts['FILE_DAMAGED']).toBeGreaterThan(ROUNDS / 10);
});

it('a file that takes more than 20 times the median of its size is named, whatever the others are', () => {
  const quick = Array.from({ length: 20 }, (_, number) => ({ name: `quick ${number}`, bytes: 3_400 + number, ms: 14 }));
  const slow = { name: 'slow', bytes: 3_500, ms: 281 };
  expect(slowOnes([...quick, slow, { name: 'large', bytes: 3_500_000, ms: 900 }])).toEqual([
    'slow, 3500 bytes, took 281 ms',
  ]);
  expect(slowOnes([...quick, { ...slow, ms: 280 }])).toEqual([]);
});

it('damages 3,200 in a full run', () => {
  const kinds = allDamages().map(({ of }) => of);
  const counts = ['bytes', 'XML', 'parts'].map((kind) => kinds.filter((of) => of === kind).length);
  expect(counts).toEqual([1_500, 1_500, 200]);
});

async function threadOutcome(source: TableSource): Promise<string> {
  try {
    for await (const event of readTable(source)) if (event.type === 'rows') event.rows.forEach(checkRow);
    return 'rows';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

it(`does the same through the reading thread, ${THREAD_CASES} times`, { timeout: 300_000 }, async () => {
  for (let index = 0; index < THREAD_CASES; index += 1) {
    const [name, bytes] = await damagedBytes(7_000 + index);
    expect(['rows', ...REFUSALS], `seed ${7_000 + index}`).toContain(await threadOutcome(bytesSource(name, bytes)));
  }
});
