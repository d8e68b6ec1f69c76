/** `npm run licences`: whether the licence of every package in the lockfile is one that we may ship, or build with. */
import { readFileSync } from 'node:fs';
import { refusedLicences } from './licences/check-licences.ts';
import type { LicensedPackages } from './licences/check-licences.ts';
import { ROOT } from './run.ts';

// npm's own form.
const { packages } = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8')) as { packages: LicensedPackages };
const refused = refusedLicences(packages);
for (const sentence of refused) console.error(sentence);
if (refused.length > 0) process.exitCode = 1;
else console.log(`${Object.keys(packages).length - 1} packages have licences of scripts/licences/check-licences.ts.`);
