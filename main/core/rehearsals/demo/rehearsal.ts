import { join } from 'node:path';
import type { SetupReport } from '../../../../shared/contract/aws.ts';
import { isInPlace } from '../../../../shared/domain/aws/look-state.ts';
import { SANDBOX_PROFILE } from '../../../../shared/domain/aws/profile.ts';
import { moneyInCents } from '../../../../shared/domain/money.ts';
import { monthName } from '../../../../shared/domain/month.ts';
import type { StartEngine } from '../../duckdb/protocol.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { openSandbox } from '../../sandbox/sandbox.ts';
import { systemTime } from '../../time/clock.ts';
import { CUSTOMER } from './data.ts';
import { count } from './story.ts';
import type { Story } from './story.ts';

const DAY = 24 * 3_600_000;
/** On this day of the next month AWS has settled a month. */
const SETTLED_DAY = 8;

/**
 * A customer of an MSP: the whole AWS set-up in the sandbox account, from nothing to the extractor stack, and the cost data of its first month.
 * @param how.now when it takes place, ISO 8601 UTC: which days its cost data has @param how.startEngine what writes and reads it
 */
export async function rehearseSetup(
  story: Story,
  { now, startEngine }: { now: string; startEngine: StartEngine | undefined },
): Promise<void> {
  const { id: mpaId, name } = CUSTOMER;
  story.chapter(`${name} (${mpaId}), a customer of the MSP: the AWS set-up, in the sandbox (simulated)`);
  const began = systemTime();
  const clock = (): number => Date.parse(now) + systemTime() - began;
  const sandbox = await openSandbox({ folder: story.folders.sandbox, accounts: [mpaId], clock, startEngine });
  try {
    await story.client.mpas.add({ ...CUSTOMER, profileName: SANDBOX_PROFILE });
    await setUp(story, sandbox);
    await readCostData(story, sandbox, now.slice(0, 7));
  } finally {
    await sandbox.stop();
  }
}

async function setUp(story: Story, sandbox: Sandbox): Promise<void> {
  const { client, folders } = story;
  const { id: mpaId } = CUSTOMER;
  const plan = await story.run(client.aws.plan({ mpaId }, story.abortable));
  const calls = plan.steps.flatMap((step) => step.calls);
  story.tell(
    `Planned: ${count(calls.length, 'call')} that would change something, up to the first wait. None was made.`,
  );
  await apply(story);
  sandbox.advance(DAY);
  story.tell('A day passes in the sandbox: AWS delivers the first report.');
  await apply(story);
  const { files } = await client.aws.handOff({ mpaId, folder: join(folders.tickets, mpaId) });
  story.wrote(files);
  await client.aws.markHandOffSent({ mpaId });
  story.tell('The hand-off mail is said to be sent, as nothing is sent here: the wait for the link begins.');
  const url = sandbox.status().accounts[0]?.vendorLink ?? '';
  await story.run(client.aws.link({ mpaId, url }, story.abortable));
  story.tell("The vendor's link comes, and is given to the program.");
  const { steps } = await story.run(client.aws.plan({ mpaId }, story.abortable));
  const consents = steps.flatMap((step) => step.consents);
  story.tell(`Planned: ${count(consents.length, 'thing')} of the vendor's template to be agreed to, one by one:`);
  for (const { question } of consents) story.tell(question);
  await apply(
    story,
    consents.map(({ key }) => key),
  );
  const again = await apply(story);
  story.tell(`Applied once more: ${count(again.calls.changes, 'call')} that change something.`);
}

/** Weeks pass until AWS has settled the month; it is downloaded, and its lines are looked at. */
async function readCostData(story: Story, sandbox: Sandbox, month: string): Promise<void> {
  const { client } = story;
  const { id: mpaId } = CUSTOMER;
  const [year = 0, number = 0] = month.split('-').map(Number);
  sandbox.advance(Date.UTC(year, number, SETTLED_DAY) - Date.parse(sandbox.status().now));
  const { fetched, files } = await story.run(client.costData.fetch({ mpaId, month }, story.abortable));
  const { lines, accounts, unblended, state } = fetched.value;
  story.tell(
    `Weeks pass. Fetched the cost data of ${monthName(month)} from the bucket: ${count(files, 'file')}, ${lines.toLocaleString('en-US')} lines of ${count(accounts, 'account')}, ${moneyInCents(unblended)} USD, ${state}.`,
  );
  const { findings, types } = await client.costData.health({ mpaId, from: month, to: month });
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  story.tell(`Looked at its ${count(types.length, 'line item type')}: ${count(warnings.length, 'warning')}.`);
  for (const { sentence } of warnings) story.tell(sentence);
}

async function apply(story: Story, consents: readonly string[] = []): Promise<SetupReport> {
  const { client } = story;
  const report = await story.run(client.aws.apply({ mpaId: CUSTOMER.id, consents: [...consents] }, story.abortable));
  const done = report.steps.filter(({ state }) => isInPlace(state)).length;
  const waiting = report.steps.find(({ state }) => state === 'waiting');
  const stops = waiting ? ` It waits for: ${waiting.name}.` : '';
  story.tell(`Applied: ${done} of ${report.steps.length} set-up steps in place.${stops}`);
  return report;
}
