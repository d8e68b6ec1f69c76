import type { ReadField } from '../../../../shared/domain/import-field.ts';
import { nameKey } from '../../../../shared/domain/name-key.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { NAMED } from './repo.ts';

/**
 * Tells whether a payer account has a subset, a billing workflow or an account of a name.
 * @param db a stage with the ledger attached
 */
export function nameFinder(db: ReadDb, mpaId: string): (field: ReadField, text: string) => boolean {
  const known = new Map<string, boolean>();
  return (field, text) => {
    if (!isNamed(field)) return false;
    const key = nameKey(text);
    const place = `${field} ${key}`;
    let found = known.get(place);
    if (found === undefined) {
      found = NAMED[field].get(db, { mpaId, key }) !== undefined;
      known.set(place, found);
    }
    return found;
  };
}

function isNamed(field: ReadField): field is keyof typeof NAMED {
  return field in NAMED;
}
