import type { Command } from 'commander';
import type { WorkflowDetail, WorkflowSummary } from '../../../../shared/contract/workflows.ts';
import type { Cli } from '../cli.ts';
import { pickMpa, pickWorkflow } from '../pick.ts';
import { count, table } from '../table.ts';
import { addWorkflowRuleCommands } from './workflows-rule.ts';

/** `enroll workflows …`: ordered lists of billing rules that turn AWS cost into what a customer is charged. */
export function addWorkflowCommands(program: Command, cli: Cli): void {
  const workflows = program
    .command('workflows')
    .description('billing workflows: list, show, text, add, rename, note, rule …, duplicate, copy, delete');

  workflows
    .command('list')
    .description('list the billing workflows')
    .action(async () => {
      const { id: mpaId } = await pickMpa(cli);
      const all = await (await cli.client()).workflows.list({ mpaId });
      await cli.output.say({ json: all, text: listText(all), note: count(all.length, 'workflow') });
    });

  workflows
    .command('show')
    .argument('<WORKFLOW>', 'its name, or its number as #2')
    .description('show a workflow: its rules in order, what its checks found, where it is used')
    .action(async (asked: string) => {
      const found = await detail(cli, asked);
      await cli.output.say({ json: found, text: detailText(found) });
    });

  workflows
    .command('text')
    .argument('[WORKFLOW]', 'its name; all of them unless given')
    .description('the numbered list as the vendor reads it, ready to be pasted')
    .action(async (asked?: string) => {
      const client = await cli.client();
      const mpa = await pickMpa(cli);
      const all =
        asked === undefined ? await client.workflows.list({ mpaId: mpa.id }) : [await pickWorkflow(cli, mpa, asked)];
      const texts = await Promise.all(
        all.map(async ({ id, name }) => ({ name, text: (await client.workflows.get({ id })).text })),
      );
      await cli.output.say({ json: texts, text: texts.map(({ text }) => text).join('\n\n') });
    });

  workflows
    .command('add')
    .argument('<NAME>', 'its name')
    .option('--note <text>', 'a note of your own')
    .description('add a workflow without rules: the charges are then AWS’s own')
    .action(async (name: string, { note }: { note?: string }) => {
      const { id: mpaId } = await pickMpa(cli);
      const { value: added } = await (await cli.client()).workflows.add({ mpaId, name, note: note ?? '' });
      await cli.output.say({
        json: added,
        note: `Added the workflow ${added.name}.\nNext: enroll workflows rule add '${added.name}' KIND VALUE`,
      });
    });

  workflows
    .command('rename')
    .argument('<WORKFLOW>', 'its name now')
    .argument('<NAME>', 'its new name')
    .description('rename a workflow')
    .action(async (asked: string, name: string) => {
      const { id, name: was } = await pick(cli, asked);
      const { value: renamed } = await (await cli.client()).workflows.rename({ id, name });
      await cli.output.say({ json: renamed, note: `Renamed ${was} to ${renamed.name}.` });
    });

  workflows
    .command('note')
    .argument('<WORKFLOW>', 'its name')
    .argument('<TEXT>', "the note; '' takes it away")
    .description('keep a note of your own with a workflow')
    .action(async (asked: string, note: string) => {
      const { value: changed } = await (
        await cli.client()
      ).workflows.setNote({ id: (await pick(cli, asked)).id, note });
      await cli.output.say({ json: changed, note: `Noted with ${changed.name}.` });
    });

  addWorkflowRuleCommands(workflows, cli);
  addCopyCommands(workflows, cli);
}

function addCopyCommands(workflows: Command, cli: Cli): void {
  workflows
    .command('duplicate')
    .argument('<WORKFLOW>', 'its name')
    .argument('[NAME]', "the copy's name; 'Name (copy)' unless given")
    .description('make a copy of a workflow')
    .action(async (asked: string, name?: string) => {
      const { value: made } = await (
        await cli.client()
      ).workflows.duplicate({ id: (await pick(cli, asked)).id, name: name ?? null });
      await cli.output.say({ json: made, note: `Made ${made.name}.` });
    });

  workflows
    .command('copy')
    .argument('<WORKFLOW>', 'its name')
    .argument('<MPA>', 'the other payer account, by ID or name')
    .argument('[NAME]', "the copy's name; the same unless given")
    .description('copy a workflow to another payer account')
    .action(async (asked: string, to: string, name?: string) => {
      const target = await pickMpa(cli, to);
      const { id } = await pick(cli, asked);
      const { value: made } = await (await cli.client()).workflows.copy({ id, mpaId: target.id, name: name ?? null });
      await cli.output.say({
        json: made,
        note: `Copied to ${target.name} as ${made.name}. See what to check: enroll workflows show '${made.name}' --mpa ${target.id}`,
      });
    });

  workflows
    .command('delete')
    .alias('remove')
    .argument('<WORKFLOW>', 'its name')
    .option('--force', 'also when subsets have it; they have none then')
    .description('delete a workflow')
    .action(async (asked: string, { force }: { force?: true }) => {
      const { id, name } = await pick(cli, asked);
      await cli.confirm(`Delete the workflow ${name}`);
      const { value: done } = await (await cli.client()).workflows.remove({ id, force: force === true });
      await cli.output.say({ json: done, note: `Deleted ${name}. Bring it back with: enroll undo` });
    });
}

async function pick(cli: Cli, asked: string): Promise<WorkflowSummary> {
  return pickWorkflow(cli, await pickMpa(cli), asked);
}

async function detail(cli: Cli, asked: string): Promise<WorkflowDetail> {
  const { id } = await pick(cli, asked);
  return (await cli.client()).workflows.get({ id });
}

function listText(all: readonly WorkflowSummary[]): Promise<string> {
  return table(
    ['No.', 'Workflow', 'Rules', 'Subsets', 'Accounts', 'Errors', 'Warnings', 'Note'],
    all.map(({ id, name, rules, subsets, accounts, findings, note }) => [
      `#${id}`,
      name,
      rules,
      subsets,
      accounts,
      findings.error,
      findings.warning,
      note,
    ]),
  );
}

/** A workflow as a person reads it: the vendor's text, then what was found. */
export function detailText({ text, findings, usedBy, note }: WorkflowDetail): string {
  const found = findings.map(
    ({ severity, position, sentence, remedy }) =>
      `  ${severity}${position === null ? '' : `, rule ${position}`}: ${sentence} ${remedy}`,
  );
  const users = usedBy.map(({ name, accounts }) => `${name} (${accounts})`).join(', ');
  return [
    text,
    ...(found.length > 0 ? ['', 'Found:', ...found] : []),
    '',
    users === '' ? 'No subset has it.' : `Subsets: ${users}`,
    ...(note === '' ? [] : [`Note: ${note}`]),
  ].join('\n');
}
