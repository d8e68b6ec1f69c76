/** One step of the ledger's schema. Its text never changes after release: the hash of what was applied is kept. */
export interface Migration {
  /** Numbered in tens, so that a hotfix fits between. */
  id: number;
  name: string;
  sql: string;
}
