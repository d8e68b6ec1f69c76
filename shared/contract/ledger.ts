import { z } from 'zod';
import { job, nothing, task, watch } from './base.ts';

const backupFile = z.object({ path: z.string(), at: z.string(), bytes: z.int() });

/** With the name of the ledger that it is of. */
const otherBackup = backupFile.extend({ of: z.string() });

/** How the ledger stands: who may write to it, and how it was found. */
export const ledgerStatusSchema = z.object({
  path: z.string(),
  exists: z.boolean(),
  writing: z.boolean(),
  holder: z
    .object({ who: z.string(), host: z.string(), pid: z.int(), machine: z.string(), since: z.string() })
    .nullable(),
  afterUncleanExit: z.boolean(),
  /** All of it is made up, to look around in. */
  demo: z.boolean(),
  /** What other users of the computer could read until this program started, with its rights; private since. */
  madePrivate: z.array(z.string()),
  /** Folders of the ledger that other users may use, each as a sentence. */
  openFolders: z.array(z.string()),
});

export const verifiedSchema = z.object({
  path: z.string(),
  schema: z.int(),
  mpas: z.int(),
  accounts: z.int(),
  operations: z.int(),
  auditEvents: z.int(),
  sound: z.boolean(),
  problems: z.array(z.string()),
  /** What is no damage, and still to be seen to: folders that other users may use. */
  warnings: z.array(z.string()),
  /** The newest backup beside it that is sound: when the newest change in it was made (ISO 8601), and how many days ago by the clocks here. */
  goodCopy: z.object({ path: z.string(), changedAt: z.string().nullable(), daysAgo: z.int().nullable() }).nullable(),
  /** Newer backups of it that are not. */
  damagedCopies: z.array(z.string()),
});

/** That the ledger changed, and which tables; null and empty where another program did it. */
export const ledgerChangeSchema = z.object({ operationId: z.int().nullable(), touched: z.array(z.string()) });

/** The ledger as a file: `backup`, `restore`, `verify`, and the one stream of its changes. */
export const ledger = {
  status: task(nothing, ledgerStatusSchema),
  /** First the present state (an empty change), then each change, until the caller ends it. */
  watch: watch(ledgerChangeSchema),
  backup: job(z.object({ path: z.string().nullable().default(null) }), backupFile, { files: ['path'] }),
  /** The ledger's own, newest first. */
  backups: task(nothing, z.array(backupFile)),
  /** Those in the same folder that are of other ledgers, newest first. */
  otherBackups: task(nothing, z.array(otherBackup)),
  verify: job(nothing, verifiedSchema),
  restore: task(
    /** `of`: the name of the ledger that the backup is of, where that is another one. */
    z.object({ path: z.string(), of: z.string().nullable().default(null) }),
    z.object({ ledgerPath: z.string(), backupPath: z.string(), keptAside: z.string().nullable() }),
    { files: ['path'], backups: true },
  ),
};

export type LedgerStatus = z.infer<typeof ledgerStatusSchema>;
export type VerifiedLedger = z.infer<typeof verifiedSchema>;
export type LedgerChange = z.infer<typeof ledgerChangeSchema>;
export type BackupFile = z.infer<typeof backupFile>;
export type OtherBackup = z.infer<typeof otherBackup>;
