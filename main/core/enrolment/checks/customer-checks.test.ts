import { describe, expect, test } from 'vitest';
import { checkedLedger, MPA, otherMpaSql } from '../../../../test/support/checked-ledger.ts';

/** SQL that adds an end customer with an id from 2 and, if `used`, a subset of its own with an account. */
function customerSql(id: number, name: string, email: string, org: string, used = true): string {
  return `INSERT INTO end_customer (id, mpa_id, name, console_email, spot_org_id)
    VALUES (${id}, '${MPA}', '${name}', '${email}', '${org}');
    ${
      used
        ? `INSERT INTO subset (id, mpa_id, name, name_key, workflow_id, end_customer_id)
             VALUES (${id}, '${MPA}', 'Subset ${id}', 'subset ${id}', 1, ${id});
           INSERT INTO account (id, mpa_id, name, email, subset_id)
             VALUES ('20000000000${id}', '${MPA}', 'Account ${id}', 'a${id}@acme.example', ${id});`
        : ''
    }`;
}

describe('checks of end customers', () => {
  test('what sheets 3 and 5 and the ticket need is a warning before, and an error there', () => {
    const { findings } = checkedLedger(
      customerSql(2, 'No mail', '', '606000000102') + customerSql(3, 'No org', 'a@b.example', ''),
    );
    const email = 'customer-without-email end-customer 2: The end customer No mail has no Spot console e-mail.';
    const org = 'customer-without-org-id end-customer 3: The end customer No org has no Spot Org ID.';
    expect(findings()).toEqual([`warning ${email}`, `warning ${org}`]);
    for (const deliverable of ['sheet-3', 'sheet-5', 'end-customers'] as const) {
      expect(findings(deliverable)).toEqual([`error ${email}`, `error ${org}`]);
    }
    for (const deliverable of ['sheet-1', 'sheet-2', 'sheet-4', 'workflows', 'associate-workflows'] as const) {
      expect(findings(deliverable)).toEqual([]);
    }
  });

  test('one without a subset is a hint, and its blanks matter only before', () => {
    const { findings } = checkedLedger(customerSql(2, 'Spare', '', '', false));
    const unused = 'hint customer-unused end-customer 2: No subset is associated with the end customer Spare.';
    expect(findings()).toEqual([
      'warning customer-without-email end-customer 2: The end customer Spare has no Spot console e-mail.',
      'warning customer-without-org-id end-customer 2: The end customer Spare has no Spot Org ID.',
      unused,
    ]);
    expect(findings('sheet-5')).toEqual([unused]);
    expect(findings('sheet-3')).toEqual([]);
  });

  test('names that hide something or look alike', () => {
    const { findings } = checkedLedger(
      customerSql(2, 'Con\u200Btoso', 'it@two.example', '606000000102') +
        customerSql(3, '\u0410cme', 'it@three.example', '606000000103'),
    );
    const expected = [
      "warning customer-hidden-characters end-customer 2: The name of the end customer 'Con⟨U+200B⟩toso' has U+200B (zero width space).",
      "warning customer-names-alike end-customer 1: These names of end customers look alike: 'Acme', '\u0410cme'.",
    ];
    expect(findings()).toEqual(expected);
    expect(findings('end-customers')).toEqual(expected);
    expect(findings('sheet-1')).toEqual([]);
  });

  test('an e-mail that is none, an ID that is not digits', () => {
    const { findings } = checkedLedger(customerSql(2, 'Odd', 'it at odd', 'act-12ab'));
    expect(findings('sheet-5')).toEqual([
      'error customer-email-invalid end-customer 2: The Spot console e-mail of the end customer Odd, "it at odd", is no mail address.',
      'warning customer-org-id-not-digits end-customer 2: The Spot Org ID act-12ab of the end customer Odd is not all digits.',
    ]);
  });

  test("the payer account's own organization", () => {
    const { findings } = checkedLedger(customerSql(2, 'Self', 'it@self.example', '606000000001'));
    const expected = [
      "error customer-org-id-own end-customer 2: The end customer Self has the payer account's own Spot Org ID 606000000001.",
    ];
    expect(findings()).toEqual(expected);
    expect(findings('end-customers')).toEqual(expected);
  });

  test('an organization that another payer account uses, itself or for an end customer', () => {
    const { findings } = checkedLedger(
      customerSql(2, 'Two', 'it@two.example', '606000000202'),
      customerSql(3, 'Three', 'it@three.example', '606000000303'),
      otherMpaSql('088888888888', 'Other MSP', '606000000202'),
      `INSERT INTO end_customer (mpa_id, name, spot_org_id) VALUES ('088888888888', 'Elsewhere', '606000000303');`,
    );
    expect(findings()).toEqual([
      'warning customer-org-id-elsewhere end-customer 3: The Spot Org ID 606000000303 of the end customer Three is that of an end customer of the payer account Other MSP too.',
      'warning customer-org-id-of-payer end-customer 2: The Spot Org ID 606000000202 of the end customer Two is that of the payer account Other MSP too.',
    ]);
  });

  test('an organization or an e-mail of two end customers', () => {
    const { findings } = checkedLedger(
      customerSql(2, 'Two', 'IT@acme.example', '606-000-000-101') +
        customerSql(3, 'Three', 'it@three.example', '606000000103'),
    );
    expect(findings('sheet-5')).toEqual([
      'error customer-org-id-shared end-customer 1: The Spot Org ID 606000000101 is that of several end customers: Acme, Two.',
      'warning customer-email-shared end-customer 1: The Spot console e-mail it@acme.example is that of several end customers: Acme, Two.',
      'warning customer-org-id-not-digits end-customer 2: The Spot Org ID 606-000-000-101 of the end customer Two is not all digits.',
    ]);
  });
});
