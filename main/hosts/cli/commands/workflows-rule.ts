import type { Command } from 'commander';
import type { WorkflowDetail } from '../../../../shared/contract/workflows.ts';
import type { Cli } from '../cli.ts';
import { toWholeNumber } from '../parse.ts';
import { pickMpa, pickWorkflow } from '../pick.ts';
import { table } from '../table.ts';
import { toRule, TYPED_KINDS, withRule } from '../workflow-rule-args.ts';
import type { RuleOptions } from '../workflow-rule-args.ts';

const EXAMPLES = `
Examples:
  enroll workflows rule add 'Standard resale' replace-discount ri --by any
  enroll workflows rule add 'Standard resale' remove-credits edp
  enroll workflows rule add 'Standard resale' uplift 3
  enroll workflows rule add 'Public sector' discount 2 --service 'Amazon S3' --weekday tuesday --region-group us-east
  enroll workflows rule add 'Public sector' prose 'Round every line up to a full cent'`;

/** `enroll workflows rule …`: the rules of a workflow, in the order in which they are processed. */
export function addWorkflowRuleCommands(workflows: Command, cli: Cli): void {
  const rule = workflows.command('rule').description("a workflow's rules: add, replace, move, remove, catalogue");

  withRule(rule.command('add').argument('<WORKFLOW>', 'its name'))
    .option('--position <number>', 'its place, from 1; last unless given', toWholeNumber)
    .description('add a rule')
    .addHelpText('after', EXAMPLES)
    .action(
      async (asked: string, kind: string, value: string | undefined, options: RuleOptions & { position?: number }) => {
        const { position, ...typed } = options;
        const input = { rule: toRule(kind, value, typed), position: position ?? null };
        const id = await idOf(cli, asked);
        await say(cli, (await (await cli.client()).workflows.addRule({ id, ...input })).value);
      },
    );

  withRule(
    rule
      .command('replace')
      .argument('<WORKFLOW>', 'its name')
      .argument('<PLACE>', 'the place of the rule', toWholeNumber),
  )
    .description('put another rule in the place of one')
    .action(async (asked: string, position: number, kind: string, value: string | undefined, options: RuleOptions) => {
      const replacement = toRule(kind, value, options);
      const id = await idOf(cli, asked);
      await say(cli, (await (await cli.client()).workflows.replaceRule({ id, position, rule: replacement })).value);
    });

  rule
    .command('move')
    .argument('<WORKFLOW>', 'its name')
    .argument('<FROM>', 'the place of the rule', toWholeNumber)
    .argument('<TO>', 'its new place', toWholeNumber)
    .description('move a rule to another place')
    .action(async (asked: string, from: number, to: number) => {
      const id = await idOf(cli, asked);
      await say(cli, (await (await cli.client()).workflows.moveRule({ id, from, to })).value);
    });

  rule
    .command('remove')
    .argument('<WORKFLOW>', 'its name')
    .argument('<PLACE>', 'the place of the rule', toWholeNumber)
    .description('remove a rule')
    .action(async (asked: string, position: number) => {
      const id = await idOf(cli, asked);
      await say(cli, (await (await cli.client()).workflows.removeRule({ id, position })).value);
    });

  rule
    .command('catalogue')
    .description('every kind of rule, with what it needs')
    .action(async () => {
      const kinds = Object.entries(TYPED_KINDS).map(([kind, { value, options }]) => ({ kind, value, options }));
      const text = table(
        ['Kind', 'Value', 'Options'],
        kinds.map(({ kind, value, options }) => [kind, value, options]),
      );
      await cli.output.say({ json: kinds, text, note: EXAMPLES.trim() });
    });
}

async function idOf(cli: Cli, asked: string): Promise<number> {
  return (await pickWorkflow(cli, await pickMpa(cli), asked)).id;
}

async function say(cli: Cli, changed: WorkflowDetail): Promise<void> {
  const worst = changed.findings.filter(({ severity }) => severity !== 'hint');
  const found = worst.map(({ severity, sentence, remedy }) => `\n${severity}: ${sentence} ${remedy}`).join('');
  await cli.output.say({ json: changed, note: `${changed.text}${found}` });
}
