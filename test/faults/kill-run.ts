import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openReader, openWriter } from '../../main/core/ledger/open-writer.ts';
import { soundness } from '../../main/core/ledger/verify.ts';
import { dumpHash } from '../support/dump.ts';
import type { Action, Prepared } from './kill-setup.ts';
import { commandLine } from './kill-setup.ts';

/** How one run ended. */
export interface KillResult {
  /** Whether the kill came before the command had ended by itself. */
  killed: boolean;
  /** Which state the ledger was in. */
  state: 'before' | 'after';
}

/**
 * Starts an action on a copy of its ledger, kills it after a while, and looks at what is left: the ledger must open for
 * reading and for writing, be sound, and hold the state before or the state after; a file under its final name must be whole.
 * @throws Error that says what was wrong.
 */
export async function killOnce(
  action: Action,
  prepared: Prepared,
  folder: string,
  afterMs: number,
): Promise<KillResult> {
  cpSync(prepared.start, folder, { recursive: true });
  try {
    const killed = await runAndKill(commandLine(folder, prepared.args), afterMs);
    const ledger = join(folder, 'ledger.db');
    const state = stateOf(ledger, prepared);
    checkFiles(action, folder, prepared);
    reopen(ledger);
    if (stateOf(ledger, prepared) !== state) throw new Error('opening the ledger again changed it');
    return { killed, state };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runAndKill(args: string[], afterMs: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      if (signal === null && code !== 0) reject(new Error(`the command ended by itself with ${code}`));
      else resolve(signal === 'SIGKILL');
    });
  });
}

function stateOf(ledger: string, { before, after }: Prepared): 'before' | 'after' {
  const db = openReader(ledger);
  try {
    const { sound, problems } = soundness(db);
    if (!sound) throw new Error(`the ledger is not sound: ${problems.join('; ')}`);
  } finally {
    db.close();
  }
  const hash = dumpHash(ledger);
  if (hash === before) return 'before';
  if (hash === after) return 'after';
  throw new Error('the ledger is between the state before and the state after');
}

/** Takes the lock that the killed command held: the operating system must have let it go. */
function reopen(ledger: string): void {
  const actor = { who: 'test', host: 'test' as const };
  openWriter({ path: ledger, actor, clock: () => new Date(), appVersion: '0.0.0' }).close();
}

/** The first whole file of each kind; every later one must have the same bytes. */
const wholeFiles = new Map<Action, string>();

function checkFiles(action: Action, folder: string, prepared: Prepared): void {
  if (action === 'backup') {
    const copy = join(folder, 'copy.db');
    if (existsSync(copy) && dumpHash(copy) !== prepared.before)
      throw new Error('a backup under its final name is not whole');
    return;
  }
  const out = join(folder, 'out');
  if (!existsSync(out)) return;
  for (const name of readdirSync(out).filter((file) => !file.startsWith('.'))) {
    const hash = createHash('sha256')
      .update(readFileSync(join(out, name)))
      .digest('hex');
    const whole = wholeFiles.get(action) ?? hash;
    wholeFiles.set(action, whole);
    if (hash !== whole) throw new Error(`${name} is not whole`);
  }
}
