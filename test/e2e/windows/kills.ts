import { copyFileSync, mkdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { ACTIONS, fileState, halfBackups, hasBegun, LEDGER } from '../../faults/actions.ts';
import type { Action } from '../../faults/actions.ts';
import { ledgerState } from '../../faults/fingerprint.ts';
import { makeLedgers } from '../../faults/ledgers.ts';
import type { Ledgers } from '../../faults/ledgers.ts';
import { enroll } from '../../cli/enroll.ts';
import type { Windows } from './windows.ts';

/** What ten kills came to. */
export interface Kills {
  rounds: number;
  /** How many came before the command had ended. */
  inTime: number;
  /** What was wrong afterwards. */
  faults: string[];
}

interface Found {
  ledger: string;
  file: string;
}

interface Expected {
  readonly action: Action;
  readonly before: Found;
  readonly after: Found;
}

/** Of what is killed elsewhere, one of each kind. */
const KILLED: ReadonlySet<string> = new Set([
  'import',
  'import, when it commits',
  'undo',
  'export csv over an older file',
  'backup',
]);

/**
 * Kills commands in Windows, each when its work has begun and a little later than the one before, and looks at what is left with this
 * machine's eyes: all as before or all as after. What before and after are is found out on this machine, where commands are quick.
 */
export async function killInWindows(windows: Windows, rounds: number): Promise<Kills> {
  const ledgers = makeLedgers(windows.here());
  const kills: Kills = { rounds: 0, inTime: 0, faults: [] };
  const all = await expectations(ledgers);
  for (let round = 0; round < rounds; round += 1) {
    const expected = all[round % all.length];
    if (!expected) throw new Error('there are no actions');
    const { action, before, after } = expected;
    const folder = `round-${round}`;
    setUp(windows, ledgers, action, folder);
    const inTime = await runAndKill(windows, action, folder, round * 10);
    kills.rounds += 1;
    kills.inTime += inTime ? 1 : 0;
    try {
      const found = stateOf(windows.here(folder), action);
      if (![before.ledger, after.ledger].includes(found.ledger))
        kills.faults.push(`${action.name}: the ledger is between`);
      if (![before.file, after.file].includes(found.file)) kills.faults.push(`${action.name}: half a file`);
    } catch (error) {
      kills.faults.push(`${action.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
    for (const name of halfBackups(windows.here(folder))) kills.faults.push(`${action.name}: half a backup: ${name}`);
  }
  return kills;
}

async function expectations(ledgers: Ledgers): Promise<Expected[]> {
  const all: Expected[] = [];
  for (const action of ACTIONS.filter(({ name }) => KILLED.has(name))) {
    const cli = enroll();
    copyFileSync(ledgers[action.ledger], cli.ledger);
    action.prepare?.(cli.folder);
    const before = stateOf(cli.folder, action);
    const { code, stderr } = await cli.run(...action.args(cli.folder));
    if (code !== 0) throw new Error(stderr);
    all.push({ action, before, after: stateOf(cli.folder, action) });
  }
  return all;
}

function setUp(windows: Windows, ledgers: Ledgers, action: Action, folder: string): void {
  mkdirSync(windows.here(folder));
  copyFileSync(ledgers[action.ledger], windows.here(folder, LEDGER));
  action.prepare?.(windows.here(folder));
}

function stateOf(folder: string, action: Action): Found {
  return {
    ledger: ledgerState(`${folder}/${LEDGER}`).fingerprint,
    file: action.file ? fileState(action.file(folder)) : 'none',
  };
}

/** @returns whether the command was still at work */
async function runAndKill(windows: Windows, action: Action, folder: string, later: number): Promise<boolean> {
  const there = `${windows.folder}\\${folder}`;
  const temporary = { TEMP: there, TMP: there };
  const started = await windows.start(['--ledger', `${there}\\${LEDGER}`, ...action.args(there)], { env: temporary });
  let ended = false;
  void started.ended().then(() => (ended = true));
  while (!ended && !hasBegun(windows.here(folder), action)) await setTimeout(1);
  await setTimeout(later);
  return (await started.kill()).code !== 0;
}
