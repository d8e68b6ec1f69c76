import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { allFaults, allSilences, faultRound } from '../aws/support/fault-rounds.ts';
import { allFailures, failureRounds } from '../aws/support/failure-rounds.ts';
import { allAwsKills, awsKillRound, awsNoKill } from '../aws/support/kill-rounds.ts';
import { makePhases } from '../aws/support/phases.ts';
import type { Phase } from '../aws/support/phases.ts';
import { allDamages, damageRound } from '../fuzz/damage-rounds.ts';
import { demoLedger } from './demo-ledger.ts';
import { allFlips, flippedLedger, flipRound } from './flip-rounds.ts';
import type { Flip } from './flip-rounds.ts';
import { allCommandKills, killCommands } from './kill-rounds.ts';
import { allReportDamages, damageReports, reportTallyText } from './report-rounds.ts';
import { runRounds } from './rounds.ts';
import type { Running } from './rounds.ts';
import { faultsSeed, sampleOf } from './sample.ts';
import type { Round } from './sample.ts';

const HELP = `npm run faults [-- OPTIONS]: kills, faults and silences, and what is left after them

Kinds of rounds:
  kills      kill -9 of a command at a random moment: the ledger is sound, and as before or as after
  aws-kills  kill -9 of an AWS set-up before or after a call: run again, it ends as without the kill
  faults     a fault at a call of an AWS set-up, once or lasting: run again, it ends as without the fault
  silences   an answer of AWS that does not come, once at a call
  failures   each failure of an AWS set-up that has a code of its own: it shows its sentence and what helps
  damages    a damaged spreadsheet: rows, or one clear error, in little time
  reports    a cost report that is cut, or of which a bit or byte is changed: refused, or all of its lines are read; what nobody can find is counted
  flips      a changed byte in the demo's ledger, table by table and index by index: verify finds it, or nothing that can be read is changed

Without an option: a sample of each kind, 64 kills and 32 of each other.

  --all           every round: 500 kills, a kill before and after each AWS call, each fault once and lasting at each, each silence,
                  3,200 damaged spreadsheets, each form of cost report cut and changed 200 times, eight changed bytes in each table and index
  --kind KIND     this kind alone; may be given more than once
  --rounds N      so many of each kind
  --seed TEXT     chooses the sample and the moments; FAULTS_SEED or the hash of the commit unless given
  --only 'NAME'   this round alone, as a failure names it
  --parallel N    so many rounds at a time; 2 unless given (silences, which mostly wait: four times as many)
  --list          only says which rounds they would be
`;

const KINDS = ['kills', 'aws-kills', 'faults', 'silences', 'failures', 'damages', 'reports', 'flips'] as const;
type Kind = (typeof KINDS)[number];

/** Those that begin in the phases of a set-up. */
const PHASED: readonly Kind[] = ['aws-kills', 'faults', 'silences'];

interface Asked {
  kinds: readonly Kind[];
  seed: string;
  parallel: number;
  list: boolean;
  /** Of all rounds of a kind, those to do. */
  choose: <R extends Round>(kind: Kind, all: readonly R[]) => R[];
}

/** Runs what the arguments ask for. @returns the exit code: 0 where nothing was wrong, 1, or 64 for wrong arguments */
export async function runFaults(args: readonly string[]): Promise<number> {
  const asked = read(args);
  if (typeof asked === 'string') {
    say(asked);
    return asked === HELP ? 0 : 64;
  }
  const root = mkdtempSync(join(tmpdir(), 'enrollment-desk-phases-'));
  const began = performance.now();
  try {
    say(`seed ${asked.seed}`);
    const phases = asked.kinds.some((kind) => PHASED.includes(kind)) ? await makePhases(root) : [];
    const faults: string[] = [];
    let rounds = 0;
    for (const kind of asked.kinds) {
      const done = await RUN[kind](asked, phases);
      faults.push(...done.faults);
      rounds += done.rounds;
    }
    for (const fault of faults) say(fault);
    say(`${rounds} rounds, ${faults.length} faults, in ${Math.round((performance.now() - began) / 1000)} s`);
    return faults.length === 0 && rounds > 0 ? 0 : 1;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** @returns a text to say where nothing is to be run */
function read(args: readonly string[]): Asked | string {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      all: flag,
      help: flag,
      list: flag,
      kind: { ...text, multiple: true, default: [] },
      rounds: text,
      seed: { ...text, default: faultsSeed() },
      only: text,
      parallel: { ...text, default: '2' },
    },
  });
  const { all, help, list, kind, rounds, seed, only, parallel } = values;
  if (help) return HELP;
  const unknown = kind.find((each) => !KINDS.some((known) => known === each));
  if (unknown !== undefined) return `There is no kind ${unknown}. There are: ${KINDS.join(', ')}.`;
  const kinds = KINDS.filter((each) =>
    only === undefined ? kind.length === 0 || kind.includes(each) : isOf(each, only),
  );
  if (kinds.length === 0) return `No round has a name such as ${only}. See: npm run faults -- --all --list`;
  const choose: Asked['choose'] = (of, every) => {
    if (only !== undefined) return every.filter(({ name }) => name === only);
    if (all) return [...every];
    return sampleOf(every, Number(rounds ?? (of === 'kills' ? 64 : 32)), seed);
  };
  return { kinds, seed, parallel: Number(parallel), list, choose };
}

