import type { Command } from 'commander';
import { Option } from 'commander';
import type { AssignmentRule, RulesPreview } from '../../../../shared/contract/assignment-rules.ts';
import type { AssignmentField, AssignmentOperator } from '../../../../shared/domain/assignment-rule.ts';
import { ASSIGNMENT_FIELDS, ASSIGNMENT_OPERATORS, edgeHint } from '../../../../shared/domain/assignment-rule.ts';
import type { Cli } from '../cli.ts';
import { toWholeNumber } from '../parse.ts';
import { pickMpa, pickRule, pickSubset } from '../pick.ts';
import { count, table } from '../table.ts';

interface SetOptions {
  field?: AssignmentField;
  operator?: AssignmentOperator;
  value?: string;
  subset?: string;
}

/** `enroll rules …`: which accounts go into which subset by themselves. Asked in order; the first that fits wins. */
export function addRuleCommands(program: Command, cli: Cli): void {
  const rules = program.command('rules').description('assignment rules: list, add, set, move, remove, preview, apply');

  rules
    .command('list')
    .description('list the rules in their order')
    .action(async () => {
      const { id: mpaId } = await pickMpa(cli);
      const all = await (await cli.client()).assignmentRules.list({ mpaId });
      await cli.output.say({ json: all, text: listText(all), note: count(all.length, 'rule') });
    });

  rules
    .command('add')
    .argument('<SUBSET>', 'the subset that it fills')
    .argument('<FIELD>', `what is looked at: ${ASSIGNMENT_FIELDS.join(', ')}`)
    .argument('<OPERATOR>', `how it is compared: ${ASSIGNMENT_OPERATORS.join(', ')}`)
    .argument('<VALUE>', 'with what; a pattern knows * and ?')
    .option('--position <number>', 'its place in the order, from 1; last unless given', toWholeNumber)
    .description('add a rule')
    .addHelpText(
      'after',
      `\nExamples:\n  enroll rules add 'Contoso Retail' name starts-with contoso\n  enroll rules add Sandboxes email pattern 'aws+sandbox-*@msp.example' --position 1`,
    )
    .action(async (subset: string, field, operator, value: string, { position }: { position?: number }) => {
      const mpa = await pickMpa(cli);
      const { id: subsetId } = await pickSubset(cli, mpa, subset);
      // The contract refuses a field or an operator that it does not know.
      const condition = { field: field as AssignmentField, operator: operator as AssignmentOperator, value };
      const client = await cli.client();
      const { value: added } = await client.assignmentRules.add({
        mpaId: mpa.id,
        to: { id: subsetId },
        ...condition,
        position: position ?? null,
      });
      await cli.output.say({
        json: added,
        note: `Added rule ${added.position}: ${added.text} → ${added.subset.name}.${hintOf(added)}\nNext: enroll rules preview`,
      });
    });

  rules
    .command('set')
    .argument('<RULE>', 'its place in the order', toWholeNumber)
    .addOption(new Option('--field <field>', 'what is looked at').choices(ASSIGNMENT_FIELDS))
    .addOption(new Option('--operator <operator>', 'how it is compared').choices(ASSIGNMENT_OPERATORS))
    .option('--value <text>', 'with what')
    .option('--subset <name>', 'the subset that it fills')
    .description('change a rule')
    .action(async (place: number, { subset, ...condition }: SetOptions) => {
      const mpa = await pickMpa(cli);
      const { id } = await pickRule(cli, mpa, place);
      const to = subset === undefined ? {} : { to: { id: (await pickSubset(cli, mpa, subset)).id } };
      const { value: changed } = await (await cli.client()).assignmentRules.set({ id, ...condition, ...to });
      await cli.output.say({
        json: changed,
        note: `Rule ${changed.position} is now: ${changed.text} → ${changed.subset.name}.${hintOf(changed)}`,
      });
    });

  rules
    .command('move')
    .argument('<RULE>', 'its place in the order', toWholeNumber)
    .argument('<TO>', 'its new place', toWholeNumber)
    .description('move a rule to another place in the order')
    .action(async (place: number, position: number) => {
      const { id } = await pickRule(cli, await pickMpa(cli), place);
      const { value: moved } = await (await cli.client()).assignmentRules.move({ id, position });
      await cli.output.say({
        json: moved,
        note: `Moved to place ${moved.position}: ${moved.text} → ${moved.subset.name}.`,
      });
    });

  rules
    .command('remove')
    .argument('<RULE>', 'its place in the order', toWholeNumber)
    .description('remove a rule; accounts stay where they are')
    .action(async (place: number) => {
      const { id } = await pickRule(cli, await pickMpa(cli), place);
      const { value: removed } = await (await cli.client()).assignmentRules.remove({ id });
      await cli.output.say({ json: removed, note: `Removed the rule ${removed.text} → ${removed.subset.name}.` });
    });

  addApplyCommands(rules, cli);
}

