/**
 * `npm run e2e`: builds the product and drives it from outside: first the tests that need other programs (vitest), then the
 * page in Chromium and in Electron (Playwright).
 *
 *   --only=programs, --only=pages   one of the two
 *   --report=FOLDER                 each also writes its JSON there
 *   anything else                   goes to Playwright
 */
import { existsSync } from 'node:fs';
import { build } from './build/build.ts';
import { bin, ROOT, runShown, vitestReport } from './run.ts';

const ONLY = '--only=';
const REPORT = '--report=';
/**
 * An X server resets itself when its last client leaves, and turns away who comes meanwhile ('Missing X server or $DISPLAY'):
 * of 213 connections in a row 12 were. With -noreset none of 49,159 was.
 */
const DISPLAY_OF_ITS_OWN = ['xvfb-run', '-a', '--server-args=-screen 0 1280x1024x24 -noreset'];
const own = (prefix: string): string | undefined =>
  process.argv.find((argument) => argument.startsWith(prefix))?.slice(prefix.length);
const only = own(ONLY);
const report = own(REPORT);
const rest = process.argv.slice(2).filter((argument) => !argument.startsWith(ONLY) && !argument.startsWith(REPORT));

/** @returns the exit code */
async function programs(): Promise<number> {
  const args = ['run', '--config=vitest.e2e.config.ts', ...vitestReport(report, 'e2e-vitest')];
  return (await runShown(bin('vitest'), args)).code;
}

/** @returns the exit code */
async function pages(): Promise<number> {
  if (report !== undefined) process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] = `${ROOT}${report}/e2e-playwright.json`;
  const playwright = [bin('playwright'), 'test', ...(report === undefined ? [] : ['--reporter=list,json']), ...rest];
  const needsDisplay =
    process.platform === 'linux' && process.env['DISPLAY'] === undefined && existsSync('/usr/bin/xvfb-run');
  const [command = '', ...args] = needsDisplay ? [...DISPLAY_OF_ITS_OWN, ...playwright] : playwright;
  return (await runShown(command, args)).code;
}

await build();
const codes = [only === 'pages' ? 0 : await programs(), only === 'programs' ? 0 : await pages()];
process.exitCode = codes.find((code) => code !== 0) ?? 0;
