/** `node scripts/tally.ts FOLDER`: adds up the JSON reports in a folder; prints `N passed, N failed, N skipped` and ends with 1 on a failure. */
import { readdirSync, readFileSync } from 'node:fs';
import { addUp, countOf } from './tally/count.ts';

const folder = process.argv[2] ?? 'test-results/ci';
const counts = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => countOf(JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))));
const { passed, failed, skipped } = addUp(counts);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
if (failed > 0 || passed === 0) process.exitCode = 1;