function addApplyCommands(rules: Command, cli: Cli): void {
  const all = ['--include-assigned', 'accounts that are in a subset already move too'] as const;

  rules
    .command('preview')
    .option(...all)
    .description('show what each rule would take, and the accounts that no rule fits')
    .action(async ({ includeAssigned = false }: { includeAssigned?: boolean }) => {
      const { id: mpaId } = await pickMpa(cli);
      const client = await cli.client();
      const preview = await cli.run(client.assignmentRules.preview({ mpaId, includeAssigned }, cli.abortable));
      await cli.output.say({ json: preview, text: previewText(preview), note: 'Do it with: enroll rules apply' });
    });

  rules
    .command('apply')
    .option(...all)
    .description('put the accounts where the rules would have them; shows first what would move')
    .action(async ({ includeAssigned = false }: { includeAssigned?: boolean }) => {
      const { id: mpaId } = await pickMpa(cli);
      const client = await cli.client();
      const preview = await cli.run(client.assignmentRules.preview({ mpaId, includeAssigned }, cli.abortable));
      const { revision, takes } = preview;
      if (takes > 0) {
        await cli.confirm(`Put ${count(takes, 'account')} into their subsets`, await previewText(preview));
      }
      const input = { mpaId, includeAssigned, revision };
      const { value: done } = await cli.run(client.assignmentRules.apply(input, cli.abortable));
      await cli.output.say({
        json: done,
        note: `${count(done.assigned, 'account')} assigned, ${done.moved} moved; ${count(done.unmatched, 'account')} that no rule fits.`,
      });
    });
}

function hintOf(rule: AssignmentRule): string {
  const hint = edgeHint(rule);
  return hint === null ? '' : `\n${hint}`;
}

function listText(all: readonly AssignmentRule[]): Promise<string> {
  return table(
    ['Place', 'Condition', 'Subset'],
    all.map(({ position, text, subset }) => [position, text, subset.name]),
  );
}

async function previewText({ rules, unmatched, unmatchedSample, unmatchedAssigned }: RulesPreview): Promise<string> {
  const text = await table(
    ['Place', 'Condition', 'Subset', 'Fits', 'In place', 'Elsewhere', 'Would take', 'For example'],
    rules.map(({ rule, fits, inPlace, inOther, takes, sample }) => [
      rule.position,
      rule.text,
      rule.subset.name,
      fits,
      inPlace,
      inOther,
      takes,
      sample
        .map(({ name, id }) => name || id)
        .slice(0, 2)
        .join(', '),
    ]),
  );
  const names = unmatchedSample.map(({ id, name }) => `\n  ${id}  ${name}`).join('');
  const left = `${count(unmatched, 'account')} in no subset that no rule fits${unmatched > 0 ? ':' : '.'}${names}`;
  const more = unmatched > unmatchedSample.length && unmatchedSample.length > 0 ? '\n  …' : '';
  const stay =
    unmatchedAssigned > 0 ? `\n${count(unmatchedAssigned, 'account')} in a subset that no rule fits stay there.` : '';
  return `${text}\n\n${left}${more}${stay}`;
}
