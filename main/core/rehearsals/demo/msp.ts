import { exampleWorkflows, MSP } from './data.ts';
import { check, exportSheets, importList, refuseList, writeTickets } from './deliver.ts';
import type { DemoLists } from './lists.ts';
import type { Story } from './story.ts';

/** An MSP, design partner: one workbook of its billing team brings accounts, subsets, workflows and end customers; mails. */
export async function enrolMsp(story: Story, { team, mistakes }: DemoLists): Promise<void> {
  const { client } = story;
  const { id: mpaId, name } = MSP;
  story.chapter(`${name} (${mpaId}), an MSP as a design partner: everything goes by mail`);
  await client.mpas.add(MSP);
  story.tell('Added the payer account.');
  await importList(story, mpaId, team);
  await refuseList(story, mpaId, mistakes);
  const { first, second } = exampleWorkflows(mpaId);
  for (const workflow of await client.workflows.list({ mpaId })) {
    const rules = workflow.name === 'Standard resale' ? first : second;
    await client.workflows.setRules({ id: workflow.id, rules });
  }
  story.tell('Gave the two workflows their rules.');
  await client.settings.set({
    values: {
      representativeName: 'Robin Example',
      representativeEmail: 'representative@vendor.example',
      supportEmail: 'support@vendor.example',
      senderName: 'Kim Example',
      senderEmail: 'kim@msp.example',
      company: 'Example MSP',
    },
  });
  story.tell('Set who gets the mails and who signs them.');
  await check(story, mpaId);
  await exportSheets(story, mpaId);
  await writeTickets(story, mpaId);
}
