/** `node scripts/tally.ts FOLDER`: adds up the JSON reports in a folder; prints the failed tests and `N passed, N failed, N skipped`; ends with 1 on a failure. */
import { readdirSync, readFileSync } from 'node:fs';
import { addUp, countOf } from './tally/count.ts';
import { failuresOf } from './tally/failures.ts';

const folder = process.argv[2] ?? 'test-results/ci';
const reports = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name): unknown => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')));
for (const failure of reports.flatMap(failuresOf)) console.log(`failed: ${failure}`);
const { passed, failed, skipped } = addUp(reports.map(countOf));
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
if (failed > 0 || passed === 0) process.exitCode = 1;
