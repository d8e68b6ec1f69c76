import type { AssignmentRule } from '../../../shared/contract/assignment-rules.ts';
import type { Client } from '../../../shared/contract/client.ts';
import type { EndCustomerSummary } from '../../../shared/contract/end-customers.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { SubsetSummary } from '../../../shared/contract/subsets.ts';
import type { WorkflowSummary } from '../../../shared/contract/workflows.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { nameKey } from '../../../shared/domain/name-key.ts';
import type { Cli } from './cli.ts';

/** The payer account that a command is about: by --mpa, or the only one. @throws AppError NOT_FOUND, CHOICE_NEEDED. */
export async function pickMpa(cli: Cli, asked = cli.mpa): Promise<MpaSummary> {
  const all = await (await cli.client()).mpas.list();
  if (asked !== undefined) {
    return pickOne(all, asked, (mpa) => [mpa.id, mpa.name], 'payer account', 'enroll mpa list');
  }
  const [first, second] = all;
  if (first === undefined) {
    throw new AppError(
      'NOT_FOUND',
      'There is no payer account in the ledger yet. Add one: enroll mpa add <account ID> --name <name> --scenario <scenario>',
    );
  }
  if (second === undefined) return first;
  const choices = all.map(({ id, name }) => ({ id, name }));
  const list = choices.map(({ id, name }) => `${id} (${name})`).join(', ');
  throw new AppError('CHOICE_NEEDED', `Say which payer account is meant with --mpa: ${list}.`, { choices });
}

/**
 * Makes sure that what goes by its number in the whole ledger is of the payer account that --mpa names; it need not name one.
 * @param what as the refusal calls it: 'ticket 3'
 * @throws AppError NOT_FOUND
 */
export async function assertOfMpa(cli: Cli, what: string, mpaIdOf: (client: Client) => Promise<string>): Promise<void> {
  if (cli.mpa === undefined) return;
  const { id, name } = await pickMpa(cli);
  const of = await mpaIdOf(await cli.client());
  if (of === id) return;
  throw new AppError('NOT_FOUND', `${name} has no ${what}: it is of the payer account ${of}.`, { mpaId: of });
}

/** A subset by its name, or by its number as #12. @throws AppError NOT_FOUND, CHOICE_NEEDED. */
export async function pickSubset(cli: Cli, mpa: MpaSummary, asked: string): Promise<SubsetSummary> {
  return (await subsetPicker(cli, mpa))(asked);
}

/** Picks several subsets out of one list. */
export async function subsetPicker(cli: Cli, mpa: MpaSummary): Promise<(asked: string) => SubsetSummary> {
  const all = await (await cli.client()).subsets.list({ mpaId: mpa.id });
  return (asked) => pickOne(all, asked, ({ id, name }) => [`#${id}`, name], 'subset', 'enroll subsets list');
}

/** An end customer by its label, name, console e-mail, Spot Org ID, or number as #3. @throws AppError NOT_FOUND, CHOICE_NEEDED. */
export async function pickEndCustomer(cli: Cli, mpa: MpaSummary, asked: string): Promise<EndCustomerSummary> {
  const all = await (await cli.client()).endCustomers.list({ mpaId: mpa.id });
  const keys = ({ id, label, name, consoleEmail, spotOrgId }: EndCustomerSummary): string[] => [
    `#${id}`,
    label,
    name,
    consoleEmail,
    spotOrgId,
  ];
  return pickOne(all, asked, keys, 'end customer', 'enroll customers list');
}

/** A billing workflow by its name, or by its number as #2. @throws AppError NOT_FOUND, CHOICE_NEEDED. */
export async function pickWorkflow(cli: Cli, mpa: MpaSummary, asked: string): Promise<WorkflowSummary> {
  const all = await (await cli.client()).workflows.list({ mpaId: mpa.id });
  return pickOne(all, asked, ({ id, name }) => [`#${id}`, name], 'billing workflow', 'enroll workflows list');
}

/** An assignment rule by its place in the order. @throws AppError NOT_FOUND. */
export async function pickRule(cli: Cli, mpa: MpaSummary, place: number): Promise<AssignmentRule> {
  const all = await (await cli.client()).assignmentRules.list({ mpaId: mpa.id });
  return pickOne(
    all,
    String(place),
    ({ position }) => [String(position)],
    'assignment rule at place',
    'enroll rules list',
  );
}

/**
 * The one thing that goes by a name, compared without case and surplus spaces.
 * @throws AppError NOT_FOUND; CHOICE_NEEDED where several do.
 */
export function pickOne<T>(
  all: readonly T[],
  asked: string,
  keys: (item: T) => readonly string[],
  what: string,
  listCommand: string,
): T {
  const wanted = nameKey(asked);
  const found = all.filter((item) => wanted !== '' && keys(item).some((key) => nameKey(key) === wanted));
  const [first, second] = found;
  if (first === undefined) {
    throw new AppError('NOT_FOUND', `There is no ${what} ${asked}. See: ${listCommand}`, { asked });
  }
  if (second === undefined) return first;
  const choices = found.map((item) => keys(item)[0] ?? '');
  throw new AppError('CHOICE_NEEDED', `Several go by ${asked}: say which, as ${choices.join(' or ')}.`, { choices });
}
