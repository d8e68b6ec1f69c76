/**
 * `npm run mutants`: breaks the rules of docs/security.md, one way after the other, in a copy of the project, and sees that a test that is
 * named there fails.
 *
 *   --count=5     so many, chosen by the commit's hash (FAULTS_SEED gives another one)
 *   --all         every one
 *   --rule=28     those of a rule
 *   --list        says which there are, and tries none
 *   --report=FILE writes { passed, failed } for scripts/tally.ts
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { bin, ROOT } from '../../scripts/run.ts';
import { SECURITY_RULES } from '../../scripts/security/rules.ts';
import { faultsSeed, sampleOf } from '../faults/sample.ts';
import { withEdits } from './breaking.ts';
import { MUTANTS } from './mutants.ts';
import type { Mutant } from './mutants.ts';

const { values: options } = parseArgs({
  options: {
    count: { type: 'string', default: '5' },
    all: { type: 'boolean', default: false },
    rule: { type: 'string' },
    list: { type: 'boolean', default: false },
    report: { type: 'string' },
  },
});

/** Which are asked for. */
function askedMutants(): readonly Mutant[] {
  if (options.rule !== undefined) return MUTANTS.filter(({ rule }) => rule === Number(options.rule));
  if (options.all || options.list) return MUTANTS;
  const rounds = MUTANTS.map((mutant) => ({ mutant, name: mutant.what, facets: [`rule ${mutant.rule}`] }));
  return sampleOf(rounds, Number(options.count), faultsSeed()).map(({ mutant }) => mutant);
}

const tracked = spawnSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' })
  .stdout.split('\0')
  .filter(Boolean);

/** A copy of the project in which things can be broken. */
function copyOfProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-mutants-'));
  for (const path of tracked) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(ROOT, path), join(folder, path));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Breaks it in a copy, and mends it again when what was to be seen was seen. @returns the test that failed, or why none is known */
function tryMutant(folder: string, { rule, where, breaking }: Mutant): { killed: boolean; said: string } {
  const sources = tracked.filter((path) => where.test(path) && !/\.test\.tsx?$/u.test(path));
  const changed = sources.flatMap((path) => {
    const source = readFileSync(join(ROOT, path), 'utf8');
    const edits = breaking(source, path);
    return edits.length === 0 ? [] : [{ path, source, text: withEdits(source, edits) }];
  });
  if (changed.length === 0) return { killed: false, said: 'there is nothing to break any more: say anew what is' };
  for (const { path, text } of changed) writeFileSync(join(folder, path), text);
  try {
    const tests = Object.keys(SECURITY_RULES.find(({ number }) => number === rule)?.tests ?? {});
    const files = tests.filter((path) => !path.startsWith('test/e2e/'));
    const report = join(folder, 'mutant.json');
    rmSync(report, { force: true });
    spawnSync(bin('vitest'), ['run', ...files, '--reporter=json', `--outputFile.json=${report}`], {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, NODE_ENV: 'test' },
    });
    return whatFailed(report, rule);
  } finally {
    for (const { path, source } of changed) writeFileSync(join(folder, path), source);
  }
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly title: string }[];
  }[];
}

function whatFailed(report: string, rule: number): { killed: boolean; said: string } {
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ title }) => title),
  );
  const [first] = failed;
  if (first !== undefined)
    return { killed: true, said: failed.length === 1 ? first : `${first}, and ${failed.length - 1} more` };
  const unread = testResults.find(({ assertionResults, message }) => assertionResults.length === 0 && message !== '');
  return {
    killed: false,
    said: unread === undefined ? `no test of rule ${rule} noticed` : `no test ran: ${unread.message}`,
  };
}

const asked = askedMutants();
if (options.list) {
  for (const { rule, what } of asked) console.log(`${String(rule).padStart(2)}  ${what}`);
} else {
  console.log(`${asked.length} of ${MUTANTS.length} mutants, chosen by ${faultsSeed()}`);
  const folder = copyOfProject();
  let failed = 0;
  try {
    for (const mutant of asked) {
      const { killed, said } = tryMutant(folder, mutant);
      if (!killed) failed += 1;
      console.log(`${killed ? 'killed  ' : 'SURVIVED'} ${String(mutant.rule).padStart(2)}  ${mutant.what}: ${said}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const counts = { passed: asked.length - failed, failed };
  if (options.report !== undefined) writeFileSync(options.report, JSON.stringify(counts));
  console.log(`\n${counts.passed} killed, ${counts.failed} survived`);
  if (failed > 0) process.exitCode = 1;
}
