import fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertyRuns } from '../../../test/property/runs.ts';
import { act } from '../../../shared/domain/action.ts';
import { isMailAddress, mailHeaderFault } from '../../../shared/domain/mail-address.ts';
import { mailDraft } from './mail-draft.ts';
import type { MailDraft } from './mail-draft.ts';

const MAIL: MailDraft = {
  from: { name: 'Jörg', address: 'jo@msp.example' },
  to: ['robin@söner.example'],
  cc: [],
  subject: 'Grüße',
  body: 'Hello',
  date: '2026-11-21T04:00:00Z',
  attachments: [],
};

const anyText = fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.replaceAll(/\s+/gu, ' '));
const anyAddress = fc
  .string({ unit: fc.constantFrom('a', 'Z', '0', '.', '+', '-', 'ö', 'ß', 'я', '@', '\u{1F600}'), maxLength: 12 })
  .map((local) => `${local}@söner.example`)
  .filter(isMailAddress);

test('a mail is 7 bit whatever its names, addresses and texts, or is refused for the address that is not', async () => {
  const anyMail = fc.record({
    from: fc.record({ name: anyText, address: anyAddress }),
    to: fc.array(anyAddress, { maxLength: 2 }),
    cc: fc.array(anyAddress, { maxLength: 2 }),
    subject: anyText,
    body: fc.string({ unit: 'grapheme', maxLength: 300 }),
  });
  await fc.assert(
    fc.asyncProperty(anyMail, async (some) => {
      const wrong = [some.from.address, ...some.to, ...some.cc].some((address) => mailHeaderFault(address) !== null);
      const made = await mailDraft({ ...MAIL, ...some }).catch((error: unknown) => error);
      if (wrong) expect(made).toMatchObject({ code: 'INVALID_INPUT' });
      else expect([Buffer.isBuffer(made), (made as Buffer).every((byte) => byte < 0x80)]).toEqual([true, true]);
    }),
    propertyRuns('mails of 7 bit', 100),
  );
});

test('a mail goes to the addresses that it was given, letter for letter', async () => {
  const part = fc.string({
    unit: fc.constantFrom('a', '0', '.', '-', '+', '(', ')', '\\', ':', '=', '\0'),
    maxLength: 6,
  });
  const address = fc.tuple(part, part).map(([name, domain]) => `a${name}@b${domain}.example`);
  await fc.assert(
    fc.asyncProperty(address, async (to) => {
      const made = await mailDraft({ ...MAIL, to: [to] }).catch((error: unknown) => error);
      if (!isMailAddress(to)) expect(made).toMatchObject({ code: 'INVALID_INPUT' });
      // What has two dots in a row, or one at an edge, stands in quotes and brackets (RFC 5321, 4.1.2); that says the same.
      else expect(/^To: (.*)\r$/mu.exec(String(made))?.[1]?.replaceAll(/["<>]/gu, '')).toBe(to);
    }),
    propertyRuns('addresses of mails', 100),
  );
});

test('an address of an earlier version that is none is refused with what to do', async () => {
  await expect(mailDraft({ ...MAIL, cc: ['user@good(x).example'] })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: `The mail can't be written: in its Cc, "user@good(x).example" is not a mail address. Write it as name@domain.example. Set it with: ${act('settings.set')}`,
    data: { header: 'Cc', value: 'user@good(x).example' },
  });
});

test.each([
  ['From', { from: { name: '', address: 'jörg@msp.example' } }, 'jörg@msp.example', 'ö'],
  ['To', { to: ['a@b.example', 'søren@b.example'] }, 'søren@b.example', 'ø'],
  ['Cc', { cc: ['яна@b.example'] }, 'яна@b.example', 'я н а'],
])(
  '%s: an address that is not ASCII before the @ is refused with what to do',
  async (header, with_, address, which) => {
    await expect(mailDraft({ ...MAIL, ...with_ })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: `The mail can't be written: in its ${header}, "${address}" has ${which} before the @, which not every mail program and server carries. Give an address that has only ASCII there: a to z, digits and signs. Set it with: ${act('settings.set')}`,
      data: { header, value: address },
    });
  },
);
