import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resultOf } from '../../../../test/support/result-of.ts';
import { tempFolder } from '../../../../test/support/temp-core.ts';
import { ticketDesk, TICKET_MPA as MPA } from '../../../../test/support/ticket-desk.ts';

const WORKFLOWS = { mpaId: MPA, kind: 'associate-workflows' } as const;

/** A desk whose payer account has no Spot Org ID, which every request names. */
async function withError(scenario: 'msp' | 'enterprise') {
  const { client } = ticketDesk(scenario);
  await client.mpas.set({ id: MPA, spotOrgId: null });
  return client;
}

describe('errors', () => {
  it('refuse making, saving and sending a ticket, with what is wrong; nothing is changed and no file written', async () => {
    const { tickets, history } = await withError('msp');
    const [last] = await history.list({ limit: 1 });
    const folder = join(tempFolder(), 'out');
    const refused = {
      code: 'CHECKS_FAILED',
      message: expect.stringMatching(
        /^'Association of workflows' would be sent back, so nothing was changed: The payer account has no Spot Org ID\. /u,
      ) as string,
      data: { counts: { error: 1 } },
    };
    await expect(tickets.draft(WORKFLOWS)).rejects.toMatchObject(refused);
    await expect(tickets.save({ ...WORKFLOWS, folder }).then(resultOf)).rejects.toMatchObject(refused);
    await expect(tickets.files(WORKFLOWS).then(resultOf)).rejects.toMatchObject(refused);
    await expect(tickets.markSent(WORKFLOWS)).rejects.toMatchObject(refused);
    expect(existsSync(folder)).toBe(false);
    expect(await history.list({ limit: 1 })).toEqual([last]);
  });

  it('of a draft refuse it too, and what follows it up', async () => {
    const { client } = ticketDesk('msp');
    const { tickets, mpas, subsets } = client;
    await tickets.draft(WORKFLOWS);
    await mpas.set({ id: MPA, spotOrgId: null });
    await expect(tickets.markSent({ id: 1 })).rejects.toMatchObject({ code: 'CHECKS_FAILED' });
    await tickets.markSent({ id: 1, force: true });
    await subsets.rename({ id: 1, name: 'Contoso Europe' });
    await expect(tickets.followUp({ id: 1 })).rejects.toMatchObject({ code: 'CHECKS_FAILED' });
    expect((await tickets.followUp({ id: 1, force: true })).value.check.counts.error).toBe(1);
    // What was sent stays, and its files can be had.
    const folder = tempFolder();
    expect((await resultOf(await tickets.save({ id: 1, folder }))).check).toBeNull();
    expect(readdirSync(folder)).toHaveLength(3);
  });

  it('are overruled by force, which the history and the answer tell', async () => {
    const { tickets, history } = await withError('msp');
    const { value: draft } = await tickets.draft({ ...WORKFLOWS, force: true });
    expect(draft.check.findings[0]).toMatchObject({ code: 'mpa-without-org-id', severity: 'error' });
    const saved = await resultOf(await tickets.save({ id: draft.id, folder: tempFolder(), force: true }));
    expect(saved.check?.counts.error).toBe(1);
    await tickets.markSent({ id: draft.id, force: true });
    expect((await history.list({ limit: 3 })).map(({ label }) => label)).toEqual([
      'Sent ticket 1: Associate billing workflows with subsets (Spot Organization ID <OrgID>) (in spite of 1 error)',
      'Wrote the files of ticket 1: Associate billing workflows with subsets (Spot Organization ID <OrgID>)',
      'Drafted: Association of workflows (in spite of 1 error)',
    ]);
  });
});

