import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/domain/app-error.ts';
import { randomFrom } from '../../../test/faults/sample.ts';
import { tempFolder } from '../../../test/support/temp-core.ts';
import { readSchemaPages } from './schema-pages.ts';
import { openDatabase } from './sqlite.ts';

/** A file whose schema has many objects, and some whose text is on several pages. */
function made(): string {
  const path = join(tempFolder(), 'many.db');
  const db = openDatabase(path, 'create', 'rollback-journal');
  db.pragma('application_id = 4711');
  db.pragma('user_version = 12');
  for (let n = 0; n < 120; n += 1) {
    const size = [10, 100, 3900, 4061, 4062, 9000][n % 6] ?? 0;
    db.exec(`CREATE TABLE t${n} (id INTEGER PRIMARY KEY, name TEXT UNIQUE /* ${'ü'.repeat(size / 2)} */)`);
  }
  db.exec('CREATE VIEW v AS SELECT 1');
  db.close();
  return path;
}

describe('the schema in a file’s pages', () => {
  it('is what SQLite reads of it, in its order', () => {
    const path = made();
    const db = openDatabase(path, 'read');
    expect(readSchemaPages(path)).toEqual({
      applicationId: 4711,
      userVersion: 12,
      unusual: [],
      objects: db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema').all(),
    });
    db.close();
  });

  it('is none where the file is not SQLite’s', () => {
    const path = join(tempFolder(), 'text.db');
    writeFileSync(path, 'no database '.repeat(100));
    expect(readSchemaPages(path)).toBeNull();
  });

  it('is read or refused, whatever bytes are changed', () => {
    const path = made();
    const bytes = readFileSync(path);
    const random = randomFrom('pages', 'changed');
    let refused = 0;
    for (let n = 0; n < 300; n += 1) {
      const changed = Buffer.from(bytes);
      for (let k = 0; k < 20; k += 1) changed[100 + Math.floor(random() * 8 * 4096)] = Math.floor(random() * 256);
      writeFileSync(path, changed);
      try {
        readSchemaPages(path);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        expect(error.code).toBe('LEDGER_DAMAGED');
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(10);
  });
});
