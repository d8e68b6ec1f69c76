/**
 * `npm run advisories -- FILE …`: which packages of the lockfile the advisories of a file are about. The file is JSON of OSV (one advisory, a
 * list, an answer of osv.dev, a report of osv-scanner), or of `npm audit --json`. Nothing is asked of any network.
 */
import { readFileSync } from 'node:fs';
import { affectedPackages, lockedPackages } from './advisories/compare.ts';
import { readAdvisories } from './advisories/read-advisories.ts';
import { ROOT } from './run.ts';

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('Say which file has the advisories: npm run advisories -- FILE');
  process.exitCode = 2;
}
// npm's own form.
const lock = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8')) as Parameters<typeof lockedPackages>[0];
const packages = lockedPackages(lock);
for (const file of files) {
  try {
    const advisories = readAdvisories(JSON.parse(readFileSync(file, 'utf8')));
    const affected = affectedPackages(packages, advisories);
    for (const sentence of affected) console.error(sentence);
    if (affected.length > 0) process.exitCode = 1;
    console.log(
      `${file}: statements about packages of npm: ${advisories.length}; about one of the ${packages.length} that are locked: ${affected.length}.`,
    );
  } catch (error) {
    console.error(`${file} can't be read as advisories: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 3;
  }
}