/** Which kind a round is of, by the first word of its name. */
function isOf(kind: Kind, name: string): boolean {
  const first = {
    kills: 'kill ',
    'aws-kills': 'AWS kill: ',
    faults: 'fault: ',
    silences: 'silence: ',
    failures: 'failure: ',
    damages: 'damage: ',
    reports: 'report: ',
    flips: 'flip: ',
  }[kind];
  return name.startsWith(first);
}

interface Done {
  rounds: number;
  faults: string[];
}

const RUN: Readonly<Record<Kind, (asked: Asked, phases: readonly Phase[]) => Promise<Done>>> = {
  kills: runKills,
  'aws-kills': async (asked, phases) => {
    const [first] = phases;
    const wrong = first && !asked.list ? await awsNoKill(first) : null;
    const done = await run(asked, 'aws-kills', { all: allAwsKills(phases), run: awsKillRound });
    return wrong === null ? done : { ...done, faults: [`not killed at all: ${wrong}`, ...done.faults] };
  },
  faults: (asked, phases) => run(asked, 'faults', { all: allFaults(phases), run: faultRound }),
  silences: (asked, phases) => {
    const more = { ...asked, parallel: asked.parallel * 4 };
    return run(more, 'silences', { all: allSilences(phases), run: faultRound });
  },
  failures: async (asked) => {
    const rounds = begin(asked, 'failures', allFailures());
    return { rounds: rounds.length, faults: asked.list ? [] : await failureRounds(rounds) };
  },
  // One at a time: the processor's time is measured of each.
  damages: (asked) =>
    run({ ...asked, parallel: 1 }, 'damages', { all: allDamages(), run: (damage) => damageRound(damage) }),
  reports: async (asked) => {
    const rounds = begin(asked, 'reports', allReportDamages());
    if (asked.list) return { rounds: rounds.length, faults: [] };
    const { seed, parallel } = asked;
    const { faults, tallies } = await damageReports({ rounds, seed, parallel, say });
    for (const tally of tallies) say(`  ${reportTallyText(tally)}`);
    return { rounds: rounds.length, faults };
  },
  flips: async (asked) => {
    const rounds = begin(asked, 'flips', allFlips());
    if (asked.list) return { rounds: rounds.length, faults: [] };
    const { seed, parallel } = asked;
    const folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-flips-'));
    const ledger = flippedLedger(demoLedger(folder));
    rmSync(folder, { recursive: true, force: true });
    const one = async (round: Flip): Promise<string | null> => flipRound(ledger, round, seed);
    return { rounds: rounds.length, faults: await runRounds({ rounds, seed, parallel, run: one, say }) };
  },
};

async function run<R extends Round>(
  asked: Asked,
  kind: Kind,
  { all, run: one }: Pick<Running<R>, 'run'> & { all: readonly R[] },
): Promise<Done> {
  const rounds = begin(asked, kind, all);
  if (asked.list) return { rounds: rounds.length, faults: [] };
  const { seed, parallel } = asked;
  return { rounds: rounds.length, faults: await runRounds({ rounds, seed, parallel, run: one, say }) };
}

async function runKills(asked: Asked): Promise<Done> {
  const rounds = begin(asked, 'kills', allCommandKills());
  if (asked.list) return { rounds: rounds.length, faults: [] };
  const { seed, parallel } = asked;
  const { faults, tallies } = await killCommands({ rounds, seed, parallel, say });
  for (const { action, rounds: count, killed, atWork, before, after, unclean } of tallies) {
    say(
      `  ${action}: ${count} rounds, ${killed} killed in time (${atWork} at work), left as before ${before}, as after ${after}, noticed at opening ${unclean}`,
    );
  }
  return { rounds: rounds.length, faults };
}

function begin<R extends Round>({ choose, list }: Asked, kind: Kind, all: readonly R[]): R[] {
  const rounds = choose(kind, all);
  say(`${kind}: ${rounds.length} of ${all.length}`);
  if (list) for (const { name } of rounds) say(`  ${name}`);
  return rounds;
}
