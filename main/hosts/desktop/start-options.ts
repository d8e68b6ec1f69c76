import { parseArgs } from 'node:util';

/** What the program was started with, as far as it looks at that. */
export interface StartOptions {
  /** The ledger to open; undefined: the usual one. */
  readonly ledger: string | undefined;
  /** All else that is no option: files, maybe. */
  readonly rest: readonly string[];
}

/** Reads the arguments. @param args without the program's own path */
export function readStart(args: readonly string[]): StartOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { ledger: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  return { ledger: typeof values.ledger === 'string' ? values.ledger : undefined, rest: positionals };
}
