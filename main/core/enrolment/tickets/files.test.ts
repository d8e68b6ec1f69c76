import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resultOf } from '../../../../test/support/result-of.ts';
import { tempCore, tempFolder } from '../../../../test/support/temp-core.ts';
import { tempLedger } from '../../../../test/support/temp-ledger.ts';
import { ticketDesk as start, TICKET_MPA as MPA } from '../../../../test/support/ticket-desk.ts';

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

  it('are not begun where an address that an earlier version took can not stand in the mail', async () => {
    const { ledgerPath } = start('msp');
    const ledger = tempLedger(dirname(ledgerPath));
    ledger.sql(`INSERT INTO setting (key, value) VALUES ('tickets.senderEmail', '"jörg@msp.example"')`);
    ledger.close();
    const { tickets } = tempCore({ ledgerPath }).client;
    const folder = tempFolder();
    const save = tickets.save({ mpaId: MPA, kind: 'associate-workflows', folder }).then(resultOf);
    await expect(save).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      data: { header: 'From', value: 'jörg@msp.example' },
    });
    expect(readdirSync(folder)).toEqual([]);
    expect(await tickets.list({ mpaId: MPA })).toEqual([]);
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
    const { files, written } = await core.job('tickets.writeFiles', {
      of,
      folder,
      format: 'csv',
      overwrite: false,
      force: false,
    });
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
    const job = { of, folder: tempFolder(), format: 'csv', overwrite: false, force: false } as const;
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
