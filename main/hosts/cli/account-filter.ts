import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { Option } from 'commander';
import type { AccountFilter, AccountSelection, AccountStatus } from '../../../shared/contract/accounts.ts';
import { accountStatusSchema } from '../../../shared/contract/accounts.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { Cli } from './cli.ts';
import { toAccountId } from './parse.ts';
import { pickEndCustomer, pickSubset, pickWorkflow } from './pick.ts';

/** Options that say which accounts are meant; every one given must hold. */
export interface FilterOptions {
  text?: string;
  status?: AccountStatus | 'none';
  subset?: string;
  workflow?: string;
  customer?: string;
  idPrefix?: string;
}

/** Adds the options of a filter over accounts. */
export function withFilter(command: Command): Command {
  const status = new Option('--status <status>', "their status at AWS; none: it isn't known");
  return command
    .option('--text <text>', 'contained in the name, the e-mail or the ID')
    .addOption(status.choices([...accountStatusSchema.options, 'none']))
    .option('--subset <name>', 'those in a subset; none: in no subset')
    .option('--workflow <name>', 'those billed by a workflow; none: by none')
    .option('--customer <name>', 'those of an end customer; none: of none')
    .option('--id-prefix <digits>', 'the first digits of the ID');
}

/** The filter that was asked for, names resolved. @throws AppError NOT_FOUND, CHOICE_NEEDED. */
export async function toFilter(cli: Cli, mpa: MpaSummary, options: FilterOptions): Promise<AccountFilter> {
  const { text, status, subset, workflow, customer, idPrefix } = options;
  return {
    text: text ?? null,
    status: status ?? null,
    subsetId: await idOrNone(subset, (asked) => pickSubset(cli, mpa, asked)),
    workflowId: await idOrNone(workflow, (asked) => pickWorkflow(cli, mpa, asked)),
    endCustomerId: await idOrNone(customer, (asked) => pickEndCustomer(cli, mpa, asked)),
    idPrefix: idPrefix ?? null,
    where: null,
  };
}

/**
 * The accounts meant by IDs or by a filter, one or the other.
 * @param ids as typed; a single `-` reads them from standard input, parted by spaces, commas or line ends
 * @throws AppError INVALID_INPUT when neither or both were given.
 */
export async function toSelection(
  cli: Cli,
  mpa: MpaSummary,
  ids: readonly string[],
  options: FilterOptions,
): Promise<AccountSelection> {
  const filter = await toFilter(cli, mpa, options);
  const filtered = Object.values(filter).some((value) => value !== null);
  if (filtered === ids.length > 0) {
    const sentence = filtered
      ? 'Say which accounts by IDs or by a filter, not both.'
      : 'Say which accounts: by their IDs, or by a filter such as --text or --subset none.';
    throw new AppError('INVALID_INPUT', sentence);
  }
  if (filtered) return { filter };
  const typed = ids.length === 1 && ids[0] === '-' ? (await text(process.stdin)).split(/[\s,;]+/u) : ids;
  return { ids: typed.filter((text) => text !== '').map(toAccountId) };
}

/** The id of a thing by name, or 'none'; null where it was not asked for. */
async function idOrNone(
  asked: string | undefined,
  pick: (asked: string) => Promise<{ id: number }>,
): Promise<number | 'none' | null> {
  if (asked === undefined) return null;
  return asked === 'none' ? 'none' : (await pick(asked)).id;
}
