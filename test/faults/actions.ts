import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaVersion } from '../../main/core/ledger/schema.ts';
import { openReader } from '../../main/core/ledger/open-writer.ts';
import { soundness } from '../../main/core/ledger/damage.ts';
import { ledgerState } from './fingerprint.ts';
import { ROWS } from './ledgers.ts';
import type { Ledgers } from './ledgers.ts';

/** A command that is killed, and what may be there afterwards. */
export interface Action {
  name: string;
  /** Which of the prepared ledgers it begins with. */
  ledger: keyof Ledgers;
  args(folder: string): string[];
  /** Makes what has to be in the folder before it, besides the ledger. */
  prepare?(folder: string): void;
  /** The work itself has begun when a file of such a name is there. */
  sign: RegExp;
  /** And when it is not empty. */
  filled?: true;
  /** How much of the command's whole time comes after the sign, at most. */
  share: number;
  /** A file under its final name: as it is after the whole command, or as it was before; null for neither. */
  file?(folder: string): string;
}

export const LEDGER = 'ledger.db';
const CHANGED = 'changed.csv';
const SHEET = 'sheet3-end-customers-by-account-099999999999';
const OLDER = 'an older file of that name';

const sheet = (format: string) => (folder: string) => join(folder, `${SHEET}.${format}`);

const LOCK = /^ledger\.db\.lock/u;
const TEMPORARY = /\.tmp$/u;

/** Everything that is killed. */
export const ACTIONS: readonly Action[] = [
  {
    name: 'import',
    ledger: 'imported',
    args: (folder) => ['import', join(folder, CHANGED), '--yes', '--quiet'],
    prepare: (folder) => writeList(join(folder, CHANGED), ROWS + 500, 'renamed'),
    sign: /^enrollment-desk-import-/u,
    share: 0.7,
  },
  {
    name: 'import, when it commits',
    ledger: 'imported',
    args: (folder) => ['import', join(folder, CHANGED), '--yes', '--quiet'],
    prepare: (folder) => writeList(join(folder, CHANGED), ROWS + 500, 'renamed'),
    sign: /^ledger\.db-wal$/u,
    filled: true,
    share: 0.05,
  },
  { name: 'undo', ledger: 'imported', args: () => ['undo'], sign: LOCK, share: 0.5 },
  { name: 'redo', ledger: 'undone', args: () => ['redo'], sign: LOCK, share: 0.5 },
  {
    name: 'first change of the day',
    ledger: 'imported',
    args: () => ['mpa', 'set', '--profile', 'other'],
    sign: /^backups.daily-/u,
    share: 0.1,
  },
  { name: 'end of a rehearsal', ledger: 'rehearsed', args: () => ['aws', 'rehearsal', 'end'], sign: LOCK, share: 0.5 },
  {
    name: 'aws handoff sent',
    ledger: 'handOff',
    args: () => ['aws', 'handoff', 'sent', '--at', '2020-01-02T03:04:05Z'],
    sign: LOCK,
    share: 0.5,
  },
  {
    name: 'export xlsx',
    ledger: 'imported',
    args: (folder) => ['export', '3', '--format', 'xlsx', '--out', folder],
    sign: TEMPORARY,
    share: 0.3,
    file: sheet('xlsx'),
  },
  {
    name: 'export csv over an older file',
    ledger: 'imported',
    args: (folder) => ['export', '3', '--format', 'csv', '--out', folder, '--overwrite'],
    prepare: (folder) => writeFileSync(sheet('csv')(folder), OLDER),
    sign: TEMPORARY,
    share: 0.2,
    file: sheet('csv'),
  },
  {
    name: 'backup',
    ledger: 'imported',
    args: (folder) => ['backup', join(folder, 'copy.db')],
    sign: /^copy\.db\.partial/u,
    share: 0.2,
    file: (folder) => join(folder, 'copy.db'),
  },
];

/**
 * What a file under a final name is: 'none', 'older' where it is the one from before, else the hash of its content. A backup has to
 * be a sound ledger; its hash is that of what it holds, because its bytes are not the same every time.
 */
export function fileState(path: string): string {
  if (!existsSync(path)) return 'none';
  if (path.endsWith('.db')) return ledgerState(path).fingerprint;
  const content = readFileSync(path);
  return content.toString('utf8') === OLDER ? 'older' : createHash('sha256').update(content).digest('hex');
}

/** Whether the work itself has begun. */
export function hasBegun(folder: string, { sign, filled }: Action): boolean {
  const names = readdirSync(folder, { recursive: true }).map(String);
  return names.some((name) => sign.test(name) && (!filled || sizeOf(join(folder, name)) > 0));
}

/** 0 for a file that has just gone. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** Backups that are not sound, whoever made them. */
export function halfBackups(folder: string): string[] {
  const all = readdirSync(folder, { recursive: true }).map(String);
  return all.filter((name) => /^backups.*\.db$/u.test(name) && !isSound(join(folder, name)));
}

/** Read only: opened for writing, an empty file would be made into a new ledger. */
function isSound(path: string): boolean {
  try {
    const db = openReader(path);
    try {
      return soundness(db).sound && schemaVersion(db) > 0;
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}

function writeList(path: string, rows: number, name: string): void {
  const lines = ['AWS Account ID,Account Name,AWS Account Email,Subset Name,Billing Workflow Name'];
  for (let i = 1; i <= rows; i += 1) {
    const id = String(i * 7).padStart(12, '0');
    lines.push(`${id},${name} ${i},aws+${i}@msp.example,Subset ${i % 100},Workflow ${i % 5}`);
  }
  writeFileSync(path, `${lines.join('\r\n')}\r\n`);
}
