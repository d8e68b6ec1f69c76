import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resultOf } from '../../../../test/support/result-of.ts';
import { tempCore, tempFolder } from '../../../../test/support/temp-core.ts';
import { tempLedger } from '../../../../test/support/temp-ledger.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import type { ScenarioKey } from '../../../../shared/domain/scenario.ts';
import type { Client } from '../../../../shared/contract/client.ts';

const MPA = accountId('099999999999');
const NOW = '2026-11-21T04:00:00.000Z';

/** Contoso: 1 and 2, Standard, Contoso Ltd. Fabrikam: 3, Standard, no customer. Litware: nothing. */
function start(scenario: ScenarioKey, now = NOW): { client: Client; ledgerPath: string } {
  const ledger = tempLedger();
  ledger.sql(`
    INSERT INTO mpa (id, name, name_key, scenario, spot_org_id, added_at) VALUES
      ('${MPA}', 'Example', 'example', '${scenario}', '606000000001', '2026');
    INSERT INTO workflow (id, mpa_id, name, name_key, rules) VALUES
      (1, '${MPA}', 'Standard', 'standard', '[{"kind":"remove-taxes"}]'), (2, '${MPA}', 'Premium', 'premium', '[]');
    INSERT INTO end_customer (id, mpa_id, name, console_email, spot_org_id) VALUES
      (1, '${MPA}', 'Contoso Ltd', 'ops@contoso.example', '606000000002');
    INSERT INTO subset (id, mpa_id, name, name_key, workflow_id, end_customer_id) VALUES
      (1, '${MPA}', 'Contoso', 'contoso', 1, 1), (2, '${MPA}', 'Fabrikam', 'fabrikam', 1, NULL),
      (3, '${MPA}', 'Litware', 'litware', NULL, NULL);
    INSERT INTO account (id, mpa_id, name, email, subset_id) VALUES
      ('000000000001', '${MPA}', 'one', 'one@contoso.example', 1), ('000000000002', '${MPA}', 'Søren', '', 1),
      ('000000000003', '${MPA}', 'three', 'three@fabrikam.example', 2);`);
  ledger.close();
  return { client: tempCore({ ledgerPath: ledger.path, now }).client, ledgerPath: ledger.path };
}

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
      added: 0,
      removed: 0,
      changed: 0,
      unchanged: 2,
    });
    await subsets.setWorkflow({ mpaId: MPA, subsets: { ids: [1] }, workflowId: 2 });
    await subsets.setWorkflow({ mpaId: MPA, subsets: { ids: [2] }, workflowId: null });
    await subsets.setWorkflow({ mpaId: MPA, subsets: { ids: [3] }, workflowId: 2 });
    await workflows.addRule({ id: 2, rule: { kind: 'remove-taxes' } });
    expect(await resultOf(await tickets.changes({ id: 1, ...LIMIT }))).toEqual({
      headers: ['Subset Name', 'Billing Workflow Name'],
      counts: { added: 1, removed: 1, changed: 1, unchanged: 0 },
      added: [{ key: 'litware', cells: ['Litware', 'Premium'] }],
      removed: [{ key: 'fabrikam', cells: ['Fabrikam', 'Standard'] }],
      changed: [{ key: 'contoso', before: ['Contoso', 'Standard'], after: ['Contoso', 'Premium'] }],
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
    expect(
      followUp.body.endsWith('\n\nContoso : Premium\n\nPlease end these associations:\n\nFabrikam : Standard'),
    ).toBe(true);
    expect((await resultOf(await tickets.changes({ id: 1 }))).counts).toMatchObject({ removed: 1, changed: 1 });
    await tickets.markSent({ id: 2 });
    const counts = { added: 0, removed: 0, changed: 0, unchanged: 1 };
    expect((await resultOf(await tickets.changes({ id: 1 }))).counts).toEqual(counts);
    expect((await resultOf(await tickets.changes({ id: 2 }))).counts).toEqual(counts);
    await tickets.setState({ id: 2, state: 'rejected' });
    expect((await resultOf(await tickets.changes({ id: 1 }))).counts).toMatchObject({ removed: 1, changed: 1 });
  });
});

