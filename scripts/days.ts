/**
 * `npm run test:days`: the tests that may depend on the day, at moments and in zones where days, months and years end, and in two
 * languages. Every pair of a moment and a zone unless told otherwise:
 *
 *   --pairs=3 [--seed=TEXT]              a sample, chosen by the text; by the commit's hash unless given
 *   --share                              each pair runs its share of the files, so that all of them run once, spread over the pairs
 *   --at=2026-11-30T23:50 --zone=UTC     this one (with Z at its end: by UTC); --lang=de_DE.UTF-8 where not in C
 *   --all                                all of `npm test`, not only what depends on the day
 *   --list                               says which pairs they are, and runs none
 *   --report=FOLDER                      writes a JSON report a pair, for scripts/tally.ts
 *   FILE …                               these test files alone
 */
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { LEAVE_OUT } from './days/files.ts';
import { allPairs, momentOf, pairText, somePairs } from './days/pairs.ts';
import type { Pair } from './days/pairs.ts';
import { bin, commitHash, ROOT, runShown, vitestReport } from './run.ts';

const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: 'string' },
    seed: { type: 'string' },
    at: { type: 'string' },
    zone: { type: 'string', default: 'UTC' },
    lang: { type: 'string', default: 'C' },
    all: { type: 'boolean', default: false },
    share: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    report: { type: 'string' },
  },
});

/** The pairs that are asked for. */
function askedPairs(): Pair[] {
  const { at, zone, lang, pairs } = options;
  if (at !== undefined) return [{ at, zone, lang }];
  if (pairs === undefined) return allPairs();
  const count = Number(pairs);
  if (!(Number.isInteger(count) && count > 0)) throw new RangeError(`--pairs=${pairs} is no number of pairs.`);
  const seed = options.seed ?? commitHash() ?? 'no commit';
  console.log(`${count} pairs of ${allPairs().length}, chosen by ${seed}`);
  return somePairs(allPairs(), count, seed);
}

/** Runs the tests as if it were then and there. @returns how it ended, and how long it took in seconds */
async function runAt(pair: Pair, index: number): Promise<{ ok: boolean; seconds: number }> {
  const started = performance.now();
  const ahead = momentOf(pair) - Math.round(performance.timeOrigin + started);
  const moved = pathToFileURL(`${ROOT}test/days/moved-date.mjs`);
  moved.searchParams.set('ms', String(ahead));
  const reporters = vitestReport(options.report, `days-${index + 1}`);
  const share = options.share ? [`--shard=${index + 1}/${pairs.length}`] : [];
  const { code } = await runShown(bin('vitest'), ['run', ...files, ...share, ...reporters], {
    TZ: pair.zone,
    LANG: pair.lang,
    LC_ALL: pair.lang,
    ...(options.all || files.length > 0 ? {} : { [LEAVE_OUT]: '1' }),
    NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import=${moved.href}`.trim(),
  });
  return { ok: code === 0, seconds: (performance.now() - started) / 1000 };
}

const pairs = askedPairs();
if (options.list) {
  for (const pair of pairs) console.log(pairText(pair));
} else {
  const lines: string[] = [];
  for (const [index, pair] of pairs.entries()) {
    console.log(`\n== ${pairText(pair)} (${new Date(momentOf(pair)).toISOString()})`);
    const { ok, seconds } = await runAt(pair, index);
    if (!ok) process.exitCode = 1;
    lines.push(`${ok ? 'ok    ' : 'FAILED'} ${pairText(pair).padEnd(50)} ${seconds.toFixed(0).padStart(5)} s`);
  }
  console.log(`\n${lines.join('\n')}`);
  if (process.exitCode === 1)
    console.log('One alone: npm run test:days -- --at=2026-11-30T23:50 --zone=UTC --lang=C [FILE …]');
}
