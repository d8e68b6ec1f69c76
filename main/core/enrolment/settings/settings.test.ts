import { describe, expect, it } from 'vitest';
import { tempCore } from '../../../../test/support/temp-core.ts';
import { tempLedger } from '../../../../test/support/temp-ledger.ts';
import type { Client } from '../../../../shared/contract/client.ts';

function start(): Client {
  const ledger = tempLedger();
  ledger.close();
  return tempCore({ ledgerPath: ledger.path }).client;
}

describe('settings', () => {
  it('have defaults, are set, and go back to them', async () => {
    const { settings } = start();
    expect(await settings.get()).toEqual({
      representativeName: '',
      representativeEmail: '',
      supportEmail: '',
      subsetsEmail: '',
      cc: '',
      senderName: '',
      senderEmail: '',
      company: '',
      greeting: 'Hello {representative},',
      signOff: 'Best regards\n{sender}\n{company}',
      costDataMemory: '256',
    });
    const { value: set } = await settings.set({
      values: { senderName: '  Sam\n Sender ', cc: 'a@b.example;c@d.example', signOff: 'Bye\r\n{sender}\r\n' },
    });
    expect([set.senderName, set.cc, set.signOff]).toEqual(['Sam Sender', 'a@b.example, c@d.example', 'Bye\n{sender}']);
    expect((await settings.set({ values: { signOff: null } })).value.signOff).toBe('Best regards\n{sender}\n{company}');
    expect((await settings.list()).filter(({ isSet }) => isSet).map(({ key }) => key)).toEqual(['cc', 'senderName']);
  });

  it('refuse a size of memory that is none, too small or too large', async () => {
    const { settings } = start();
    for (const costDataMemory of ['', '127', '65537', '256 MB', '1e3', '-256', '256.5'])
      await expect(settings.set({ values: { costDataMemory } })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message: `Memory for cost data (MB): "${costDataMemory}" is no whole number of MB from 128 to 65,536.`,
        data: { field: 'costDataMemory' },
      });
    for (const costDataMemory of ['128', '65536'])
      expect((await settings.set({ values: { costDataMemory } })).value).toMatchObject({ costDataMemory });
    expect((await settings.set({ values: { costDataMemory: null } })).value).toMatchObject({ costDataMemory: '256' });
  });

  it('refuse what is no mail address, and change nothing then', async () => {
    const { settings, history } = start();
    for (const cc of ['user@good(x).example', 'a@b.example, a\u202eb@c.example', 'a\u0000b@c.example'])
      await expect(settings.set({ values: { cc } })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(
      settings.set({ values: { senderName: 'Sam', supportEmail: 'support at vendor' } }),
    ).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'Support e-mail: "support at vendor" is not a mail address. Write it as name@domain.example.',
      data: { field: 'supportEmail' },
    });
    await expect(
      settings.set({ values: { senderName: 'Sam', cc: 'a@b.example, jörg@msp.example' } }),
    ).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message:
        'Copies to: "jörg@msp.example" has ö before the @, which not every mail program and server carries. Give an address that has only ASCII there: a to z, digits and signs.',
      data: { field: 'cc', value: 'jörg@msp.example' },
    });
    expect((await settings.get()).senderName).toBe('');
    await settings.set({ values: { company: 'Example MSP' } });
    await settings.set({ values: { company: 'Example MSP' } });
    expect((await history.list({})).map(({ label }) => label)).toEqual(['Changed settings: Your company']);
    await history.undo();
    expect((await settings.get()).company).toBe('');
  });
});
