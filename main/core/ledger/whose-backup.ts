import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { select } from '../sqlite/sqlite.ts';
import type { ReadDb } from '../sqlite/sqlite.ts';
import { identityAt, readFrom, readIdentity } from './identity.ts';
import type { LedgerIdentity } from './identity.ts';
import { ledgerPlace } from './place.ts';

/** What a ledger or a backup says of the ledger that it is. */
interface Origin {
  /** Null where it was made by a version that gave none. */
  identity: LedgerIdentity | null;
  /** The first operations, the oldest first: who, where, when and what. */
  firstOperations: readonly string[];
  /** The name of the payer account that was added first. */
  payerAccount: string | null;
}

/** So many of the first operations are compared: a ledger that was restored goes on from its beginning. */
const COMPARED = 5;

const firstOperations = select<{ limit: number }, { text: string }>(
  `SELECT json_array(kind, command, label, who, host, at) AS text FROM operation ORDER BY id LIMIT @limit`,
);
const firstPayerAccount = select<void, { name: string }>(`SELECT name FROM mpa ORDER BY added_at, id LIMIT 1`);

/** Tells the backups of a ledger from those of others. */
export interface BackupOwner {
  /** Whether a backup is of the ledger. Without an identity in it, this is told by what it holds. */
  owns(backupPath: string): boolean;
}

/**
 * Whose backups those of a ledger are (docs/adr, 20): by its identity; where the ledger is gone or damaged, by its place; and a backup
 * of a version that gave no identity by its first operations.
 * @param ledgerPath need not be there, nor be sound
 */
export function backupOwner(ledgerPath: string): BackupOwner {
  const ledger = originOf(ledgerPath);
  if (ledger === null) {
    const here = ledgerPlace(ledgerPath);
    const beside = identitiesBeside(here);
    return {
      owns: (backupPath) => {
        const made = originOf(backupPath)?.identity ?? null;
        return made !== null && !beside.has(made.identity) && wasMadeAt(made, here, backupPath);
      },
    };
  }
  const own = ownOf(ledger, ledgerPath);
  return {
    owns: (backupPath) => {
      const backup = originOf(backupPath);
      if (backup === null) return false;
      if (backup.identity !== null) return backup.identity.identity === own;
      return beginAlike(backup.firstOperations, ledger.firstOperations);
    },
  };
}

/**
 * The name of the ledger that a backup is of: that of its file; of an older backup, which does not know it, that of its first payer
 * account. Where a backup says neither, its own.
 */
export function ledgerNameOf(backupPath: string): string {
  const origin = originOf(backupPath);
  return origin?.identity ? nameIn(origin.identity.path) : (origin?.payerAccount ?? nameIn(backupPath));
}

/** The identity of a ledger; null where it has none yet, or can't be read. */
export function ownIdentity(ledgerPath: string): string | null {
  const ledger = originOf(ledgerPath);
  return ledger && ownOf(ledger, ledgerPath);
}

function ownOf({ identity }: Origin, ledgerPath: string): string | null {
  return identity && identityAt(identity, ledgerPath).identity;
}

/** The identity that a backup was made with; null where it has none, or can't be read. */
export function identityOf(path: string): string | null {
  return originOf(path)?.identity?.identity ?? null;
}

/** Null where the file is not there, or is no sound ledger. */
function originOf(path: string): Origin | null {
  return existsSync(path) ? readFrom(path, readOrigin) : null;
}

function readOrigin(db: ReadDb): Origin {
  return {
    identity: readIdentity(db),
    firstOperations: firstOperations.all(db, { limit: COMPARED }).map(({ text }) => text),
    payerAccount: firstPayerAccount.get(db)?.name ?? null,
  };
}

/** Of a ledger that was moved with its folder, its backups still name the old place: there its file's name tells. */
function wasMadeAt({ path }: LedgerIdentity, here: string, backupPath: string): boolean {
  const isInFolder = ledgerPlace(dirname(backupPath)) === join(dirname(here), 'backups');
  return path === here || (isInFolder && nameIn(path) === nameIn(here));
}

/** The identities of the other ledgers in a ledger's folder. */
function identitiesBeside(here: string): ReadonlySet<string> {
  const folder = dirname(here);
  if (!existsSync(folder)) return new Set();
  const others = readdirSync(folder).filter((name) => name.endsWith('.db') && name !== nameIn(here));
  return new Set(others.flatMap((name) => identityOf(join(folder, name)) ?? []));
}

function beginAlike(one: readonly string[], other: readonly string[]): boolean {
  const both = Math.min(one.length, other.length);
  return both > 0 && one.slice(0, both).join('\n') === other.slice(0, both).join('\n');
}

/** The last part of a path of any system: the backup may come from another one. */
function nameIn(path: string): string {
  return path.replace(/^.*[/\\]/u, '');
}
