import { ledger } from './0010-ledger.ts';
import { awsSetup } from './0020-aws-setup.ts';

/** One step of the ledger's schema. Its text never changes after release: the hash of what was applied is kept. */
export interface Migration {
  /** Numbered in tens, so that a hotfix fits between. */
  id: number;
  name: string;
  sql: string;
}

/** All migrations, in order. */
export const MIGRATIONS: readonly Migration[] = [ledger, awsSetup];

/** The schema version that this program reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.at(-1)?.id ?? 0;
