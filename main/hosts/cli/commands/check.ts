import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { DELIVERABLES } from '../../../../shared/domain/deliverable.ts';
import type { Deliverable } from '../../../../shared/domain/deliverable.ts';
import { FINDINGS_LISTED } from '../../../../shared/domain/finding.ts';
import type { Cli } from '../cli.ts';
import { pickMpa } from '../pick.ts';
import { countsText, findingsText } from '../findings-text.ts';
import { toWholeNumber } from '../parse.ts';

/** `enroll check`: what would make the vendor send it back. */
export function addCheckCommand(program: Command, cli: Cli): void {
  program
    .command('check')
    .option('--for <deliverable>', `only what matters for one of: ${DELIVERABLES.join(', ')}`, toDeliverable)
    .option('--limit <number>', 'how many findings of each kind', toWholeNumber, FINDINGS_LISTED)
    .description(
      'list what the vendor would send back. Exits with 1 when there are errors or warnings; hints alone are fine',
    )
    .addHelpText(
      'after',
      `\nExamples:\n  enroll check\n  enroll check --for sheet-3 --json\n  enroll check --limit 5000`,
    )
    .action(async ({ for: deliverable, limit }: { for?: Deliverable; limit: number }) => {
      const { id: mpaId } = await pickMpa(cli);
      const client = await cli.client();
      const found = await cli.run(client.checks.run({ mpaId, deliverable: deliverable ?? null, limit }, cli.abortable));
      const { error, warning } = found.counts;
      const fine = error + warning > 0 ? '' : ' Nothing here would be sent back.';
      const most = Math.max(0, ...found.groups.map((group) => group.count));
      const rest = most > limit ? ` Not all are listed; for all of them: enroll check --limit ${most}` : '';
      await cli.output.say({ json: found, text: findingsText(found), note: `${countsText(found)}.${fine}${rest}` });
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
