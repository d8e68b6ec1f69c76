import type { Command } from 'commander';
import { megabytes } from '../../../../shared/domain/file-size.ts';
import type { CostRule } from '../../../../shared/domain/cost-rules.ts';
import { profileOption } from '../aws-options.ts';
import type { Cli } from '../cli.ts';
import { acceptOption, listText, provenText, RULES, tellAccepted, toMonth } from '../cost-data-words.ts';
import { changesText } from '../cost-data-changes.ts';
import { pickMpa } from '../pick.ts';
import { count, table } from '../table.ts';

interface FetchOptions {
  month?: string;
  profile?: string;
  accept?: CostRule[];
}

/** `enroll cur fetch`: cost data from the payer account's own bucket. */
export function addFetchCommand(cur: Command, cli: Cli): void {
  cur
    .command('fetch')
    .description(
      "download the report of a month from the payer account's bucket and read it; without --month, list the months that are there",
    )
    .option('--month <YYYY-MM>', 'the month', toMonth)
    .addOption(profileOption())
    .addOption(acceptOption())
    .addHelpText(
      'after',
      `\nA download that was cancelled goes on where it ended, for a day.\n\n${RULES}\n\nExamples:\n  enroll cur fetch\n  enroll cur fetch --month 2026-10`,
    )
    .action((options: FetchOptions) =>
      options.month === undefined ? listDelivered(cli, options) : fetchMonth(cli, options.month, options),
    );
}

async function listDelivered(cli: Cli, { profile }: FetchOptions): Promise<void> {
  const { id: mpaId } = await pickMpa(cli);
  const client = await cli.client();
  const months = await cli.run(
    client.costData.delivered({ mpaId, profile: profile ?? null, month: null }, cli.abortable),
  );
  await cli.output.say({
    json: months,
    text:
      months.length === 0
        ? 'AWS has delivered no report yet: the first comes within a day after the report was made.'
        : await table(
            ['Month', 'Delivered (UTC)', 'Files', 'Size', 'Read already'],
            months.map((each) => [
              each.month,
              each.deliveredAt.slice(0, 16).replace('T', ' '),
              each.files,
              megabytes(each.bytes),
              each.isKept ? 'yes' : 'no',
            ]),
          ),
    note: months.length === 0 ? '' : 'Download one with: enroll cur fetch --month YYYY-MM',
  });
}

async function fetchMonth(cli: Cli, month: string, { profile, accept = [] }: FetchOptions): Promise<void> {
  const { id: mpaId } = await pickMpa(cli);
  const client = await cli.client();
  const from = { mpaId, profile: profile ?? null, month };
  const [there] = await cli.run(client.costData.delivered(from, cli.abortable));
  if (there !== undefined)
    cli.output.tell(`${month}: ${count(there.files, 'file')}, ${megabytes(there.bytes)} to download.`);
  const { fetched, files, bytes, again, changes } = await cli.run(
    client.costData.fetch({ ...from, accept }, cli.abortable),
  );
  const { value: set } = fetched;
  tellAccepted(cli, [set], accept);
  if (again > 0)
    cli.output.warn(`AWS delivered ${month} anew while it was downloaded; what was read is the newer one.`);
  if (set.simulated) cli.output.warn('SIMULATED: it comes from the sandbox. Charge nobody by it.');
  await cli.output.say({
    json: { fetched: set, files, bytes, again, changes },
    text: [await listText([set]), await changesText(changes === null ? [] : [changes])]
      .filter((part) => part !== '')
      .join('\n\n'),
    note: `${provenText(set)}\nNext: enroll cur health --month ${month}`,
  });
}
