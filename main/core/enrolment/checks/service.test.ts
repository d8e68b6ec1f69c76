import { describe, expect, test } from 'vitest';
import { accountId } from '../../../../shared/domain/account-id.ts';
import { accountsSql, checkedLedger, MPA, otherMpaSql } from '../../../../test/support/checked-ledger.ts';
import { resultOf } from '../../../../test/support/result-of.ts';
import { tempCore } from '../../../../test/support/temp-core.ts';

describe('checks as a job', () => {
  test('come with the revision that they are of, and say what to do', async () => {
    const { path, close } = checkedLedger(accountsSql(['200000000001', 'One', 'a1@acme.example', null, null]));
    close();
    const { client } = tempCore({ ledgerPath: path });
    const result = await resultOf(await client.checks.run({ mpaId: accountId(MPA), deliverable: 'sheet-1' }));
    expect(result).toEqual({
      mpaId: '099999999999',
      deliverable: 'sheet-1',
      revision: 1,
      counts: { error: 0, warning: 1, hint: 0 },
      groups: [{ code: 'account-unassigned', severity: 'warning', count: 1, what: 'accounts in no subset' }],
      findings: [
        {
          code: 'account-unassigned',
          severity: 'warning',
          subject: { kind: 'mpa', id: '099999999999', name: 'Example MSP' },
          sentence: '1 account is in no subset: One (200000000001).',
          remedy:
            "Assign them, or leave those that no customer is charged for. To list them, filter the accounts by subset 'none'.",
        },
      ],
    });
  });

  test('of a payer account that is not there are refused', async () => {
    const { path, close } = checkedLedger();
    close();
    const { client } = tempCore({ ledgerPath: path });
    const run = async (): Promise<unknown> => resultOf(await client.checks.run({ mpaId: accountId('123456789012') }));
    await expect(run()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('are counted for every payer account, and counted again when the ledger has changed', async () => {
    const { path, close } = checkedLedger(otherMpaSql('088888888888', 'Other MSP'));
    close();
    const { client } = tempCore({ ledgerPath: path });
    const before = [
      { mpaId: '099999999999', counts: { error: 0, warning: 0, hint: 0 } },
      { mpaId: '088888888888', counts: { error: 1, warning: 0, hint: 1 } },
    ];
    expect(await client.checks.counts()).toEqual(before);
    expect(await client.checks.counts()).toEqual(before);
    await client.mpas.set({ id: accountId('088888888888'), spotOrgId: '606000000002' });
    expect((await client.checks.counts())[1]?.counts).toEqual({ error: 0, warning: 0, hint: 1 });
    await client.history.undo();
    expect(await client.checks.counts()).toEqual(before);
  });
});

/** 20,000 accounts in 2,000 subsets; every tenth is suspended or lacks something, two in a hundred share an e-mail. */
const MANY = `
  WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 1999)
    INSERT INTO end_customer (id, mpa_id, name, console_email, spot_org_id)
    SELECT 1000 + i, '${MPA}', 'Customer ' || i, 'it' || i || '@customer.example', 700000000000 + i FROM n;
  WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 1999)
    INSERT INTO subset (id, mpa_id, name, name_key, workflow_id, end_customer_id)
    SELECT 1000 + i, '${MPA}', 'Customer ' || i, 'customer ' || i, 1, 1000 + i FROM n;
  WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 19999)
    INSERT INTO account (id, mpa_id, name, email, status, subset_id)
    SELECT 300000000000 + i, '${MPA}', iif(i % 100 = 1, '', 'Account ' || i),
      iif(i % 100 = 2, 'shared' || (i % 500) || '@acme.example', 'aws+' || i || '@customer.example'),
      iif(i % 10 = 0, 'SUSPENDED', 'ACTIVE'), iif(i % 100 = 3, NULL, 1000 + i % 2000) FROM n;`;

describe('many accounts', () => {
  test('all checks of 20,000 accounts in 2,000 subsets: a hundred findings of a kind, and how many there are', () => {
    const { check } = checkedLedger(MANY);
    const { groups, findings } = check();
    expect(groups.map(({ code, count }) => `${code}: ${count}`)).toEqual([
      'account-email-shared: 5',
      'account-suspended: 2000',
      'account-unassigned: 1',
      'account-without-name: 200',
      // All accounts of every hundredth subset are those that were left out.
      'subset-without-accounts: 20',
    ]);
    // 5 e-mails, 100 + 1 suspended, one for all without a subset, 100 + 1 without a name, 20 subsets.
    expect(findings).toHaveLength(5 + 101 + 1 + 101 + 20);
  });
});
