import type { Migration } from './migration.ts';

/** What tells a ledger, and the backups made of it, from every other one. `settleIdentity` writes the one row; no change of a person's, so none to undo. */
export const ledgerIdentity: Migration = {
  id: 30,
  name: 'ledger-identity',
  sql: `
  CREATE TABLE ledger_identity (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    identity TEXT NOT NULL CHECK (length(identity) = 32),
    -- Where the ledger lay when it was opened for writing last: by this a copy is told from a ledger that was moved.
    path TEXT NOT NULL CHECK (path <> '')
  ) STRICT;
`,
};
