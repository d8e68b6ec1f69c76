import { describe, expect, test } from 'vitest';
import { DELIVERABLES } from '../../../../shared/domain/deliverable.ts';
import { checkedLedger, MPA } from '../../../../test/support/checked-ledger.ts';
import { tooManyRows } from './mpa-checks.ts';

describe('checks of the payer account', () => {
  test.each(DELIVERABLES)('a sound ledger is ready for %s', (deliverable) => {
    expect(checkedLedger().findings(deliverable)).toEqual([]);
  });

  test('without a Spot Org ID no request can be written; a sheet alone does not name it', () => {
    const { findings } = checkedLedger(`UPDATE mpa SET spot_org_id = NULL;`);
    const expected = ['error mpa-without-org-id mpa 099999999999: The payer account has no Spot Org ID.'];
    expect(findings()).toEqual(expected);
    for (const kind of ['enable-subsets', 'subsets', 'workflows', 'associate-workflows', 'end-customers'] as const) {
      expect(findings(kind)).toEqual(expected);
    }
    expect(findings('sheet-1')).toEqual([]);
  });

  test('a Spot Org ID that is not digits', () => {
    const { findings } = checkedLedger(`UPDATE mpa SET spot_org_id = '6O6000000001';`);
    expect(findings('enable-subsets')).toEqual([
      'warning mpa-org-id-not-digits mpa 099999999999: The Spot Org ID 6O6000000001 is not all digits.',
    ]);
  });

  test("a customer of an MSP, without the MSP's account ID", () => {
    const { findings } = checkedLedger(`UPDATE mpa SET scenario = 'customer-of-msp';`);
    expect(findings()).toEqual(["error mpa-without-msp-account mpa 099999999999: The MSP's account ID is not known."]);
    const known = checkedLedger(`UPDATE mpa SET scenario = 'customer-of-msp', msp_account_id = '777777777777';`);
    expect(known.findings()).toEqual([]);
  });

  test('nothing to send', () => {
    const { findings } = checkedLedger(
      `DELETE FROM account; DELETE FROM subset; DELETE FROM workflow; DELETE FROM end_customer;`,
    );
    expect(findings()).toEqual(['hint mpa-without-accounts mpa 099999999999: No accounts have been imported yet.']);
    const nothing = (why: string): string[] => [
      `error nothing-to-send mpa 099999999999: There is nothing to send: ${why}.`,
    ];
    expect(findings('sheet-1')).toEqual(nothing('there are no accounts'));
    expect(findings('sheet-2')).toEqual(nothing('there are no accounts'));
    expect(findings('sheet-3')).toEqual(nothing('there are no accounts'));
    expect(findings('sheet-4')).toEqual(nothing('no subset has a billing workflow'));
    expect(findings('sheet-5')).toEqual(nothing('no subset has an end customer'));
    expect(findings('enable-subsets')).toEqual([]);
    expect(findings('subsets')).toEqual(nothing('there are no accounts'));
    expect(findings('workflows')).toEqual(nothing('there are no billing workflows'));
    expect(findings('associate-workflows')).toEqual(nothing('no subset has a billing workflow'));
    expect(findings('end-customers')).toEqual(nothing('no subset has an end customer'));
  });

  test('what a ticket carries follows from the scenario', () => {
    const { findings } = checkedLedger(
      `UPDATE mpa SET scenario = 'msp-design-partner' WHERE id = '${MPA}';
       UPDATE subset SET workflow_id = NULL, end_customer_id = NULL; UPDATE account SET status = 'SUSPENDED';`,
    );
    const suspended =
      'warning account-suspended account 111111111111: Shop (111111111111) is suspended, and in the subset Acme.';
    expect(findings('enable-subsets')).toEqual([suspended]);
    expect(findings('associate-workflows')).toEqual([
      'error subset-without-workflow subset 1: The subset Acme has no billing workflow.',
      suspended,
    ]);
    expect(findings('end-customers')).toEqual([
      'error subset-without-end-customer subset 1: The subset Acme has no end customer.',
      suspended,
      'warning subset-without-workflow subset 1: The subset Acme has no billing workflow.',
    ]);
  });

  test('a mail that would show placeholders; a ticket has neither greeting nor sign-off', () => {
    const { findings } = checkedLedger(
      `UPDATE mpa SET scenario = 'msp' WHERE id = '${MPA}';
       DELETE FROM setting WHERE key <> 'tickets.representativeName';
       INSERT INTO setting (key, value) VALUES ('tickets.signOff', '"Yours, {sender}"');`,
    );
    expect(findings('enable-subsets')).toEqual([
      "warning setting-empty setting representativeEmail: The setting 'Account representative's e-mail' is empty: the mail would show <account representative's e-mail>.",
      "warning setting-empty setting senderName: The setting 'Your name' is empty: the mail would show <your name>.",
    ]);
    expect(findings()).toEqual([]);
    expect(checkedLedger(`DELETE FROM setting;`).findings('enable-subsets')).toEqual([]);
  });

  test('more rows than a worksheet holds', () => {
    expect(tooManyRows(3, 1_048_575)).toBeNull();
    expect(tooManyRows(3, 1_048_576)).toBe(
      'Sheet 3 would have 1,048,576 rows; a worksheet holds 1,048,575 besides the header.',
    );
  });
});
