import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import { databaseFile } from '../sqlite/database-file.ts';
import { fileIdentity } from './file-identity.ts';

/**
 * Refuses to write to a ledger whose file has a second name (a hard link): the lock and the write-ahead log belong to a name, so by two
 * names two programs could write at once, each past the other. The name under which a restore that was killed has kept it aside is none.
 * @throws AppError LEDGER_READ_ONLY.
 */
export function assertOneName(ledgerPath: string): void {
  const more = (databaseFile(ledgerPath)?.nlink ?? 1) - 1;
  if (more < 1) return;
  const names = otherNames(ledgerPath);
  const aside = names.filter((name) => name.startsWith(`${basename(ledgerPath)}.replaced-`));
  if (aside.length === more) return;
  const other = names.find((name) => !aside.includes(name));
  throw new AppError(
    'LEDGER_READ_ONLY',
    `The ledger can be read, not changed: its file has another name as well (a hard link)${other === undefined ? ', in another folder' : `, ${other}`}. Each name has a lock and a write-ahead log of its own, so two programs could write to it at once. Nothing was changed. Take the other name away, or make a copy that is a file of its own and use that.`,
    { path: ledgerPath, other: other ?? null },
  );
}

/** The other names of a file in its folder. */
function otherNames(path: string): string[] {
  const [folder, own, identity] = [dirname(path), basename(path), fileIdentity(path)];
  try {
    return readdirSync(folder).filter((name) => name !== own && fileIdentity(join(folder, name)) === identity);
  } catch {
    // A folder whose names may not be listed: then it is not said which one it is.
    return [];
  }
}
