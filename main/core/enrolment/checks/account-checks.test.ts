import { describe, expect, test } from 'vitest';
import { accountsSql, checkedLedger, MPA, otherMpaSql } from '../../../../test/support/checked-ledger.ts';

describe('checks of accounts', () => {
  test('a sound ledger has no findings', () => {
    const { check } = checkedLedger();
    expect(check()).toEqual({
      mpaId: '099999999999',
      deliverable: null,
      revision: 1,
      counts: { error: 0, warning: 0, hint: 0 },
      groups: [],
      findings: [],
    });
  });

  test('accounts in no subset are one finding with their number and the first of them; the payer account does not count', () => {
    const { findings } = checkedLedger(
      accountsSql(
        [MPA, 'Payer', 'payer@acme.example', 'ACTIVE', null],
        ['200000000007', '', 'a7@acme.example', null, null],
        ['200000000001', 'One', 'a1@acme.example', null, null],
        ['200000000002', 'Two', 'a2@acme.example', null, null],
        ['200000000003', 'Three', 'a3@acme.example', null, null],
        ['200000000004', 'Four', 'a4@acme.example', null, null],
        ['200000000005', 'Five', 'a5@acme.example', null, null],
      ),
    );
    const unassigned =
      'warning account-unassigned mpa 099999999999: 6 accounts are in no subset: One (200000000001), Two (200000000002), Three (200000000003), Four (200000000004), Five (200000000005) and 1 more.';
    expect(findings()).toEqual([
      'warning account-unassigned mpa 099999999999: 6 accounts are in no subset: One (200000000001), Two (200000000002), Three (200000000003), Four (200000000004), Five (200000000005) and 1 more.',
      'warning account-without-name account 200000000007: 200000000007 has no name.',
    ]);
    expect(findings('sheet-2')[0]).toBe(unassigned);
    expect(findings('sheet-4')).toEqual([]);
  });

  test('one unassigned account reads as one', () => {
    const { findings } = checkedLedger(accountsSql(['200000000001', 'One', 'a1@acme.example', null, null]));
    expect(findings()).toEqual([
      'warning account-unassigned mpa 099999999999: 1 account is in no subset: One (200000000001).',
    ]);
  });

  test('accounts that are suspended, closing or closed, and in a subset', () => {
    const { findings } = checkedLedger(
      accountsSql(
        ['200000000001', 'One', 'a1@acme.example', 'SUSPENDED', 1],
        ['200000000002', 'Two', 'a2@acme.example', 'PENDING_CLOSURE', 1],
        ['200000000003', 'Three', 'a3@acme.example', 'CLOSED', 1],
        ['200000000004', 'Four', 'a4@acme.example', 'PENDING_ACTIVATION', 1],
      ),
    );
    const expected = [
      'warning account-suspended account 200000000001: One (200000000001) is suspended, and in the subset Acme.',
      'warning account-suspended account 200000000003: Three (200000000003) is closed, and in the subset Acme.',
      'warning account-suspended account 200000000002: Two (200000000002) is about to be closed, and in the subset Acme.',
    ];
    expect(findings()).toEqual(expected);
    expect(findings('sheet-3')).toEqual(expected);
    expect(findings('end-customers')).toEqual([]);
  });

  test('accounts without name or e-mail, with one that is no address, with too long a name, with a line break', () => {
    const { findings } = checkedLedger(
      accountsSql(
        ['200000000001', '', '', null, 1],
        ['200000000002', 'Two', 'two at acme.example', null, 1],
        ['200000000003', 'T'.repeat(51), 'a3@acme.example', null, 1],
        ['200000000004', 'T'.repeat(50), 'a4@acme.example', null, 1],
        ['200000000005', 'Fi\nve', 'a5@acme.example', null, 1],
        ['200000000006', 'Six', 'a6@acme.example\u2028', null, 1],
      ),
    );
    expect(findings('sheet-1')).toEqual([
      'warning account-email-invalid account 200000000006: The e-mail of Six (200000000006), "a6@acme.example\u2028", is no mail address.',
      'warning account-email-invalid account 200000000002: The e-mail of Two (200000000002), "two at acme.example", is no mail address.',
      'warning account-line-break account 200000000005: The name or e-mail of 200000000005 has a line break.',
      'warning account-line-break account 200000000006: The name or e-mail of 200000000006 has a line break.',
      'warning account-without-email account 200000000001: 200000000001 has no e-mail.',
      'warning account-without-name account 200000000001: 200000000001 has no name.',
      `hint account-name-long account 200000000003: The name of ${'T'.repeat(51)} (200000000003) has 51 characters.`,
    ]);
  });

  test('names that hide something are shown with what hides', () => {
    const { findings } = checkedLedger(
      accountsSql(
        ['200000000001', 'Contoso \u202Efdp.exe', 'a1@acme.example', null, 1],
        ['200000000002', 'Esc\u001B[2J', 'a2@acme.example', null, 1],
        ['200000000003', 'Café 👩‍🚀 \u0645\u06CC\u200C\u062E', 'a3@acme.example', null, 1],
      ),
    );
    expect(findings('sheet-1')).toEqual([
      "warning account-hidden-characters account 200000000001: The name of 200000000001, 'Contoso ⟨U+202E⟩fdp.exe' has U+202E (right-to-left override).",
      "warning account-hidden-characters account 200000000002: The name of 200000000002, 'Esc⟨U+001B⟩[2J' has U+001B (escape).",
    ]);
    expect(findings('end-customers')).toEqual([]);
  });

  test.each([
    'a@b.example',
    'first.last+tag@sub.b.example',
    "o'neil@b.example",
    'münchen@bücher.example',
    'a..b@c.example',
    'a!#$%&*/=?^_`{|}~b@c.1st',
  ])('%s is an address', (email) => {
    expect(checkedLedger(accountsSql(['200000000001', 'One', email, null, 1])).findings()).toEqual([]);
  });

  test.each([
    'a',
    '@b.example',
    'a@',
    'a@b',
    'a@@b.example',
    'a@b@c.example',
    'a@.example',
    'a@b..example',
    'a@b.',
    'a@b.c.',
    'a b@c.example',
    'a@b .example',
    'a\u00A0@b.example',
    '<a@b.example>',
    'a@b.example,',
    'a;b@c.example',
    'mailto:a@b.example',
    '"a"@b.example',
    `${'a'.repeat(250)}@b.example`,
    'user@good(x).example',
    'a(b@c.example',
    String.raw`a\b@c.example`,
    'a\u202Eb@c.example',
    'a\u0001b@c.example',
    'a@0x7f.1',
    'a@b.123',
    'a@good\u3002example.org',
  ])('%j is no address', (email) => {
    const { check } = checkedLedger(accountsSql(['200000000001', 'One', email, null, 1]));
    expect(check().findings.map(({ code }) => code)).toEqual(['account-email-invalid']);
  });

  test('a name that no cell can hold, counted in UTF-16 units', () => {
    const holds = 'a'.repeat(32_767);
    const tooLong = `${holds}a`;
    const inPairs = '😀'.repeat(16_384);
    const { check } = checkedLedger(
      accountsSql(
        ['200000000001', holds, 'a1@acme.example', null, 1],
        ['200000000002', tooLong, 'a2@acme.example', null, 1],
        ['200000000003', inPairs, 'a3@acme.example', null, 1],
        ['200000000004', '店'.repeat(20_000), 'a4@acme.example', null, 1],
      ),
    );
    const errors = check('sheet-1').findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, subject }) => [code, subject.id])).toEqual([
      ['account-cell-too-long', '200000000002'],
      ['account-cell-too-long', '200000000003'],
    ]);
  });

  test('an e-mail of several accounts, in any case, also of another payer account', () => {
    const { findings } = checkedLedger(
      accountsSql(
        ['200000000001', 'One', 'Shop@Acme.example', null, 1],
        ['200000000002', 'Two', 'SHOP@acme.example', null, 1],
        ['200000000003', 'Three', 'three@acme.example', null, 1],
      ),
      otherMpaSql('088888888888', 'Other MSP'),
      `INSERT INTO account (id, mpa_id, name, email) VALUES ('000000000009', '088888888888', 'Nine', 'three@acme.example');
         INSERT INTO account (id, mpa_id, name, email) VALUES ('000000000010', '088888888888', 'Ten', 'x@acme.example');
         INSERT INTO account (id, mpa_id, name, email) VALUES ('000000000011', '088888888888', 'Eleven', 'x@acme.example');`,
    );
    expect(findings()).toEqual([
      'warning account-email-shared account 111111111111: The e-mail shop@acme.example is that of Shop (111111111111), 200000000002 and 1 more.',
      'warning account-email-shared account 200000000003: The e-mail three@acme.example is that of Three (200000000003), 000000000009 of the payer account 088888888888.',
    ]);
  });

  test('an account that is a payer account itself, told of on both sides', () => {
    const { findings } = checkedLedger(
      accountsSql(['088888888888', 'Branch', 'branch@acme.example', null, 1]) +
        otherMpaSql('088888888888', 'Other MSP', '606000000002'),
    );
    expect(findings()).toEqual([
      'error account-is-payer account 088888888888: Branch (088888888888) is in the ledger as the payer account Other MSP too.',
    ]);
    expect(findings('subsets')).toEqual(findings());
    expect(findings(null, '088888888888')).toEqual([
      'error payer-is-linked-account mpa 088888888888: The payer account is a linked account of Example MSP (099999999999) too.',
      'hint mpa-without-accounts mpa 088888888888: No accounts have been imported yet.',
    ]);
  });

  test('of very many the first hundred are listed, and one finding says how many are left', () => {
    const rows = Array.from({ length: 1234 }, (_, index) => {
      const id = String(200_000_000_000 + index);
      return [id, `Account ${String(index).padStart(4, '0')}`, `a${index}@acme.example`, 'SUSPENDED', 1] as const;
    });
    const { check } = checkedLedger(accountsSql(...rows));
    const { findings, counts, groups } = check();
    expect(counts).toEqual({ error: 0, warning: 1234, hint: 0 });
    expect(groups).toEqual([
      {
        code: 'account-suspended',
        severity: 'warning',
        count: 1234,
        what: 'accounts in a subset that are suspended or closed',
      },
    ]);
    expect(findings[0]?.subject).toEqual({ kind: 'account', id: '200000000000', name: 'Account 0000' });
    expect(findings[99]?.subject).toEqual({ kind: 'account', id: '200000000099', name: 'Account 0099' });
    expect(findings[100]).toEqual({
      code: 'account-suspended',
      severity: 'warning',
      subject: { kind: 'mpa', id: '099999999999', name: 'Example MSP' },
      sentence: 'There are 1,134 more accounts in a subset that are suspended or closed.',
      remedy: 'Take it out of its subset, unless its last charges are still to be billed.',
    });
    // Whoever asks for all of them gets them, and the numbers stay.
    const all = check(null, MPA, 1234);
    expect([all.counts, all.findings.length]).toEqual([{ error: 0, warning: 1234, hint: 0 }, 1234]);
    expect(all.findings.at(-1)?.subject.id).toBe('200000001233');
    const few = check(null, MPA, 1);
    expect([few.counts, few.findings.length]).toEqual([{ error: 0, warning: 1234, hint: 0 }, 2]);
  });

  test('names that no cell can hold are counted, however few are listed', () => {
    const { check } = checkedLedger(
      accountsSql(
        ['200000000001', 'a'.repeat(20_000), 'a1@acme.example', null, 1],
        ['200000000002', 'a'.repeat(32_768), 'a2@acme.example', null, 1],
      ),
    );
    const { groups, findings } = check('sheet-1', MPA, 1);
    const group = groups.find(({ code }) => code === 'account-cell-too-long');
    expect([group?.count, findings.find(({ code }) => code === 'account-cell-too-long')?.subject.id]).toEqual([
      1,
      '200000000002',
    ]);
  });
});
