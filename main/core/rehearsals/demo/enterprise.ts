import { localDay } from '../../../../shared/domain/local-day.ts';
import { ENTERPRISE, ENTERPRISE_SUBSETS, exampleWorkflows } from './data.ts';
import { check, exportSheets, importList, writeTickets } from './deliver.ts';
import { count } from './story.ts';
import type { Story } from './story.ts';

/** An enterprise: the export of the AWS console, subsets by assignment rules, tickets. */
export async function enrolEnterprise(story: Story, list: string): Promise<void> {
  const { client } = story;
  const { id: mpaId, name } = ENTERPRISE;
  story.chapter(`${name} (${mpaId}), an enterprise with access to its payer account`);
  await client.mpas.add(ENTERPRISE);
  story.tell(`Added the payer account.`);
  await importList(story, mpaId, list);
  await addWorkflows(story);
  await fillSubsets(story);
  await check(story, mpaId);
  await client.steps.done({ mpaId, step: 'sign-up', how: 'The console shows the organization', evidence: {} });
  await client.steps.wait({ mpaId, step: 'connect' });
  story.tell(`Steps: signed up; waiting for the first data.`);
  await exportSheets(story, mpaId);
  const tickets = await writeTickets(story, mpaId);
  const id = tickets.get('associate-workflows') ?? 0;
  const { value: sent } = await client.tickets.markSent({ id, ticketNumber: 'DEMO-1' });
  story.tell(
    `Sent the association of workflows as ticket DEMO-1; an answer is due by ${sent.answerDue === null ? '' : localDay(new Date(sent.answerDue))}.`,
  );
  await renameAndCompare(story, id);
  const {
    value: { rows },
  } = await client.history.undo(undefined, story.abortable);
  story.tell(`Took the renaming back with undo (${count(rows, 'row')}).`);
}

async function addWorkflows(story: Story): Promise<void> {
  const { id: mpaId } = ENTERPRISE;
  const { first, second } = exampleWorkflows(mpaId);
  const { client } = story;
  await client.workflows.add({ mpaId, name: 'Charge back at on-demand', rules: first });
  await client.workflows.add({ mpaId, name: 'Summer discount', rules: second });
  story.tell('Made two workflows: the examples of the vendor’s own document.');
}

async function fillSubsets(story: Story): Promise<void> {
  const { client } = story;
  const { id: mpaId } = ENTERPRISE;
  const workflows = await client.workflows.list({ mpaId });
  for (const { name, pattern, workflow, consoleEmail, spotOrgId } of ENTERPRISE_SUBSETS) {
    const workflowId = workflows.find((one) => one.name === workflow)?.id ?? null;
    const {
      value: { id: endCustomerId },
    } = await client.endCustomers.add({ mpaId, name, consoleEmail, spotOrgId });
    const {
      value: { id: subsetId },
    } = await client.subsets.add({ mpaId, name, workflowId, endCustomerId });
    await client.assignmentRules.add({
      mpaId,
      to: { id: subsetId },
      field: 'name',
      operator: 'pattern',
      value: pattern,
    });
  }
  const { revision } = await story.run(client.assignmentRules.preview({ mpaId }, story.abortable));
  const { value: done } = await story.run(client.assignmentRules.apply({ mpaId, revision }, story.abortable));
  story.tell(
    `Made ${count(ENTERPRISE_SUBSETS.length, 'subset')} with an end customer and an assignment rule each: ${count(done.assigned, 'account')} assigned, ${done.unmatched} that no rule fits are reported, not guessed.`,
  );
}

async function renameAndCompare(story: Story, ticketId: number): Promise<void> {
  const { client } = story;
  const all = await client.subsets.list({ mpaId: ENTERPRISE.id });
  const retail = all.find(({ name }) => name === 'Retail');
  if (!retail) throw new Error('the demo has no subset Retail');
  await client.subsets.rename({ id: retail.id, name: 'Retail and Stores' });
  const { counts } = await story.run(client.tickets.changes({ id: ticketId }, story.abortable));
  story.tell(
    `Renamed a subset: the ticket shows ${counts.new} new, ${counts.changed} changed, ${counts.renamed} renamed, ${counts.ended} ended, ${counts.unchanged} unchanged since it was sent.`,
  );
}
