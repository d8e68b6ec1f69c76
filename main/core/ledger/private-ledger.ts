import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openRights, rightsText, takeFromOthers } from '../files/own-files.ts';
import { backupFolder } from './backup-files.ts';
import { ledgerFile } from './place.ts';

/** What stands beside a ledger under its own name: SQLite's files, the lock, and ledgers that were on their way in or out. */
const BESIDE =
  /^(?:-wal|-shm|-journal|\.lock(?:-journal)?|\.new|\.restoring|\.replaced-\d{8}T\d{6}Z(?:-\d+)?(?:-wal)?)?$/u;

/** The names that we give in the folder of backups. */
const BACKUP =
  /^(?:daily|manual|before-migration-\d+-\d+)-\d{8}T\d{6}Z(?:-\d+)?\.db(?:\.partial-[0-9a-f]{12})?(?:-journal)?$/u;

/**
 * Takes the rights to what earlier versions, or copies by hand, have made for everybody to read away from others: the ledger, what stands
 * beside it, its backups, and their folder where nothing but backups is in it. Other folders are never changed; see openFolders.
 * In Windows the user's own folder is trusted.
 * @returns what others could read until now: 'ledger.db (rw-r--r--)'; empty where it was private
 */
export function makeLedgerPrivate(path: string): string[] {
  if (process.getuid === undefined) return [];
  const ledger = ledgerFile(path);
  const [folder, name, backups] = [dirname(ledger), basename(ledger), backupFolder(ledger)];
  const beside = namesIn(folder).filter((each) => each.startsWith(name) && BESIDE.test(each.slice(name.length)));
  const kept = namesIn(backups);
  const copies = kept.filter((each) => BACKUP.test(each));
  const taken = (place: string, shown: string): string[] => {
    const rights = takeFromOthers(place);
    return rights === null ? [] : [`${shown} (${rights})`];
  };
  return [
    ...beside.flatMap((each) => taken(join(folder, each), each)),
    ...(kept.length > 0 && copies.length === kept.length ? taken(backups, 'backups/') : []),
    ...copies.flatMap((each) => taken(join(backups, each), `backups/${each}`)),
  ];
}

/**
 * The folders of a ledger that others may look into or write to, each as a sentence. That is no error: the files are private all the same,
 * but their names can be seen, and where others may write there they can take files away or put their own in their place.
 */
export function openFolders(path: string): string[] {
  const ledger = ledgerFile(path);
  return [dirname(ledger), backupFolder(ledger)].flatMap((folder) => {
    const rights = openRights(folder);
    if (rights === null) return [];
    const can =
      (rights & 0o022) === 0 ? 'see which files are in it' : 'take its files away, or put others in their place';
    return [
      `Other users of this computer may use the folder ${folder} (${rightsText(rights)}): they can ${can}. What is in the ledger they can't read. The program has not made this folder private, because it may be meant for others too. To keep them out, take their rights to it away (chmod go-rwx), or keep the ledger in a folder of your own.`,
    ];
  });
}

function namesIn(folder: string): string[] {
  try {
    return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(folder) : [];
  } catch (error) {
    // Not there, or not to be listed: who needs it says so.
    if (error instanceof Error && 'syscall' in error) return [];
    throw error;
  }
}
