import { Option } from 'commander';
import type { Command } from 'commander';
import type { ExtractorAccounts, SetupChoices } from '../../../../shared/contract/aws.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { publicLink } from '../../../../shared/domain/aws/public-link.ts';
import { GIVEN, shownLink } from '../../../../shared/domain/aws/shown-link.ts';
import { cleanLine } from '../clean-text.ts';
import type { Cli } from '../cli.ts';
import { refuseUseless } from '../options.ts';
import { collect, toAccountId, toPath } from '../parse.ts';
import { pickMpa } from '../pick.ts';
import { pairs } from '../table.ts';
import { choicesText, shownChoices } from './aws-choices.ts';

interface LinkOptions {
  accounts?: string;
  subset?: string[];
  kind?: 'extractor' | 'access-role';
  stackName?: string;
  forget?: true;
}

/** `enroll aws link URL` and `enroll aws role-template FILE`: what the vendor's stacks are made from. */
export function addAwsLinkCommands(aws: Command, cli: Cli): void {
  aws
    .command('link')
    .argument('[URL]', "the vendor's link, as it came")
    .option('--accounts <IDs>', "whose cost data the extractor sends: 'all', or account IDs with commas between")
    .option('--subset <name>', 'the accounts of a subset instead; may be given several times', collect)
    .addOption(new Option('--kind <stack>', 'which stack it is for').choices(['extractor', 'access-role']))
    .option('--stack-name <name>', 'the name of the stack')
    .option('--forget', 'forget the link that was kept; with --kind where there are two')
    .description("look at the vendor's link, show what it fills in, and keep it; the stack is made by apply")
    .action(async (url: string | undefined, options: LinkOptions, command: Command) => {
      if (options.forget) refuseUseless(command, ['accounts', 'subset', 'stackName'], 'with --forget');
      if (options.kind === 'access-role') refuseUseless(command, ['accounts', 'subset'], 'with --kind access-role');
      const { id: mpaId } = await pickMpa(cli);
      if (options.forget) return forget(cli, mpaId, url, options);
      return keep(cli, mpaId, url?.trim() ?? '', options);
    });

  aws
    .command('role-template')
    .argument('<FILE>', 'the CloudFormation template of the access role, as the vendor gave it', toPath('FILE'))
    .option('--stack-name <name>', 'the name of the stack')
    .description('make the access role stack from a template file, where there is no link')
    .action(async (file: string, { stackName }: { stackName?: string }) => {
      const { id: mpaId } = await pickMpa(cli);
      const client = await cli.client();
      const input = { mpaId, source: { kind: 'path' as const, path: file }, stackName: stackName ?? null };
      const choices = await cli.run(client.aws.roleTemplate(input, cli.abortable));
      const { curBucketName } = await client.mpas.get({ id: mpaId });
      await cli.output.say({
        json: shownChoices(choices),
        text: choicesText(choices, curBucketName),
        note: 'What it would create, and how much it allows: enroll aws plan',
      });
    });
}

/** Keeps a link, and shows what it fills in and which one it takes the place of. @throws AppError. */
async function keep(cli: Cli, mpaId: AccountId, url: string, options: LinkOptions): Promise<void> {
  if (url === '') {
    throw new AppError('INVALID_INPUT', "Give the vendor's link in quotes: enroll aws link 'https://…'", {
      field: 'url',
    });
  }
  const client = await cli.client();
  const before = await client.aws.choices({ mpaId });
  const { kind = null, stackName = null } = options;
  const input = { mpaId, url, kind, accounts: toAccounts(options), stackName };
  const choices = await cli.run(client.aws.link(input, cli.abortable));
  const { curBucketName } = await client.mpas.get({ id: mpaId });
  const { parameters, warnings } = await client.aws.readLink({ mpaId, url });
  const replaced = replacedLink(before, choices);
  const parts = [
    choicesText(choices, curBucketName),
    parametersText(parameters),
    ...warnings.map((warning) => `WARNING: ${warning}`),
    ...(replaced === null
      ? []
      : [`It takes the place of the link that was kept before, to the template:\n${replaced}`]),
  ];
  await cli.output.say({
    json: { ...shownChoices(choices), parameters, warnings, replaced },
    text: parts.join('\n\n'),
    note: 'What it would create: enroll aws plan. Not what the vendor sent? enroll aws link --forget',
  });
}

/** Forgets a kept link. @throws AppError INVALID_INPUT, CHOICE_NEEDED, NOT_FOUND. */
async function forget(cli: Cli, mpaId: AccountId, url: string | undefined, { kind }: LinkOptions): Promise<void> {
  if (url !== undefined) throw new AppError('INVALID_INPUT', 'Say a link to keep, or --forget, not both.');
  const client = await cli.client();
  const { extractorLink, roleLink, lostLinks } = await client.aws.choices({ mpaId });
  const kept = [
    ...(extractorLink === null ? [] : (['extractor'] as const)),
    ...(roleLink === null ? [] : (['access-role'] as const)),
    ...lostLinks,
  ].filter((each) => kind === undefined || each === kind);
  const [only, ...more] = kept;
  if (only === undefined) throw new AppError('NOT_FOUND', 'No link is kept; there is nothing to forget.');
  if (more.length > 0) {
    throw new AppError(
      'CHOICE_NEEDED',
      'Two links are kept. Say which to forget: --kind extractor or --kind access-role.',
      {
        option: '--kind',
      },
    );
  }
  const { value: choices } = await client.aws.choose({ mpaId, forgetLink: only });
  await cli.output.say({
    json: shownChoices(choices),
    note: `Forgot the link of the ${only} stack. ${hasSecret(only === 'extractor' ? extractorLink : roleLink) ? GONE : 'Bring it back with: enroll undo'}`,
  });
}

/** What is said where a link is forgotten with what is secret in it. */
const GONE =
  "What was secret in it is gone for good, also for undo: to use it again, copy it out of the vendor's mail. Backups never had it.";

function hasSecret(link: string | null): boolean {
  return link === null || publicLink(link) !== link;
}

/** The parameters, a line each. */
function parametersText(parameters: Readonly<Record<string, string>>): string {
  const rows = Object.entries(parameters).map(([name, value]): [string, string] => [name, cleanLine(value)]);
  if (rows.length === 0) return 'The link fills in no parameter.';
  const hidden = rows.some(([, value]) => value === GIVEN)
    ? `\n${GIVEN} may be what nobody is to see: enroll aws plan reads the template, and shows what is not.`
    : '';
  return `What the link fills in; compare it with the vendor's mail:\n${pairs(rows)}${hidden}`;
}

function replacedLink(before: SetupChoices, after: SetupChoices): string | null {
  const pairsOf = [
    [before.extractorLink, after.extractorLink],
    [before.roleLink, after.roleLink],
  ] as const;
  const replaced = pairsOf.find(([was, is]) => was !== null && was !== is)?.[0] ?? null;
  return replaced === null ? null : shownLink(replaced);
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
