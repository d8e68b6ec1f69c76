import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makeOwnFolder, writeOwnFile } from '../../core/files/own-files.ts';
import type { Log } from '../../core/log/log.ts';
import type { KeptSession } from './web-session.ts';

const keptSchema = z.object({
  port: z.int().min(1).max(65_535),
  secret: z
    .string()
    .regex(/^[\w-]{43}$/u)
    .nullable(),
  seen: z.int().min(0),
});

/** Where sessions outlast their hosts. */
export interface SessionKeeper {
  /** Those of before, the one that was used last first. */
  kept(): KeptSession[];
  /** Keeps one, in place of another one of its port; where that is impossible, the log says so. */
  keep(session: KeptSession): void;
}

/**
 * Keeps the sessions of a ledger in files that only this user can read, one for each port: so a page of one ledger never goes on over
 * another one, and two hosts do not undo each other.
 * @param folder is made where it is missing
 */
export function sessionFiles(folder: string, ledgerPath: string, log: Log): SessionKeeper {
  const beginning = `${createHash('sha256').update(ledgerPath).digest('hex').slice(0, 16)}-`;
  const names = (): string[] => {
    try {
      return readdirSync(folder).filter((name) => name.startsWith(beginning) && name.endsWith('.json'));
    } catch {
      // There is no folder yet, or none that can be read: then there is no session of before.
      return [];
    }
  };
  return {
    kept: () =>
      names()
        .flatMap((name) => read(join(folder, name)) ?? [])
        .toSorted((one, other) => other.seen - one.seen),
    keep: (session) => {
      const path = join(folder, `${beginning}${session.port}.json`);
      try {
        makeOwnFolder(folder);
        // Under a name of its own first: two hosts may keep theirs at once.
        writeOwnFile(path, JSON.stringify(session), { beside: `${path}.${randomBytes(6).toString('hex')}.tmp` });
      } catch (error) {
        log.warn('web.session', 'The session could not be kept', { reason: String(error) });
      }
    },
  };
}

/** A session as it was kept; null where others could have read or written it, or it is none. */
function read(path: string): KeptSession | null {
  try {
    const { mode, uid, size } = lstatSync(path);
    const mine = process.platform === 'win32' || (uid === process.getuid?.() && (mode & 0o177_077) === 0o100_000);
    if (!mine || size > 1000) return null;
    return keptSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // A session is begun anew by the address that is printed; nothing else is lost with it.
    return null;
  }
}
