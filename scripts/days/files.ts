/**
 * What `npm run test:days` leaves out of `npm test`. Everything else may depend on the day, or on what reads the clock, so a new test file
 * is in without being listed. `--all` runs these, too.
 */
const LEFT_OUT: readonly { readonly path: string; readonly why: string }[] = [
  { path: 'main/core/spreadsheets/', why: 'cells and files; reads no clock' },
  { path: 'main/core/templates/', why: 'texts; reads no clock' },
  { path: 'main/core/cancelled-jobs.test.ts', why: 'long work that is stopped' },
  { path: 'main/core/sandbox/protocols/', why: 'requests and answers as bytes; reads no clock' },
  {
    path: 'main/hosts/setup/host-desk.test.ts',
    why: 'threads and processes of a host; its demo is that of test/cli/demo.test.ts',
  },
  { path: 'scripts/', why: 'the tools' },
  { path: 'shared/domain/name-key.test.ts', why: 'names, in many rounds; reads no clock' },
  { path: 'test/architecture/', why: 'the sources' },
  { path: 'test/aws/failures.test.ts', why: 'the failures of the sandbox, in a sample' },
  { path: 'test/aws/faults.test.ts', why: 'the set-up hundreds of times, which test/aws/ runs as well' },
  { path: 'test/cli/frame.test.ts', why: 'outputs, signals, exit codes' },
  { path: 'test/cli/import-sheets.test.ts', why: 'account lists of several sheets; reads no clock' },
  { path: 'test/cli/locked.test.ts', why: 'every command beside a lock that another program has' },
  { path: 'test/cli/options.test.ts', why: 'which options a command refuses' },
  { path: 'test/cli/readme.test.ts', why: 'the walk of README, whose parts other files run' },
  { path: 'test/cli/samples.test.ts', why: 'account lists; reads no clock' },
  {
    path: 'test/components/',
    why: 'what forms ask, refuse and send; dates in words have tests of their own (renderer/ui)',
  },
  { path: 'test/contract/', why: 'calls over each transport, of procedures of its own; reads no clock' },
  { path: 'test/faults/', why: 'kills at random moments' },
  { path: 'test/fuzz/', why: 'damaged spreadsheets; reads no clock' },
  { path: 'test/import/', why: 'large and odd account lists; reads no clock' },
  { path: 'test/property/', why: 'many rounds of what other files test once' },
];

/** The environment variable by which vitest.config.ts is told to leave them out: its projects take no --exclude from a command line. */
export const LEAVE_OUT = 'TESTS_OF_DAYS';

/** What vitest leaves out, as patterns. */
export function leftOut(environment: NodeJS.ProcessEnv = process.env): string[] {
  if (environment[LEAVE_OUT] === undefined) return [];
  return LEFT_OUT.map(({ path }) => (path.endsWith('/') ? `${path}**` : path));
}
