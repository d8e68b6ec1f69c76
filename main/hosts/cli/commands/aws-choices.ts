import type { Command } from 'commander';
import type { SetupChoices } from '../../../../shared/contract/aws.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { shownLink } from '../../../../shared/domain/aws/shown-link.ts';
import type { SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';
import { Argument } from 'commander';
import { confirmBucket, toSetupStep } from '../aws-options.ts';
import { reportText } from '../aws-report.ts';
import type { Cli } from '../cli.ts';
import { collect } from '../parse.ts';
import { pickMpa } from '../pick.ts';
import { pairs } from '../table.ts';

interface ChooseOptions {
  bucket?: string;
  region?: string;
  athena?: boolean;
}

interface DoneOptions {
  how: string;
  evidence?: string[];
  replace?: boolean;
}

/** `enroll aws choose` and `enroll aws done`: what the operator decides, and what the operator has done by hand. */
export function addAwsChoiceCommands(aws: Command, cli: Cli): void {
  aws
    .command('choose')
    .option('--bucket <name>', 'the name of the report bucket')
    .option('--region <region>', 'the region of the set-up; own management accounts only')
    .option('--athena', 'own management accounts: make the Athena stack as well')
    .option('--no-athena', 'own management accounts: without the Athena stack')
    .description('show or change how the set-up is made')
    .action(async ({ bucket, region, athena }: ChooseOptions) => {
      const { id: mpaId } = await pickMpa(cli);
      const client = await cli.client();
      const nothing = bucket === undefined && region === undefined && athena === undefined;
      if (bucket !== undefined) await confirmBucket(cli, mpaId, bucket);
      const choices = nothing
        ? await client.aws.choices({ mpaId })
        : (
            await client.aws.choose({
              mpaId,
              bucket: bucket ?? null,
              region: region ?? null,
              withAthena: athena ?? null,
            })
          ).value;
      const { curBucketName } = await client.mpas.get({ id: mpaId });
      await cli.output.say({
        json: { ...shownChoices(choices), bucket: curBucketName },
        text: choicesText(choices, curBucketName),
        ...(nothing ? {} : { note: 'What follows from it: enroll aws plan' }),
      });
    });

  aws
    .command('done')
    .addArgument(new Argument('<STEP>', 'the step that is done').argParser(toSetupStep))
    .requiredOption('--how <text>', 'how you know')
    .option('--evidence <name=value>', 'what proves it; may be given several times', collect)
    .option('--replace', 'also where the step was seen in place')
    .description('take your word that a step was done by hand, where the profile may not look')
    .action(async (step: SetupStepKey, { how, evidence = [], replace = false }: DoneOptions) => {
      const { id: mpaId } = await pickMpa(cli);
      const client = await cli.client();
      const { value: report } = await client.aws.done({ mpaId, step, how, evidence: toEvidence(evidence), replace });
      const text = await reportText(report, { byHand: false });
      await cli.output.say({ json: report, text, note: `Next: ${report.next}` });
    });
}

/** What was chosen as it may be printed: of the links that are kept where their templates lie. */
export function shownChoices(choices: SetupChoices): SetupChoices {
  const shown = (link: string | null): string | null => (link === null ? null : shownLink(link));
  return { ...choices, extractorLink: shown(choices.extractorLink), roleLink: shown(choices.roleLink) };
}

/** What was chosen, and what is to be created in whose name. */
export function choicesText(choices: SetupChoices, bucket: string): string {
  const { simulated, region, withAthena, extractorAccounts: accounts } = choices;
  const whose =
    accounts.kind === 'all'
      ? 'all'
      : accounts.kind === 'accounts'
        ? accounts.ids.join(', ')
        : `of the subsets ${accounts.names.join(', ')}`;
  return pairs([
    ['Payer account', choices.mpaId],
    ['Begun in', simulated === null ? 'not begun' : simulated ? 'the sandbox (SIMULATED)' : 'AWS'],
    ['Report bucket', bucket],
    ['Region', region],
    ['Athena stack by choice', withAthena ? 'yes' : 'no'],
    ['Link to the extractor stack', linkText(choices, 'extractor')],
    ['Extractor stack', choices.extractorStackName],
    ['Accounts for the extractor', whose],
    ['Link to the access role stack', linkText(choices, 'access-role')],
    ['Access role template (SHA-256)', choices.roleTemplateSha256],
    ['Access role stack', choices.roleStackName],
  ]);
}

function linkText(choices: SetupChoices, kind: 'extractor' | 'access-role'): string | null {
  const { extractorLink, roleLink, lostLinks } = shownChoices(choices);
  if (lostLinks.includes(kind)) return 'was given; what was secret in it is not kept any more: give it again';
  return kind === 'extractor' ? extractorLink : roleLink;
}

function toEvidence(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=');
      if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
      throw new AppError('INVALID_INPUT', `${text} is not name=value, such as roleArn=arn:aws:iam::….`, { text });
    }),
  );
}
