import { resolve } from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { ExtractorAccounts } from '../../../../shared/contract/aws.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { Cli } from '../cli.ts';
import { collect, toAccountId } from '../parse.ts';
import { pickMpa } from '../pick.ts';
import { choicesText } from './aws-choices.ts';

interface LinkOptions {
  accounts?: string;
  subset?: string[];
  kind?: 'extractor' | 'access-role';
  stackName?: string;
}

/** `enroll aws link URL` and `enroll aws role-template FILE`: what the vendor's stacks are made from. */
export function addAwsLinkCommands(aws: Command, cli: Cli): void {
  aws
    .command('link')
    .argument('<URL>', "the vendor's link, as it came")
    .option('--accounts <IDs>', "whose cost data the extractor sends: 'all', or account IDs with commas between")
    .option('--subset <name>', 'the accounts of a subset instead; may be given several times', collect)
    .addOption(new Option('--kind <stack>', 'which stack it is for').choices(['extractor', 'access-role']))
    .option('--stack-name <name>', 'the name of the stack')
    .description("look at the vendor's link and keep it; the stack is made by apply")
    .action(async (url: string, options: LinkOptions) => {
      const { id: mpaId } = await pickMpa(cli);
      const client = await cli.client();
      const input = {
        mpaId,
        url,
        kind: options.kind ?? null,
        accounts: toAccounts(options),
        stackName: options.stackName ?? null,
      };
      const choices = await cli.run(client.aws.link(input, cli.abortable));
      const { curBucketName } = await client.mpas.get({ id: mpaId });
      await cli.output.say({
        json: choices,
        text: choicesText(choices, curBucketName),
        note: 'What it would create: enroll aws plan',
      });
    });

  aws
    .command('role-template')
    .argument('<FILE>', 'the CloudFormation template of the access role, as the vendor gave it')
    .option('--stack-name <name>', 'the name of the stack')
    .description('make the access role stack from a template file, where there is no link')
    .action(async (file: string, { stackName }: { stackName?: string }) => {
      const { id: mpaId } = await pickMpa(cli);
      const client = await cli.client();
      const input = { mpaId, path: resolve(file), stackName: stackName ?? null };
      const choices = await cli.run(client.aws.roleTemplate(input, cli.abortable));
      const { curBucketName } = await client.mpas.get({ id: mpaId });
      await cli.output.say({
        json: choices,
        text: choicesText(choices, curBucketName),
        note: 'What it would create, and how much it allows: enroll aws plan',
      });
    });
}

/** Null where nothing was said: what was chosen before stays. @throws AppError INVALID_INPUT. */
function toAccounts({ accounts, subset }: LinkOptions): ExtractorAccounts | null {
  if (accounts !== undefined && subset !== undefined) {
    throw new AppError('INVALID_INPUT', 'Say --accounts or --subset, not both.');
  }
  if (subset !== undefined) return { kind: 'subsets', names: subset };
  if (accounts === undefined) return null;
  if (accounts.trim().toLowerCase() === 'all') return { kind: 'all' };
  return { kind: 'accounts', ids: accounts.split(',').map(toAccountId) };
}
