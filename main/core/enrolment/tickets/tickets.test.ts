import { describe, expect, it } from 'vitest';
import type { Client } from '../../../../shared/contract/client.ts';
import { resultOf } from '../../../../test/support/result-of.ts';
import { tempCore } from '../../../../test/support/temp-core.ts';
import { ticketDesk as start, TICKET_MPA as MPA } from '../../../../test/support/ticket-desk.ts';

const LIMIT = { limit: 100 };
const lines = (body: string): string[] => body.split('\n').slice(2);

describe('a ticket', () => {
  it('is previewed and drafted from the ledger; drafting again changes nothing', async () => {
    const { tickets, history } = start('enterprise').client;
    const preview = await tickets.preview({ mpaId: MPA, kind: 'associate-workflows' });
    expect(preview).toMatchObject({
      channel: 'ticket',
      sheet: null,
      headers: ['Subset Name', 'Billing Workflow Name'],
      firstRows: [
        ['Contoso', 'Standard'],
        ['Fabrikam', 'Standard'],
      ],
      rows: 2,
    });
    const { value: draft } = await tickets.draft({ mpaId: MPA, kind: 'associate-workflows' });
    expect(draft).toMatchObject({ id: 1, state: 'draft', createdAt: '2026-11-21T04:00:00Z', nextStates: ['sent'] });
    expect(draft.body).toBe(preview.body);
    expect(lines(draft.body)).toEqual(['Contoso : Standard', 'Fabrikam : Standard']);
    expect((await tickets.draft({ mpaId: MPA, kind: 'associate-workflows' })).value.id).toBe(1);
    expect((await history.list({ mpaId: MPA })).map(({ label }) => label)).toEqual([
      'Drafted: Association of workflows',
    ]);
  });

  it('as a draft takes what the ledger has when it is made anew', async () => {
    const { tickets, subsets } = start('enterprise').client;
    await tickets.draft({ mpaId: MPA, kind: 'end-customers' });
    await subsets.setEndCustomer({ mpaId: MPA, subsets: { ids: [3] }, endCustomerId: 1 });
    const { value: anew } = await tickets.draft({ mpaId: MPA, kind: 'end-customers' });
    expect([anew.id, anew.rows]).toEqual([1, 2]);
    expect(lines(anew.body)).toEqual([
      'Contoso : ops@contoso.example : 606000000002',
      'Litware : ops@contoso.example : 606000000002',
    ]);
  });

  it('goes as the scenario says, or as chosen', async () => {
    const { tickets } = start('msp-design-partner').client;
    const plans = await tickets.plans({ mpaId: MPA });
    expect(plans.map(({ kind, channel, sheet }) => [kind, channel, sheet])).toEqual([
      ['enable-subsets', 'mail', 1],
      ['subsets', 'mail', 1],
      ['workflows', 'mail', null],
      ['associate-workflows', 'mail', 2],
      ['end-customers', 'mail', 3],
    ]);
    const { value: chosen } = await tickets.draft({ mpaId: MPA, kind: 'associate-workflows', channel: 'ticket' });
    expect([chosen.channel, chosen.sheet]).toEqual(['ticket', null]);
    const { value: workflows } = await tickets.draft({ mpaId: MPA, kind: 'workflows' });
    expect(workflows.body).toContain('\n\nPremium:\n\nNo billing rules (raw data)\n\nStandard:\n\n1. Remove taxes\n\n');
  });

  it('keeps a text changed by hand until it is made anew', async () => {
    const { tickets } = start('enterprise').client;
    await tickets.draft({ mpaId: MPA, kind: 'enable-subsets' });
    const { value: changed } = await tickets.setText({ id: 1, subject: 'Hi\r\nBcc: x@y.example', body: 'Please.\r\n' });
    expect([changed.subject, changed.body]).toEqual(['Hi Bcc: x@y.example', 'Please.']);
    await expect(tickets.setText({ id: 1, body: ' ' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect((await tickets.draft({ mpaId: MPA, kind: 'enable-subsets' })).value.body).toBe(
      'Please enable the Subsets feature for our Spot Organization ID 606000000001.',
    );
  });
});

describe('what was sent', () => {
  it('stands, with its number, its time, and a date for the answer', async () => {
    const { tickets, subsets } = start('enterprise').client;
    await tickets.draft({ mpaId: MPA, kind: 'associate-workflows' });
    const { value: sent } = await tickets.markSent({ id: 1, ticketNumber: ' 4711 ', sentAt: '2026-11-20T10:00:00Z' });
    expect(sent).toMatchObject({
      state: 'sent',
      sentAt: '2026-11-20T10:00:00Z',
      ticketNumber: '4711',
      answerDue: '2026-11-24T10:00:00Z',
      overdue: false,
    });
    await subsets.rename({ id: 1, name: 'Contoso Europe' });
    expect(lines((await tickets.get({ id: 1 })).body)).toEqual(['Contoso : Standard', 'Fabrikam : Standard']);
    for (const attempt of [
      () => tickets.markSent({ id: 1 }),
      () => tickets.setText({ id: 1, body: 'x' }),
      () => tickets.remove({ id: 1 }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'CONFLICT' });
    }
    expect((await tickets.draft({ mpaId: MPA, kind: 'associate-workflows' })).value.id).toBe(2);
  });

  it('that is said to be sent before it was drafted is drafted by the same operation', async () => {
    const { client } = start('msp');
    const { value, operation } = await client.tickets.markSent({ mpaId: MPA, kind: 'associate-workflows' });
    expect(value).toMatchObject({ id: 1, state: 'sent' });
    expect(await client.history.list({ limit: 1 })).toMatchObject([{ id: operation?.id, command: 'tickets.markSent' }]);
    await client.history.undo({ expect: operation?.id ?? 0 });
    expect(await client.tickets.list({ mpaId: MPA })).toEqual([]);
  });

  it('is overdue after its date, unless the move is no longer the vendor’s', async () => {
    const { client, ledgerPath } = start('msp');
    await client.tickets.draft({ mpaId: MPA, kind: 'associate-workflows' });
    await client.tickets.markSent({ id: 1 });
    const later = tempCore({ ledgerPath, now: '2026-11-28T04:00:01.000Z' });
    expect((await later.client.tickets.list({ mpaId: MPA }))[0]).toMatchObject({
      answerDue: '2026-11-28T04:00:00Z',
      overdue: true,
    });
  });

  it('goes through the vendor’s states to an end', async () => {
    const { tickets } = start('msp').client;
    await tickets.draft({ mpaId: MPA, kind: 'enable-subsets' });
    await expect(tickets.setState({ id: 1, state: 'approved' })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(tickets.markSent({ id: 1, sentAt: '2026-11-21T04:00:01Z' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await tickets.markSent({ id: 1 });
    await tickets.setState({ id: 1, state: 'in-configuration' });
    await tickets.setState({ id: 1, state: 'in-review' });
    expect((await tickets.setState({ id: 1, state: 'approved' })).value).toMatchObject({
      closedAt: '2026-11-21T04:00:00Z',
      nextStates: [],
    });
    await expect(tickets.setState({ id: 1, state: 'sent' })).rejects.toMatchObject({
      message: "Ticket 1 is approved, so it can't become sent. It is closed; make a new one, or undo.",
    });
  });

  it('is compared with the ledger, row by row', async () => {
    const { tickets, subsets, workflows } = start('enterprise').client;
    await tickets.draft({ mpaId: MPA, kind: 'associate-workflows' });
    await tickets.markSent({ id: 1 });
    expect((await resultOf(await tickets.changes({ id: 1 }))).counts).toEqual({
      new: 0,
      changed: 0,
      moved: 0,
      renamed: 0,
      ended: 0,
      unchanged: 2,
    });
    await subsets.setWorkflow({ mpaId: MPA, subsets: { ids: [1] }, workflowId: 2 });
    await subsets.setWorkflow({ mpaId: MPA, subsets: { ids: [2] }, workflowId: null });
    await subsets.setWorkflow({ mpaId: MPA, subsets: { ids: [3] }, workflowId: 2 });
    await workflows.addRule({ id: 2, rule: { kind: 'remove-taxes' } });
    expect(await resultOf(await tickets.changes({ id: 1, ...LIMIT }))).toEqual({
      headers: ['Subset Name', 'Billing Workflow Name'],
      counts: { new: 1, changed: 1, moved: 0, renamed: 0, ended: 1, unchanged: 0 },
      new: [{ key: 'litware', cells: ['Litware', 'Premium'] }],
      changed: [{ key: 'contoso', before: ['Contoso', 'Standard'], after: ['Contoso', 'Premium'] }],
      moved: [],
      renamed: [],
      ended: [{ key: 'fabrikam', cells: ['Fabrikam', 'Standard'] }],
    });
  });

  it('is followed up with the changes only, and the follow-up counts as known', async () => {
    const { tickets, subsets } = start('enterprise').client;
    await tickets.draft({ mpaId: MPA, kind: 'associate-workflows' });
    await expect(tickets.followUp({ id: 1 })).rejects.toMatchObject({ code: 'CONFLICT' });
    await tickets.markSent({ id: 1, ticketNumber: '4711' });
    await expect(tickets.followUp({ id: 1 })).rejects.toMatchObject({
      message: 'Nothing has changed since ticket 1 was sent. There is nothing to follow up.',
    });
    await subsets.setWorkflow({ mpaId: MPA, subsets: { ids: [1] }, workflowId: 2 });
    await subsets.setWorkflow({ mpaId: MPA, subsets: { ids: [2] }, workflowId: null });
    const { value: followUp } = await tickets.followUp({ id: 1 });
    expect(followUp).toMatchObject({ id: 2, followUpOf: 1, state: 'draft', rows: 2 });
    expect(followUp.body.startsWith('This follows our request 4711 of 2026-11-21 and has only what')).toBe(true);
    expect(followUp.body.split('\n\n').slice(2)).toEqual([
      'Contoso : Premium',
      'These are different from what we asked for before (old → new):',
      'Contoso : Billing Workflow Name: Standard → Premium',
      'Please end these associations:',
      'Fabrikam : Standard',
    ]);
    expect((await resultOf(await tickets.changes({ id: 1 }))).counts).toMatchObject({ ended: 1, changed: 1 });
    await tickets.markSent({ id: 2 });
    const counts = { new: 0, changed: 0, moved: 0, renamed: 0, ended: 0, unchanged: 1 };
    expect((await resultOf(await tickets.changes({ id: 1 }))).counts).toEqual(counts);
    expect((await resultOf(await tickets.changes({ id: 2 }))).counts).toEqual(counts);
    await tickets.setState({ id: 2, state: 'rejected' });
    expect((await resultOf(await tickets.changes({ id: 1 }))).counts).toMatchObject({ ended: 1, changed: 1 });
  });
});

describe('the step of a ticket', () => {
  const association = async (client: Client) => {
    const { steps } = await client.steps.list({ mpaId: MPA });
    return steps.find(({ key }) => key === 'associate-workflows');
  };

  it('waits from when the ticket was sent, comes back for review, and is done when it is approved', async () => {
    const { client } = start('enterprise');
    const { tickets } = client;
    await tickets.draft({ mpaId: MPA, kind: 'associate-workflows' });
    await tickets.markSent({ id: 1, ticketNumber: '4711', sentAt: '2026-11-20T10:00:00Z' });
    expect(await association(client)).toMatchObject({
      state: 'waiting',
      waitingSince: '2026-11-20T10:00:00Z',
      due: '2026-11-24T10:00:00Z',
      evidence: { ticketNumber: '4711' },
    });
    await tickets.setState({ id: 1, state: 'in-review' });
    expect(await association(client)).toMatchObject({ state: 'needs-you', due: null });
    await tickets.setState({ id: 1, state: 'approved' });
    expect(await association(client)).toMatchObject({
      state: 'done',
      evidence: { ticketNumber: '4711', approval: 'Ticket 4711 was approved' },
    });
  });

  it('is taken back with the ticket by one undo, and stays as a person has closed it', async () => {
    const { client } = start('enterprise');
    const { tickets, steps, history } = client;
    await tickets.draft({ mpaId: MPA, kind: 'associate-workflows' });
    await tickets.markSent({ id: 1 });
    expect((await history.list({}))[0]?.label).toMatch(/^Sent ticket 1: /u);
    await history.undo();
    expect((await association(client))?.state).toBe('not-started');
    expect((await tickets.get({ id: 1 })).state).toBe('draft');
    await steps.skip({ mpaId: MPA, step: 'associate-workflows', reason: 'not wanted' });
    await tickets.markSent({ id: 1 });
    expect((await association(client))?.state).toBe('skipped');
  });

  it('waits again where a review sends it back for configuration', async () => {
    const { client } = start('enterprise');
    await client.tickets.markSent({ mpaId: MPA, kind: 'associate-workflows' });
    await client.tickets.setState({ id: 1, state: 'in-review' });
    expect(await association(client)).toMatchObject({ state: 'needs-you', due: null });
    const { value } = await client.tickets.setState({ id: 1, state: 'in-configuration' });
    expect(value.answerDue).toBe('2026-11-25T04:00:00Z');
    expect(await association(client)).toMatchObject({ state: 'waiting', due: '2026-11-25T04:00:00Z' });
  });

  it('goes by the follow-up where what it follows is approved before it', async () => {
    const { client } = start('enterprise');
    const { tickets, subsets } = client;
    await tickets.markSent({ mpaId: MPA, kind: 'associate-workflows', ticketNumber: '4711' });
    await subsets.setWorkflow({ mpaId: MPA, subsets: { ids: [3] }, workflowId: 2 });
    await tickets.followUp({ id: 1 });
    await tickets.markSent({ id: 2, ticketNumber: '4712' });
    await tickets.setState({ id: 1, state: 'approved' });
    expect(await association(client)).toMatchObject({
      state: 'waiting',
      openTickets: [{ id: 2, state: 'sent', ticketNumber: '4712' }],
    });
    await tickets.setState({ id: 2, state: 'approved' });
    expect(await association(client)).toMatchObject({ state: 'done', openTickets: [] });
  });

  it('that is closed names the tickets that stand open, and neither has a date', async () => {
    const { client } = start('enterprise');
    const { tickets, steps } = client;
    await tickets.markSent({ mpaId: MPA, kind: 'associate-workflows', ticketNumber: '4711' });
    const target = { mpaId: MPA, step: 'associate-workflows' } as const;
    const open = [{ id: 1, state: 'sent', ticketNumber: '4711' }];
    const { value: done } = await steps.done({ ...target, how: 'Seen', outOfOrder: 'Early' });
    expect(done).toMatchObject({ state: 'done', due: null, openTickets: open });
    await steps.reopen(target);
    expect((await steps.skip({ ...target, reason: 'Not needed' })).value).toMatchObject({
      due: null,
      openTickets: open,
    });
    const { value: approved } = await tickets.setState({ id: 1, state: 'approved' });
    expect([approved.answerDue, approved.overdue]).toEqual([null, false]);
    expect((await tickets.list({ mpaId: MPA })).map(({ answerDue }) => answerDue)).toEqual([null]);
    expect((await association(client))?.openTickets).toEqual([]);
  });
});
