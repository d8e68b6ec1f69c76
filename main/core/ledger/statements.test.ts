import { expect, test } from 'vitest';
// Loads every feature, and with it every statement.
import { PROCEDURES } from '../procedures.ts';
import { tempLedger } from '../../../test/support/temp-ledger.ts';
import { definedStatements } from '../sqlite/sqlite.ts';

test('every statement fits the tables of a migrated ledger', () => {
  expect(Object.keys(PROCEDURES).length).toBeGreaterThan(10);
  const { db } = tempLedger();
  const faults: string[] = [];
  for (const text of definedStatements()) {
    try {
      db.prepare(text);
    } catch (error) {
      faults.push(`${String(error)}: ${text}`);
    }
  }
  expect(faults).toEqual([]);
  expect(definedStatements().length).toBeGreaterThan(60);
});
