import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { CheckResult } from '../../../../shared/contract/checks.ts';
import { DELIVERABLES } from '../../../../shared/domain/deliverable.ts';
import type { Deliverable } from '../../../../shared/domain/deliverable.ts';
import { SEVERITIES } from '../../../../shared/domain/finding.ts';
import type { Cli } from '../cli.ts';
import { pickMpa } from '../pick.ts';
import { count } from '../table.ts';

/** `enroll check`: what would make the vendor send it back. */
export function addCheckCommand(program: Command, cli: Cli): void {
  program
    .command('check')
    .option('--for <deliverable>', `only what matters for one of: ${DELIVERABLES.join(', ')}`, toDeliverable)
    .description(
      'list what the vendor would send back. Exits with 1 when there are errors or warnings; hints alone are fine',
    )
    .addHelpText('after', `\nExamples:\n  enroll check\n  enroll check --for sheet-3 --json`)
    .action(async ({ for: deliverable }: { for?: Deliverable }) => {
      const { id: mpaId } = await pickMpa(cli);
      const client = await cli.client();
      const found = await cli.run(client.checks.run({ mpaId, deliverable: deliverable ?? null }, cli.abortable));
      const { error, warning, hint } = found.counts;
      const sum = `${count(error, 'error')}, ${count(warning, 'warning')}, ${count(hint, 'hint')}`;
      const rest = error + warning > 0 ? '' : ' Nothing here would be sent back.';
      await cli.output.say({ json: found, text: findingsText(found), note: `${sum}.${rest}` });
      if (error + warning > 0) cli.exitCode = 1;
    });
}

/** A sheet as sheet-3, sheet3 or 3, or a kind of ticket. @throws InvalidArgumentError. */
function toDeliverable(text: string): Deliverable {
  const wanted = text.replace(/^(?:sheet-?)?(?=[1-5]$)/u, 'sheet-');
  const found = DELIVERABLES.find((deliverable) => deliverable === wanted);
  if (found === undefined) throw new InvalidArgumentError(`There are: ${DELIVERABLES.join(', ')}.`);
  return found;
}

/** Findings by severity and code: what they have in common once, then each with its remedy. */
function findingsText({ findings, groups }: CheckResult): string {
  const blocks = SEVERITIES.flatMap((severity) =>
    groups
      .filter((group) => group.severity === severity)
      .map(({ code, count: many, what }) => {
        const lines = findings
          .filter((finding) => finding.code === code && finding.severity === severity)
          .map(({ sentence, remedy }) => `  ${sentence} ${remedy}`);
        return [`${severity} ${code} (${many}): ${what}`, ...lines].join('\n');
      }),
  );
  return blocks.join('\n\n');
}