describe('the files of a ticket', () => {
  it('are text, sheet and mail draft; what was sent is known by their hashes, and comes again byte for byte', async () => {
    const { tickets, settings, accounts } = start('msp-design-partner').client;
    await settings.set({
      values: { representativeEmail: 'robin@vendor.example', senderName: 'Sören', senderEmail: 's@msp.example' },
    });
    await tickets.draft({ mpaId: MPA, kind: 'associate-workflows' });
    const folder = tempFolder();
    const first = await resultOf(await tickets.save({ id: 1, folder }));
    expect(first.files.map(({ role, name, unchanged, asSent }) => [role, name, unchanged, asSent])).toEqual([
      ['text', 'associate-workflows-099999999999.txt', false, null],
      ['sheet', 'sheet2-subsets-workflows-099999999999.xlsx', false, null],
      ['mail', 'associate-workflows-099999999999.eml', false, null],
    ]);
    const hashes = new Map(first.files.map(({ name, sha256 }) => [name, sha256]));
    expect((await tickets.get({ id: 1 })).files.map(({ name, sha256 }) => [name, sha256])).toEqual(
      [
        'associate-workflows-099999999999.eml',
        'associate-workflows-099999999999.txt',
        'sheet2-subsets-workflows-099999999999.xlsx',
      ].map((name) => [name, hashes.get(name)]),
    );
    await tickets.markSent({ id: 1 });
    await accounts.assign({ accounts: { ids: ['000000000003'] }, mpaId: MPA, to: { id: 1 }, revision: null });
    await settings.set({ values: { greeting: 'Dear all,' } });
    // A browser gets the same bytes.
    const bytes = await resultOf(await tickets.files({ id: 1 }));
    expect(bytes.files.map(({ name, base64 }) => [name, base64])).toEqual(
      first.files.map(({ name, path }) => [name, readFileSync(path).toString('base64')]),
    );
    const again = await resultOf(await tickets.save({ id: 1, folder: tempFolder() }));
    expect(again.files.map(({ asSent }) => asSent)).toEqual([true, true, true]);
    const csv = await resultOf(await tickets.save({ id: 1, folder: tempFolder(), format: 'csv' }));
    expect(csv.files.map(({ asSent }) => asSent)).toEqual([true, null, false]);

    const text = readFileSync(join(folder, 'associate-workflows-099999999999.txt'), 'utf8');
    expect(text.split('\r\n').slice(0, 4)).toEqual([
      'To: robin@vendor.example',
      'Subject: Associate billing workflows with subsets (Spot Organization ID 606000000001)',
      '',
      'Hello <account representative>,',
    ]);
    const mail = readFileSync(join(folder, 'associate-workflows-099999999999.eml'), 'latin1');
    const attached = /filename=sheet2-subsets-workflows-099999999999\.xlsx\r\n\r\n([\s\S]*?)\r\n--/u.exec(mail);
    expect(Buffer.from(attached?.[1] ?? '', 'base64')).toEqual(
      readFileSync(join(folder, 'sheet2-subsets-workflows-099999999999.xlsx')),
    );
    expect(mail).toContain('X-Unsent: 1\r\n');
    expect(mail).toContain('Date: Sat, 21 Nov 2026 04:00:00 +0000\r\n');
    expect(mail.replaceAll('\r\n', '')).not.toMatch(/[\r\n\u0080-\u00ff]/u);
    expect(Math.max(...mail.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(78);
  });

  it('are not written over other ones silently', async () => {
    const { tickets, subsets } = start('msp').client;
    const folder = tempFolder();
    await tickets.draft({ mpaId: MPA, kind: 'associate-workflows' });
    await resultOf(await tickets.save({ id: 1, folder }));
    expect((await resultOf(await tickets.save({ id: 1, folder }))).files.map(({ unchanged }) => unchanged)).toEqual([
      true,
      true,
      true,
    ]);
    await subsets.rename({ id: 1, name: 'Contoso Europe' });
    await tickets.draft({ mpaId: MPA, kind: 'associate-workflows' });
    expect((await tickets.get({ id: 1 })).files).toEqual([]);
    await expect(tickets.save({ id: 1, folder }).then(resultOf)).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    await resultOf(await tickets.save({ id: 1, folder, overwrite: true }));
    expect((await tickets.get({ id: 1 })).files.length).toBe(3);
    const text = readFileSync(join(folder, 'associate-workflows-099999999999.txt'), 'utf8');
    expect(text.startsWith("To: <account representative's e-mail>\r\nSubject: Associate")).toBe(true);
  });

  it('are not remembered of a draft that has come to say something else while they were written', async () => {
    const { core, client } = tempCore({ ledgerPath: start('msp').ledgerPath });
    const { tickets, history } = client;
    await tickets.draft({ mpaId: MPA, kind: 'associate-workflows' });
    const folder = tempFolder();
    const of = { id: 1 };
    const { files, written } = await core.job('tickets.writeFiles', { of, folder, format: 'csv', overwrite: false });
    const kept = files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes }));
    const record = () => core.write('tickets.recordFiles', { of, files: kept, written });
    await client.subsets.rename({ id: 1, name: 'Contoso Europe' });
    const refused = {
      code: 'CONFLICT',
      message:
        'Ticket 1 was changed while its files were written: they have its former text. Write them again, over these.',
    };
    // The text is the same, a row of the sheet is not.
    await tickets.draft({ mpaId: MPA, kind: 'associate-workflows' });
    await expect(record()).rejects.toMatchObject(refused);
    await history.undo();
    await tickets.setText({ id: 1, body: 'Something else.' });
    await expect(record()).rejects.toMatchObject(refused);
    await tickets.markSent({ id: 1 });
    await expect(record()).rejects.toMatchObject(refused);
    expect((await tickets.get({ id: 1 })).files).toEqual([]);

    await history.undo();
    await history.undo();
    await record();
    expect((await tickets.get({ id: 1 })).files).toHaveLength(3);
  });

  it('of a kind that was not drafted make its draft by the same change, and its undo leaves nothing', async () => {
    const { tickets, history } = start('msp').client;
    const of = { mpaId: MPA, kind: 'associate-workflows' } as const;
    const { ticket, files } = await resultOf(await tickets.save({ ...of, folder: tempFolder() }));
    expect(ticket).toMatchObject({ id: 1, state: 'draft', createdAt: '2026-11-21T04:00:00Z', rows: 2 });
    expect((await history.list({})).map(({ command }) => command)).toEqual(['tickets.recordFiles', 'test']);
    // The draft gives the very same files.
    const again = await resultOf(await tickets.save({ id: 1, folder: tempFolder() }));
    expect(again.files.map(({ name, sha256 }) => [name, sha256])).toEqual(
      files.map(({ name, sha256 }) => [name, sha256]),
    );
    expect((await tickets.get({ id: 1 })).files).toHaveLength(3);
    await history.undo();
    expect(await tickets.list({ mpaId: MPA })).toEqual([]);
    const bytes = await resultOf(await tickets.files(of));
    expect(bytes.files.map(({ role }) => role)).toEqual(['text', 'sheet', 'mail']);
    expect(bytes.ticket.state).toBe('draft');
  });

  it('of a kind leave no draft behind where they could not be written, or would have said something else by now', async () => {
    const { core, client } = tempCore({ ledgerPath: start('msp').ledgerPath });
    const { tickets, subsets } = client;
    const kind = { mpaId: MPA, kind: 'associate-workflows' } as const;
    const folder = tempFolder();
    writeFileSync(join(folder, 'associate-workflows-099999999999.txt'), 'something else');
    const save = tickets.save({ ...kind, folder }).then(resultOf);
    await expect(save).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    const of = { ...kind, channel: null };
    const job = { of, folder: tempFolder(), format: 'csv', overwrite: false } as const;
    const { written } = await core.job('tickets.writeFiles', job);
    await subsets.rename({ id: 1, name: 'Contoso Europe' });
    const record = core.write('tickets.recordFiles', { of, files: [], written });
    await expect(record).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await tickets.list({ mpaId: MPA })).toEqual([]);
  });

  it('of a draft go with it, and come back by undo', async () => {
    const { tickets, history } = start('msp').client;
    await tickets.draft({ mpaId: MPA, kind: 'associate-workflows' });
    await resultOf(await tickets.save({ id: 1, folder: tempFolder() }));
    await tickets.remove({ id: 1 });
    expect(await tickets.list({ mpaId: MPA })).toEqual([]);
    await history.undo();
    const back = await tickets.get({ id: 1 });
    expect([back.rows, back.files.length]).toEqual([2, 3]);
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
});
