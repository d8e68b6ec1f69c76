import { expect, it } from 'vitest';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

/** The lines that `npm run faults -- …` prints. */
function faults(...args: string[]): string[] {
  return execFileSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' })
    .trim()
    .split('\n');
}

it('lists 500 kills where all are asked for, the one that is named, or a sample', () => {
  const all = faults('--kind', 'kills', '--all', '--list', '--seed', 'a');
  expect(all.slice(0, 3)).toEqual(['seed a', 'kills: 500 of 500', '  kill 1 of import, at any time']);
  expect(all.at(-1)).toMatch(/^500 rounds, 0 faults/u);
  const name = 'kill 2 of undo, at work';
  expect(faults('--only', name, '--list', '--seed', 'a').slice(1, 3)).toEqual(['kills: 1 of 500', `  ${name}`]);
  expect(faults('--kind', 'kills', '--list').slice(1, 2)).toEqual(['kills: 64 of 500']);
}, 120_000);
