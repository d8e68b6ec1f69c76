import type { Command } from 'commander';
import { toPath } from './parse.ts';

/** The options that every command knows, before or after its name. */
export interface CommonOptions {
  ledger?: string;
  mpa?: string;
  json?: true;
  quiet?: true;
  yes?: true;
}

/** Adds the common options to the program; its commands inherit them. */
export function addCommonOptions(program: Command): Command {
  return program
    .option(
      '--ledger <file>',
      'the ledger to use (else ENROLL_LEDGER, else the one in your data folder)',
      toPath('--ledger'),
    )
    .option('--mpa <ID or name>', 'the payer account meant; not needed while there is only one')
    .option('--json', 'print one JSON document instead of text, errors too')
    .option('-q, --quiet', 'print only what was asked for: no progress, no advice')
    .option('-y, --yes', "do it without asking; commands never ask where there's no terminal");
}