describe('warnings', () => {
  const found = async (client: ReturnType<typeof ticketDesk>['client'], of: { id: number } | typeof WORKFLOWS) => {
    const { findings } = await resultOf(await client.tickets.check(of));
    return findings
      .filter(({ severity }) => severity !== 'hint')
      .map(({ severity, code, subject }) => `${severity} ${code} ${subject.id}`);
  };

  it('name the placeholders of a mail and its missing recipient, as the check of the kind does', async () => {
    const { client } = ticketDesk('msp');
    const empty = ['representativeName', 'representativeEmail', 'senderName', 'company'];
    const expected = empty.map((key) => `warning setting-empty ${key}`).sort();
    expect((await found(client, WORKFLOWS)).filter((each) => each.includes('setting')).sort()).toEqual(expected);
    const check = await resultOf(await client.checks.run({ mpaId: MPA, deliverable: 'associate-workflows' }));
    const { value: draft } = await client.tickets.draft(WORKFLOWS);
    expect(draft.check.findings).toEqual(check.findings);
    expect(draft.check.counts).toEqual(check.counts);
  });

  it('go by what a draft says: what was put in by hand is there, and what was blank then still is', async () => {
    const { client } = ticketDesk('msp');
    const { body } = (await client.tickets.draft(WORKFLOWS)).value;
    await client.tickets.setText({ id: 1, body: body.replace('<your name>', 'Sam') });
    await client.settings.set({ values: { company: 'Example MSP', representativeEmail: 'robin@vendor.example' } });
    expect((await found(client, { id: 1 })).filter((each) => /setting|blank/u.test(each)).sort()).toEqual([
      'warning setting-empty representativeName',
      'warning ticket-blank company',
      'warning ticket-blank representativeEmail',
    ]);
    await client.tickets.draft(WORKFLOWS);
    expect((await found(client, { id: 1 })).filter((each) => /setting|blank/u.test(each)).sort()).toEqual([
      'warning setting-empty representativeName',
      'warning setting-empty senderName',
    ]);
  });

  it('name the missing recipient of a support ticket, and an organization that was not known when the draft was made', async () => {
    const client = await withError('enterprise');
    await client.tickets.draft({ ...WORKFLOWS, force: true });
    await client.mpas.set({ id: MPA, spotOrgId: '606000000001' });
    expect(await found(client, { id: 1 })).toEqual([
      'error ticket-blank 099999999999',
      'warning setting-empty supportEmail',
      'warning subset-without-workflow 3',
    ]);
    await expect(client.tickets.markSent({ id: 1 })).rejects.toMatchObject({
      code: 'CHECKS_FAILED',
      message: expect.stringContaining('The draft shows <OrgID>. Make the draft anew') as string,
    });
    await client.settings.set({ values: { supportEmail: 'support@vendor.example' } });
    await client.tickets.draft(WORKFLOWS);
    expect(await found(client, { id: 1 })).toEqual(['warning subset-without-workflow 3']);
  });

  it('do not ask a follow-up that only ends something for content', async () => {
    const { client } = ticketDesk('enterprise');
    await client.tickets.markSent(WORKFLOWS);
    await client.subsets.setWorkflow({ mpaId: MPA, subsets: { ids: [1, 2] }, workflowId: null });
    const { value } = await client.tickets.followUp({ id: 1 });
    expect(value.check.counts.error).toBe(0);
  });
});

describe('what hides in a ticket', () => {
  it('is a warning of the name and of the text, before it is made and of the draft', async () => {
    const { client } = ticketDesk('enterprise');
    await client.subsets.rename({ id: 1, name: 'Contoso \u202Efdp.exe' });
    const hidden = async (of: { id: number } | typeof WORKFLOWS): Promise<string[]> =>
      (await resultOf(await client.tickets.check(of))).findings
        .filter(({ code }) => code.endsWith('-hidden-characters'))
        .map(({ severity, code, sentence }) => `${severity} ${code}: ${sentence}`);
    const expected = [
      "warning subset-hidden-characters: The name of the subset 'Contoso ⟨U+202E⟩fdp.exe' has U+202E (right-to-left override).",
      'warning ticket-hidden-characters: The text of the ticket has U+202E (right-to-left override).',
    ];
    expect(await hidden(WORKFLOWS)).toEqual(expected);
    const { value: draft } = await client.tickets.draft(WORKFLOWS);
    expect(await hidden({ id: draft.id })).toEqual(expected);
  });
});
