import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dumpHash } from '../support/dump.ts';

/** What is killed in the middle. */
export const ACTIONS = ['import', 'undo', 'redo', 'export-xlsx', 'export-csv', 'backup'] as const;
export type Action = (typeof ACTIONS)[number];

/** How one action goes when nobody kills it. */
export interface Prepared {
  /** A folder with the ledger as it is before; copied for every run. */
  start: string;
  args: readonly string[];
  /** Hash of the ledger's content before and after. */
  before: string;
  after: string;
  /** How long the whole command takes, milliseconds; it is followed while the runs go on. */
  lastsMs: number;
}

const ENROLL = fileURLToPath(new URL('../../main/hosts/cli/enroll.mjs', import.meta.url));
const MPA = '099999999999';
const ROWS = 3000;

/** The command line of a run in a folder. */
export function commandLine(folder: string, args: readonly string[]): string[] {
  const filled = args.map((argument) => argument.replace('{folder}', folder));
  return [ENROLL, '--ledger', join(folder, 'ledger.db'), '--quiet', '--yes', ...filled];
}

/** Makes the state that each action starts from, and finds out what it leads to when it is left alone. */
export function prepareActions(root: string): Record<Action, Prepared> {
  const list = join(root, 'accounts.csv');
  writeFileSync(list, accountList());
  const empty = join(root, 'empty');
  mkdirSync(empty);
  run(empty, ['mpa', 'add', MPA, '--name', 'Example MSP', '--scenario', 'enterprise', '--spot-org', '606000000001']);
  const full = join(root, 'full');
  cpSync(empty, full, { recursive: true });
  run(full, ['import', list]);
  const undone = join(root, 'undone');
  cpSync(full, undone, { recursive: true });
  run(undone, ['undo']);
  const prepare = (action: Action, start: string, args: readonly string[]): Prepared => {
    const after = join(root, `after-${action}`);
    cpSync(start, after, { recursive: true });
    const began = performance.now();
    run(after, args);
    const lastsMs = performance.now() - began;
    return {
      start,
      args,
      lastsMs,
      before: dumpHash(join(start, 'ledger.db')),
      after: dumpHash(join(after, 'ledger.db')),
    };
  };
  return {
    import: prepare('import', empty, ['import', list]),
    undo: prepare('undo', full, ['undo']),
    redo: prepare('redo', undone, ['redo']),
    'export-xlsx': prepare('export-xlsx', full, ['export', '3', '--format', 'xlsx', '--out', '{folder}/out']),
    'export-csv': prepare('export-csv', full, ['export', '3', '--format', 'csv', '--out', '{folder}/out']),
    backup: prepare('backup', full, ['backup', '{folder}/copy.db']),
  };
}

function run(folder: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, commandLine(folder, args), { encoding: 'utf8' });
  if (status !== 0) throw new Error(`enroll ${args.join(' ')} ended with ${status}: ${stderr}`);
}

function accountList(): string {
  const lines = [
    'Account Name,AWS Account Email,AWS Account ID,Spot Console Email,Spot Org ID,Subset Name,Billing Workflow Name',
  ];
  for (let n = 0; n < ROWS; n += 1) {
    const subset = n % 60;
    const id = String(n * 331_777_777 + 7).padStart(12, '0');
    lines.push(
      `Account ${n},a${n}@msp.example,${id},c${subset}@c.example,${606_000_000_100 + subset},Subset ${subset},Workflow ${subset % 3}`,
    );
  }
  return `${lines.join('\r\n')}\r\n`;
}
