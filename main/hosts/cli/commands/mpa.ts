import type { Command } from 'commander';
import { Option } from 'commander';
import { scenarioSchema } from '../../../../shared/contract/mpas.ts';
import type { AddMpaInput, Mpa, MpaSummary, SetMpaInput } from '../../../../shared/contract/mpas.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { Cli } from '../cli.ts';
import { toAccountId } from '../parse.ts';
import { pickMpa } from '../pick.ts';
import { count, pairs, table } from '../table.ts';

interface MpaOptions {
  name?: string;
  scenario?: Mpa['scenario'];
  spotOrg?: string;
  profile?: string;
  mspAccount?: string;
  curReport?: string;
  curBucket?: string;
  curPrefix?: string;
  stack?: string;
}

/** `enroll mpa …`: the payer accounts that are enrolled. */
export function addMpaCommands(program: Command, cli: Cli): void {
  const mpa = program.command('mpa').description('payer accounts (MPAs): add, list, show, set, remove');

  withFields(mpa.command('add').argument('<ID>', 'the account ID of the payer account, 12 digits'), true)
    .description('add a payer account; it makes the ledger where there is none')
    .addHelpText(
      'after',
      `\nExample:\n  enroll mpa add 099999999999 --name 'Example MSP' --scenario enterprise --spot-org 606000000001`,
    )
    .action(async (id: string, options: MpaOptions & Pick<AddMpaInput, 'name' | 'scenario'>) => {
      const client = await cli.client();
      const { name, scenario } = options;
      const { value: added } = await client.mpas.add({ ...fields(options), id: toAccountId(id), name, scenario });
      await cli.output.say({
        json: added,
        note: `Added ${added.name} (${added.id}).\nNext: enroll import FILE --mpa ${added.id}`,
      });
    });

  mpa
    .command('list')
    .description('list the payer accounts with their counts')
    .action(async () => {
      const all = await (await cli.client()).mpas.list();
      await cli.output.say({ json: all, text: listText(all), note: count(all.length, 'payer account') });
    });

  mpa
    .command('show')
    .argument('[MPA]', 'its ID or name')
    .description('show everything about a payer account')
    .action(async (asked?: string) => {
      const found = await pickMpa(cli, asked ?? cli.mpa);
      await cli.output.say({ json: found, text: summaryText(found) });
    });

  withFields(mpa.command('set').argument('[MPA]', 'its ID or name'), false)
    .description("change a payer account; an option that isn't given stays, an empty one ('') takes its value away")
    .addHelpText('after', `\nExample:\n  enroll mpa set 'Example MSP' --spot-org 606000000001 --profile example-payer`)
    .action(async (asked: string | undefined, options: MpaOptions) => {
      if (Object.keys(fields(options)).length === 0) {
        throw new AppError(
          'INVALID_INPUT',
          'Say what to change, such as --spot-org 606000000001. All options: enroll mpa set --help',
        );
      }
      const { id } = await pickMpa(cli, asked ?? cli.mpa);
      const { value: changed } = await (await cli.client()).mpas.set({ ...fields(options), id });
      await cli.output.say({ json: changed, note: `Changed ${changed.name} (${changed.id}).` });
    });

  mpa
    .command('remove')
    .argument('<MPA>', 'its ID or name')
    .description('remove a payer account that has nothing left')
    .action(async (asked: string) => {
      const { id, name } = await pickMpa(cli, asked);
      await cli.confirm(`Remove the payer account ${name} (${id})`);
      const { value: removed } = await (await cli.client()).mpas.remove({ id });
      await cli.output.say({ json: removed, note: `Removed ${name} (${id}). Bring it back with: enroll undo` });
    });
}

function withFields(command: Command, adding: boolean): Command {
  const scenario = new Option('--scenario <scenario>', 'how the payer account is enrolled');
  return command
    .addOption(new Option('--name <name>', 'its name').makeOptionMandatory(adding))
    .addOption(scenario.choices(scenarioSchema.options).makeOptionMandatory(adding))
    .option('--spot-org <ID>', 'the Spot Org ID')
    .option('--profile <name>', 'the AWS profile on this computer that reaches it')
    .option('--msp-account <ID>', "the MSP's own account ID, where the payer account is a customer's")
    .option('--cur-report <name>', 'the name of the Cost and Usage Report')
    .option('--cur-bucket <name>', 'the bucket that the report is delivered to')
    .option('--cur-prefix <prefix>', "the report's prefix in the bucket")
    .option('--stack <name>', 'the name of the Athena stack');
}

function fields(options: MpaOptions): Omit<SetMpaInput, 'id'> {
  const { name, scenario, spotOrg, profile, mspAccount, curReport, curBucket, curPrefix, stack } = options;
  return {
    ...(name !== undefined && { name }),
    ...(scenario !== undefined && { scenario }),
    ...(spotOrg !== undefined && { spotOrgId: spotOrg || null }),
    ...(profile !== undefined && { profileName: profile || null }),
    ...(mspAccount !== undefined && { mspAccountId: mspAccount ? toAccountId(mspAccount) : null }),
    ...(curReport !== undefined && { curReportName: curReport }),
    ...(curBucket !== undefined && { curBucketName: curBucket }),
    ...(curPrefix !== undefined && { curPrefix }),
    ...(stack !== undefined && { stackName: stack }),
  };
}

function listText(all: readonly MpaSummary[]): Promise<string> {
  const headings = [
    'ID',
    'Name',
    'Scenario',
    'Spot Org ID',
    'Accounts',
    'Unassigned',
    'Subsets',
    'Workflows',
    'Customers',
  ];
  return table(
    headings,
    all.map((mpa) => [
      mpa.id,
      mpa.name,
      mpa.scenario,
      mpa.spotOrgId,
      mpa.accounts,
      mpa.unassigned,
      mpa.subsets,
      mpa.workflows,
      mpa.endCustomers,
    ]),
  );
}

const SET_UP_WORDS = {
  'not-begun': 'not begun',
  'in-aws': 'in AWS',
  rehearsal: 'SIMULATED: a rehearsal in the sandbox',
} as const satisfies Record<MpaSummary['setUp'], string>;

function summaryText(mpa: MpaSummary): string {
  return pairs([
    ['Name', mpa.name],
    ['ID', mpa.id],
    ['Scenario', mpa.scenario],
    ['Spot Org ID', mpa.spotOrgId],
    ['AWS profile', mpa.profileName],
    ['AWS set-up', SET_UP_WORDS[mpa.setUp]],
    ['MSP account', mpa.mspAccountId],
    ['CUR report', mpa.curReportName],
    ['CUR bucket', mpa.curBucketName],
    ['CUR prefix', mpa.curPrefix],
    ['Athena stack', mpa.stackName],
    ['Accounts', `${mpa.accounts} (${mpa.unassigned} in no subset)`],
    ['Subsets', mpa.subsets],
    ['Workflows', mpa.workflows],
    ['End customers', mpa.endCustomers],
    ['Added', mpa.addedAt],
  ]);
}
