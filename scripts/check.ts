/**
 * `npm run check`: everything that a machine can keep of CONTRIBUTING.md. Runs all of it, even after a failure, and
 * prints what failed. With --json=FILE it also writes which steps passed, for .ci/run.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { runCollected } from './run.ts';

/** Two rows, each one step after another: the steps of the second use one core. */
const ROWS = [
  ['types', 'lint'],
  ['format', 'unused', 'layers', 'licences'],
];

const failed: string[] = [];
async function run(step: string): Promise<void> {
  const started = performance.now();
  const { code, output } = await runCollected(process.execPath, ['--run', step]);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${step} (${seconds} s)`);
  if (code === 0) return;
  failed.push(step);
  console.log(output.trimEnd());
}
await Promise.all(
  ROWS.map(async (steps) => {
    for (const step of steps) await run(step);
  }),
);

const report = process.argv.find((argument) => argument.startsWith('--json='))?.slice('--json='.length);
if (report !== undefined) {
  mkdirSync(dirname(report), { recursive: true });
  writeFileSync(report, JSON.stringify({ passed: ROWS.flat().length - failed.length, failed: failed.length }));
}
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}. Each runs alone as 'npm run ${failed[0]}'.`);
  process.exitCode = 1;
}
