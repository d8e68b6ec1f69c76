/**
 * `npm run e2e`: builds the product and drives it from outside: first the tests that need other programs (vitest), then the
 * page in Chromium and in Electron (Playwright; arguments go there). With --report=FOLDER each also writes its JSON there.
 */
import { existsSync } from 'node:fs';
import { build } from './build/build.ts';
import { bin, ROOT, runShown } from './run.ts';

const REPORT = '--report=';
const report = process.argv.find((argument) => argument.startsWith(REPORT))?.slice(REPORT.length);
const rest = process.argv.slice(2).filter((argument) => !argument.startsWith(REPORT));

await build();

const programs = await runShown(bin('vitest'), [
  'run',
  '--config=vitest.e2e.config.ts',
  ...(report === undefined
    ? []
    : ['--reporter=default', '--reporter=json', `--outputFile.json=${report}/e2e-vitest.json`]),
]);

if (report !== undefined) process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] = `${ROOT}${report}/e2e-playwright.json`;
const playwright = [bin('playwright'), 'test', ...(report === undefined ? [] : ['--reporter=list,json']), ...rest];
const needsDisplay =
  process.platform === 'linux' && process.env['DISPLAY'] === undefined && existsSync('/usr/bin/xvfb-run');
const [command = '', ...args] = needsDisplay ? ['xvfb-run', '-a', ...playwright] : playwright;
const pages = await runShown(command, args);

process.exitCode = programs.code || pages.code;
