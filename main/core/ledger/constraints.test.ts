import { describe, expect, it } from 'vitest';
import { tempLedger } from '../../../test/support/temp-ledger.ts';
import type { TempLedger } from '../../../test/support/temp-ledger.ts';

const A = '099999999999';
const B = '088888888888';

function start(): TempLedger {
  const ledger = tempLedger();
  ledger.sql(`
    INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES ('${A}', 'A', 'a', 'msp', '2026'), ('${B}', 'B', 'b', 'msp', '2026');
    INSERT INTO workflow (id, mpa_id, name, name_key) VALUES (1, '${A}', 'W', 'w'), (2, '${B}', 'W', 'w');
    INSERT INTO end_customer (id, mpa_id, name, spot_org_id) VALUES (1, '${A}', 'C', '606'), (2, '${B}', 'C', '606');
    INSERT INTO subset (id, mpa_id, name, name_key) VALUES (1, '${A}', 'Contoso', 'contoso'), (2, '${B}', 'Contoso', 'contoso');
    INSERT INTO account (id, mpa_id, subset_id) VALUES ('000000000001', '${A}', 1);`);
  return ledger;
}

/** SQL that a foreign program, or a fault of ours, could run; and what in the database refuses it. */
const REFUSED: [what: string, sql: string, by: RegExp][] = [
  [
    'an account twice',
    `INSERT INTO account (id, mpa_id) VALUES ('000000000001', '${A}')`,
    /UNIQUE constraint failed: account\.id/u,
  ],
  [
    'an account in two payer accounts',
    `INSERT INTO account (id, mpa_id) VALUES ('000000000001', '${B}')`,
    /UNIQUE.*account\.id/u,
  ],
  [
    'an account of no payer account',
    `INSERT INTO account (id, mpa_id) VALUES ('000000000002', '123456789012')`,
    /FOREIGN KEY/u,
  ],
  ['an account in a subset of another payer account', `UPDATE account SET subset_id = 2`, /FOREIGN KEY/u],
  ['an account that moves away from its subset', `UPDATE account SET mpa_id = '${B}'`, /FOREIGN KEY/u],
  ['an ID of 11 digits', `INSERT INTO account (id, mpa_id) VALUES ('75757578575', '${A}')`, /CHECK/u],
  ['an ID with a letter', `INSERT INTO account (id, mpa_id) VALUES ('00000000000O', '${A}')`, /CHECK/u],
  ['an ID with digits of another script', `INSERT INTO account (id, mpa_id) VALUES ('٠٠٠٠٠٠٠٠٠٠٠٢', '${A}')`, /CHECK/u],
  ['an ID that changes', `UPDATE account SET id = '000000000002'`, /the key of account does not change/u],
  ['a status that AWS does not have', `UPDATE account SET status = 'ASLEEP'`, /CHECK/u],
  ['a number for a subset that is none', `UPDATE account SET subset_id = 99`, /FOREIGN KEY/u],
  ['text for a number', `UPDATE account SET subset_id = 'Contoso'`, /cannot store TEXT value in INTEGER column/u],
  [
    'two subsets of one name',
    `INSERT INTO subset (mpa_id, name, name_key) VALUES ('${A}', ' CONTOSO', 'contoso')`,
    /UNIQUE.*subset\.mpa_id, subset\.name_key/u,
  ],
  ['a subset without a name', `INSERT INTO subset (mpa_id, name, name_key) VALUES ('${A}', '', 'x')`, /CHECK/u],
  [
    'a subset with a workflow of another payer account',
    `UPDATE subset SET workflow_id = 2 WHERE id = 1`,
    /FOREIGN KEY/u,
  ],
  [
    'a subset with an end customer of another payer account',
    `UPDATE subset SET end_customer_id = 2 WHERE id = 1`,
    /FOREIGN KEY/u,
  ],
  ['a subset removed from under its accounts', `DELETE FROM subset WHERE id = 1`, /FOREIGN KEY/u],
  ['two workflows of one name', `INSERT INTO workflow (mpa_id, name, name_key) VALUES ('${A}', 'w ', 'w')`, /UNIQUE/u],
  ['a workflow whose rules are no list', `UPDATE workflow SET rules = '{}'`, /CHECK/u],
  ['two payer accounts of one name', `UPDATE mpa SET name_key = 'a'`, /UNIQUE/u],
  ['a scenario that there is not', `UPDATE mpa SET scenario = 'other'`, /CHECK/u],
  [
    'two end customers with one organization',
    `INSERT INTO end_customer (mpa_id, name, spot_org_id) VALUES ('${A}', 'D', '606')`,
    /UNIQUE.*end_customer\.mpa_id, end_customer\.spot_org_id/u,
  ],
  ['an end customer that nothing names', `INSERT INTO end_customer (mpa_id) VALUES ('${A}')`, /CHECK/u],
  [
    'a rule that fills a subset of another payer account',
    `INSERT INTO assignment_rule (mpa_id, position, field, operator, value, subset_id) VALUES ('${A}', 1, 'name', 'is', 'x', 2)`,
    /FOREIGN KEY/u,
  ],
  [
    'a rule with nothing to compare',
    `INSERT INTO assignment_rule (mpa_id, position, field, operator, value, subset_id) VALUES ('${A}', 1, 'name', 'is', '', 1)`,
    /CHECK/u,
  ],
  ['a changed audit event', `UPDATE audit_event SET after = '{}'`, /append-only/u],
  ['a removed audit event', `DELETE FROM audit_event`, /append-only/u],
];

describe('the database itself refuses', () => {
  it.each(REFUSED)('%s', (_what, sql, by) => {
    const ledger = start();
    expect(() => ledger.sql(sql)).toThrow(by);
    expect(ledger.db.prepare('SELECT count(*) AS n FROM operation').get()).toEqual({ n: 1 });
  });

  it('any change outside an operation', () => {
    const { db } = start();
    const changes = [
      `UPDATE account SET name = 'x'`,
      `INSERT INTO subset (mpa_id, name, name_key) VALUES ('${A}', 'x', 'x')`,
      `DELETE FROM account`,
      `INSERT INTO setting (key, value) VALUES ('a', '1')`,
    ];
    for (const sql of changes)
      expect(() => db.exec(sql)).toThrow(/NOT NULL constraint failed: audit_event\.operation_id/u);
    expect(db.prepare('SELECT name FROM account').all()).toEqual([{ name: '' }]);
  });
});

it('what a constraint refuses is told as a conflict, with nothing changed', () => {
  const ledger = start();
  let caught: unknown;
  try {
    ledger.sql(`UPDATE account SET name = 'half'; UPDATE account SET subset_id = 2`);
  } catch (error) {
    caught = error;
  }
  expect(caught).toMatchObject({ code: 'CONFLICT', data: { constraint: 'FOREIGN KEY constraint failed' } });
  expect(ledger.db.prepare('SELECT name FROM account').all()).toEqual([{ name: '' }]);
});

it('the end customers of two payer accounts may be of one organization, and several may have none yet', () => {
  const ledger = start();
  ledger.sql(`INSERT INTO end_customer (mpa_id, name) VALUES ('${A}', 'D'), ('${A}', 'E')`);
  expect(ledger.db.prepare('SELECT count(*) AS n FROM end_customer').get()).toEqual({ n: 4 });
});
