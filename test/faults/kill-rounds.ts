import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMAND, homeIn } from '../cli/environment.ts';
import { ACTIONS, fileState, halfBackups, hasBegun, LEDGER, preparation } from './actions.ts';
import type { Action } from './actions.ts';
import { ledgerState } from './fingerprint.ts';

/** What came of one kind of kill. */
export interface Tally {
  action: string;
  rounds: number;
  /** Killed before the command had ended by itself. */
  killed: number;
  /** Killed after the first sign of the work itself. */
  atWork: number;
  before: number;
  after: number;
  /** How often the next program noticed that the last one had not closed the ledger. */
  unclean: number;
  faults: string[];
}

/** What may be there after a command: its ledger and its file, before and after. */
interface Expected {
  action: Action;
  before: { ledger: string; file: string };
  after: { ledger: string; file: string };
  milliseconds: number;
}

interface Plan {
  rounds: number;
  parallel: number;
  seed: number;
  say: (line: string) => void;
}

/**
 * Kills commands at random moments, half of them at any time, half soon after the work itself has begun, and looks at what is left:
 * the ledger opens, is sound, and is as before or as after; a file under its final name is whole.
 */
export async function killRounds({ rounds, parallel, seed, say }: Plan): Promise<Tally[]> {
  const root = mkdtempSync(join(tmpdir(), 'enrollment-desk-faults-'));
  try {
    const ledgers = await prepareLedgers(root);
    const expected: Expected[] = [];
    for (const action of ACTIONS) expected.push(await measure(root, ledgers, action));
    const tallies = expected.map(({ action }) => emptyTally(action.name));
    const random = randomFrom(seed);
    let next = 0;
    const work = async (): Promise<void> => {
      for (let n = next++; n < rounds; n = next++) {
        const at = n % expected.length;
        const [what, tally] = [expected[at], tallies[at]];
        if (!what || !tally) throw new Error('there are no actions');
        await round({ folder: join(root, `round-${n}`), ledgers, what, tally, random });
        if ((n + 1) % 50 === 0) say(`${n + 1} of ${rounds} rounds`);
      }
    };
    await Promise.all(Array.from({ length: parallel }, work));
    return tallies;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

type Ledgers = Readonly<Record<Action['ledger'], string>>;

async function prepareLedgers(root: string): Promise<Ledgers> {
  const ledgers = { imported: join(root, 'imported.db'), undone: join(root, 'undone.db') };
  const folder = join(root, 'prepare');
  mkdirSync(folder);
  const steps = preparation(folder);
  for (const kind of ['imported', 'undone'] as const) {
    for (const args of steps[kind]) await runWhole(folder, args);
    ledgerState(join(folder, LEDGER));
    copyFileSync(join(folder, LEDGER), ledgers[kind]);
  }
  return ledgers;
}

/** Runs a command to its end once: how long it takes, and what it leaves. */
async function measure(root: string, ledgers: Ledgers, action: Action): Promise<Expected> {
  const folder = join(root, `whole-${action.name}`);
  setUp(folder, ledgers, action);
  const before = stateOf(folder, action);
  const began = performance.now();
  await runWhole(folder, action.args(folder));
  const milliseconds = performance.now() - began;
  const after = stateOf(folder, action);
  rmSync(folder, { recursive: true, force: true });
  return { action, before, after, milliseconds };
}

async function round(options: {
  folder: string;
  ledgers: Ledgers;
  what: Expected;
  tally: Tally;
  random: () => number;
}): Promise<void> {
  const { folder, ledgers, what, tally, random } = options;
  const { action } = what;
  setUp(folder, ledgers, action);
  const killed = await runAndKill(folder, what, random);
  tally.rounds += 1;
  tally.killed += killed.inTime ? 1 : 0;
  tally.atWork += killed.inTime && killed.atWork ? 1 : 0;
  try {
    const found = stateOf(folder, action);
    tally.unclean += found.unclean ? 1 : 0;
    judge(found, what, tally);
    for (const name of halfBackups(folder)) tally.faults.push(`${action.name}: half a backup was left: ${name}`);
  } catch (error) {
    tally.faults.push(`${action.name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  rmSync(folder, { recursive: true, force: true });
}

/** The ledger decides whether it happened; where the command does not change the ledger, the file does. */
function judge(found: { ledger: string; file: string }, { action, before, after }: Expected, tally: Tally): void {
  const ledgerAs = [before.ledger, after.ledger].indexOf(found.ledger);
  const fileAs = [before.file, after.file].indexOf(found.file);
  if (ledgerAs < 0) tally.faults.push(`${action.name}: the ledger is between before and after`);
  else if (fileAs < 0) tally.faults.push(`${action.name}: the file is neither as before nor whole (${found.file})`);
  else if (Math.max(ledgerAs, fileAs) === 0) tally.before += 1;
  else tally.after += 1;
}

function setUp(folder: string, ledgers: Ledgers, action: Action): void {
  mkdirSync(folder, { recursive: true });
  copyFileSync(ledgers[action.ledger], join(folder, LEDGER));
  action.prepare?.(folder);
}

function stateOf(folder: string, action: Action): { ledger: string; file: string; unclean: boolean } {
  const { fingerprint, unclean } = ledgerState(join(folder, LEDGER));
  return { ledger: fingerprint, file: action.file ? fileState(action.file(folder)) : 'none', unclean };
}

function start(folder: string, args: readonly string[]): ReturnType<typeof spawn> {
  const all = [COMMAND, '--ledger', join(folder, LEDGER), ...args];
  return spawn(process.execPath, all, { env: homeIn(folder), stdio: ['ignore', 'ignore', 'pipe'], cwd: folder });
}

async function runWhole(folder: string, args: readonly string[]): Promise<void> {
  const child = start(folder, args);
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`enroll ${args.join(' ')} ended with ${String(code)}: ${said}`);
}

async function runAndKill(
  folder: string,
  { action, milliseconds }: Expected,
  random: () => number,
): Promise<{ inTime: boolean; atWork: boolean }> {
  const child = start(folder, action.args(folder));
  let ended = false;
  const end = new Promise<void>((resolve) =>
    child.on('exit', () => {
      ended = true;
      resolve();
    }),
  );
  if (random() < 0.5) await sleep(random() * milliseconds);
  else {
    while (!ended && !hasBegun(folder, action)) await sleep(1);
    await sleep(random() * action.share * milliseconds);
  }
  const atWork = hasBegun(folder, action);
  const inTime = !ended;
  child.kill('SIGKILL');
  await end;
  return { inTime, atWork };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function emptyTally(action: string): Tally {
  return { action, rounds: 0, killed: 0, atWork: 0, before: 0, after: 0, unclean: 0, faults: [] };
}

/** Mulberry32: the same seed, the same moments (as far as the machine keeps time). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
