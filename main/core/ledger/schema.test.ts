import { expect, it } from 'vitest';
import { tempLedger } from '../../../test/support/temp-ledger.ts';
import { SCHEMA_VERSION } from './migrations/index.ts';
import { SCHEMA_DIGESTS } from './migrations/schema-digests.ts';
import { schemaBySqlite, schemaDifferences, schemaDigest } from './schema.ts';

it('the digest of the newest schema is known, so that opening a ledger makes none to compare it with', () => {
  const { db } = tempLedger();
  const { objects } = schemaBySqlite(db);
  expect(SCHEMA_DIGESTS[SCHEMA_VERSION]).toBe(schemaDigest(objects));
});

it('what SQLite keeps to plan its reading may be there; a table that only has its name may not', () => {
  const { db } = tempLedger();
  db.exec('ANALYZE');
  const found = schemaBySqlite(db);
  expect(found.objects.map(({ name }) => name)).toContain('sqlite_stat1');
  expect(schemaDifferences(found)).toEqual([]);
  const objects = found.objects.map((each) =>
    each.name === 'sqlite_stat1' ? { ...each, sql: 'CREATE TABLE sqlite_stat1(tbl,idx,stat,more)' } : each,
  );
  expect(schemaDifferences({ ...found, objects })).toEqual(['the table sqlite_stat1 is not ours']);
});
