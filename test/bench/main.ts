import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { BenchSize } from './data.ts';
import type { Measured } from './measure.ts';
import { COMPARISONS } from './comparisons.ts';
import type { Comparison } from './comparisons.ts';

const USAGE = `Usage: npm run bench -- [options]

Measures the work of a big enrolment against named yardsticks, each in a process of its own, in turn, in one run.

  --accounts N   how many accounts (100000)
  --subsets N    in how many subsets (2000)
  --runs N       how often each is run (3)
  --only TEXT    only comparisons whose name holds TEXT
  --json         the figures as JSON
  --help         this text`;

const CASE = fileURLToPath(new URL('./run-case.ts', import.meta.url));

function main(): void {
  const { values } = parseArgs({
    options: {
      accounts: { type: 'string', default: '100000' },
      subsets: { type: 'string', default: '2000' },
      runs: { type: 'string', default: '3' },
      only: { type: 'string', default: '' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const size: BenchSize = { accounts: Number(values.accounts), subsets: Number(values.subsets) };
  const runs = Number(values.runs);
  const folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-bench-'));
  try {
    console.error(
      `${size.accounts} accounts in ${size.subsets} subsets, ${runs} runs, Node ${process.version}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    );
    runCase('prepare', folder, size);
    const results = COMPARISONS.filter(({ name }) => name.includes(values.only)).map((comparison) => {
      const result = compare(comparison, folder, size, runs);
      if (!values.json) report(result);
      return result;
    });
    if (values.json) console.log(JSON.stringify({ size, runs, results }, null, 2));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Compared {
  comparison: Comparison;
  ours: Measured[];
  peers: { name: string; runs: Measured[] }[];
}

/** Ours and its yardsticks in turn, so that a slow moment of the machine hits them alike. */
function compare(comparison: Comparison, folder: string, size: BenchSize, runs: number): Compared {
  const ours: Measured[] = [];
  const peers = comparison.peers.map((name) => ({ name, runs: [] as Measured[] }));
  for (let run = 0; run < runs; run += 1) {
    const own = runCase(comparison.ours, folder, size);
    if (own) ours.push(own);
    for (const peer of peers) {
      const measured = runCase(peer.name, folder, size);
      if (measured) peer.runs.push(measured);
    }
  }
  return { comparison, ours, peers };
}

/** Runs one case in a process of its own; null when its tool is not on this machine, which is said. */
function runCase(name: string, folder: string, size: BenchSize): Measured | null {
  const args = [CASE, name, folder, String(size.accounts), String(size.subsets)];
  const out = execFileSync(process.execPath, ['--max-old-space-size=8192', ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const result = JSON.parse(out.trim().split('\n').at(-1) ?? '{}') as Measured | { missing: string };
  if ('missing' in result) {
    console.error(`  ${name}: left out, ${result.missing}`);
    return null;
  }
  return result;
}

function report({ comparison, ours, peers }: Compared): void {
  const aim = comparison.aim === null ? '' : `, aim ≤ ${comparison.aim} × ${comparison.peers[0] ?? ''}`;
  console.log(`\n${comparison.name}${aim}`);
  const first = ours[0];
  if (!first) return;
  line(comparison.ours, ours, null);
  for (const [name, value] of Object.entries(first.extra ?? {})) {
    console.log(`    ${name}: ${median(ours.map(({ extra }) => extra?.[name] ?? value)).toFixed(2)}`);
  }
  for (const peer of peers) if (peer.runs.length > 0) line(peer.name, peer.runs, ours);
}

function line(name: string, runs: Measured[], ours: Measured[] | null): void {
  const wall = runs.map(({ wallMs }) => wallMs);
  const peak = runs.map(({ peakMib }) => peakMib);
  const ratio = ours
    ? `  ours ÷ this: time ${ratioOf(
        ours.map(({ wallMs }) => wallMs),
        wall,
      )}, memory ${ratioOf(
        ours.map(({ peakMib }) => peakMib),
        peak,
      )}`
    : '';
  const stalls = runs.flatMap(({ stallMs }) => (stallMs === null ? [] : [stallMs]));
  const stall = stalls.length > 0 ? `  longest stall ${Math.max(...stalls).toFixed(0)} ms` : '';
  console.log(
    `  ${name.padEnd(26)} ${(median(wall) / 1000).toFixed(2)} s (${range(wall)})  CPU ${(median(runs.map(({ cpuMs }) => cpuMs)) / 1000).toFixed(2)} s  peak ${median(peak).toFixed(0)} MiB${stall}${ratio}`,
  );
}

function ratioOf(ours: number[], peer: number[]): string {
  const pairs = ours.map((value, index) => value / (peer[index] ?? NaN));
  return `${(median(ours) / median(peer)).toFixed(2)} (${Math.min(...pairs).toFixed(2)}–${Math.max(...pairs).toFixed(2)})`;
}

function range(values: number[]): string {
  return `${(Math.min(...values) / 1000).toFixed(2)}–${(Math.max(...values) / 1000).toFixed(2)}`;
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

main();
