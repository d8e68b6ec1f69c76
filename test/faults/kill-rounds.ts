import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMAND, homeIn } from '../cli/environment.ts';
import { ACTIONS, fileState, halfBackups, hasBegun, LEDGER } from './actions.ts';
import type { Action } from './actions.ts';
import { ledgerState } from './fingerprint.ts';
import { makeLedgers } from './ledgers.ts';
import type { Ledgers } from './ledgers.ts';
import { runRounds } from './rounds.ts';
import type { Chosen, Running } from './rounds.ts';
import { randomFrom } from './sample.ts';
import type { Round } from './sample.ts';

/** A command that is killed at a random moment of all its time, or soon after the work itself has begun. */
export interface CommandKill extends Round {
  action: Action;
  when: 'at any time' | 'at work';
}

/** How many kills a full run makes. */
const KILLS = 500;

/** Every kill of a full run. Its moment comes from the seed and its name. */
export function allCommandKills(): CommandKill[] {
  return Array.from({ length: Math.ceil(KILLS / ACTIONS.length) }, (_, turn) => turn)
    .flatMap((turn) => {
      const when = turn % 2 === 0 ? 'at any time' : 'at work';
      return ACTIONS.map((action) => ({ turn, when, action }) as const);
    })
    .slice(0, KILLS)
    .map(({ turn, when, action }) => ({
      name: `kill ${turn + 1} of ${action.name}, ${when}`,
      facets: [action.name, when, `${action.name}, ${when}`],
      action,
      when,
    }));
}

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
}

/** What may be there after a command: its ledger and its file, before and after. */
interface Expected {
  before: { ledger: string; file: string };
  after: { ledger: string; file: string };
  milliseconds: number;
}

/**
 * Kills commands, and looks at what is left: the ledger opens, is sound, and is as before or as after; a file under its final name is
 * whole.
 * @returns what was wrong, and how the kills ended by what was killed
 */
export async function killCommands(
  options: Chosen<CommandKill> & Pick<Running<CommandKill>, 'parallel' | 'say'>,
): Promise<{ faults: string[]; tallies: Tally[] }> {
  const { rounds, seed, parallel } = options;
  const root = mkdtempSync(join(tmpdir(), 'enrollment-desk-faults-'));
  try {
    const actions = ACTIONS.filter((action) => rounds.some((round) => round.action === action));
    const ledgers = makeLedgers(root);
    const expected = new Map<Action, Expected>();
    // Side by side like the kills: so a whole command takes as long here as it does there.
    const whole = actions.map((action) => ({ name: `the whole ${action.name}`, facets: [], action }));
    const measured = async ({ action }: { action: Action }): Promise<null> => {
      expected.set(action, await measure(root, ledgers, action));
      return null;
    };
    const unmeasured = await runRounds({ rounds: whole, seed, parallel, run: measured });
    if (unmeasured.length > 0) return { faults: unmeasured, tallies: [] };
    const tallies = new Map(actions.map((action) => [action, emptyTally(action.name)]));
    const run = async (kill: CommandKill): Promise<string | null> => {
      const [what, tally] = [expected.get(kill.action), tallies.get(kill.action)];
      if (!what || !tally) throw new Error('the action was not measured');
      return killRound({ root, ledgers, kill, what, tally, random: randomFrom(seed, kill.name) });
    };
    return { faults: await runRounds({ ...options, run }), tallies: [...tallies.values()] };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
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
  return { before, after, milliseconds };
}

async function killRound(options: {
  root: string;
  ledgers: Ledgers;
  kill: CommandKill;
  what: Expected;
  tally: Tally;
  random: () => number;
}): Promise<string | null> {
  const { root, ledgers, kill, what, tally, random } = options;
  const folder = mkdtempSync(join(root, 'round-'));
  try {
    const killed = await killInTime(folder, ledgers, { kill, milliseconds: what.milliseconds, random });
    const found = stateOf(folder, kill.action);
    const [half] = halfBackups(folder);
    if (half !== undefined) return `half a backup was left: ${half}`;
    const left = judge(found, what);
    if (left !== 'before' && left !== 'after') return left;
    tally.rounds += 1;
    tally.killed += killed.inTime ? 1 : 0;
    tally.atWork += killed.inTime && killed.atWork ? 1 : 0;
    tally[left] += 1;
    tally.unclean += found.unclean ? 1 : 0;
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The ledger decides whether it happened; where the command does not change the ledger, the file does.
 * @returns 'before', 'after', or what is wrong
 */
function judge(found: { ledger: string; file: string }, { before, after }: Expected): string {
  const ledgerAs = [before.ledger, after.ledger].indexOf(found.ledger);
  const fileAs = [before.file, after.file].indexOf(found.file);
  if (ledgerAs < 0) return 'the ledger is between before and after';
  if (fileAs < 0) return `the file is neither as before nor whole (${found.file})`;
  return Math.max(ledgerAs, fileAs) === 0 ? 'before' : 'after';
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

/** How one command was killed. */
interface Killed {
  inTime: boolean;
  atWork: boolean;
}

/** How often a command is tried that ends before it is killed: each time it is given half the time, the last time none. */
const TRIES = 3;

/**
 * Runs a command and kills it. How long a command takes depends on what else the machine does: one that was quicker than its kill is
 * run again, over a fresh ledger, and killed earlier.
 */
async function killInTime(
  folder: string,
  ledgers: Ledgers,
  { kill, milliseconds, random }: { kill: CommandKill; milliseconds: number; random: () => number },
): Promise<Killed> {
  const delay = random() * milliseconds * (kill.when === 'at work' ? kill.action.share : 1);
  for (let attempt = 1; ; attempt += 1) {
    rmSync(folder, { recursive: true, force: true });
    setUp(folder, ledgers, kill.action);
    const killed = await runAndKill(folder, kill, attempt === TRIES ? 0 : delay / 2 ** (attempt - 1));
    if (killed.inTime || attempt === TRIES) return killed;
  }
}

async function runAndKill(folder: string, { action, when }: CommandKill, delay: number): Promise<Killed> {
  const child = start(folder, action.args(folder));
  let ended = false;
  const end = new Promise<void>((resolve) =>
    child.on('exit', () => {
      ended = true;
      resolve();
    }),
  );
  if (when === 'at work') while (!ended && !hasBegun(folder, action)) await sleep(1);
  if (delay > 0) await sleep(delay);
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
  return { action, rounds: 0, killed: 0, atWork: 0, before: 0, after: 0, unclean: 0 };
}
