import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { nameKey } from '../../../../shared/domain/name-key.ts';
import { GONE } from '../../../../shared/domain/ticket-changes.ts';
import type { NamesNow } from '../../../../shared/domain/ticket-changes.ts';
import { select } from '../../sqlite/sqlite.ts';
import type { ReadDb, SelectStatement } from '../../sqlite/sqlite.ts';

type Names = ReadonlyMap<number, string>;

/** The first change of each row after an event says how the row was then. Rowids alone: there are few events since. */
const FIRST_SINCE = `SELECT key, min(id) AS id FROM audit_event NOT INDEXED WHERE id > @since AND entity = @entity GROUP BY key`;

const PRESENT: Readonly<Record<keyof NamesNow, SelectStatement<{ mpaId: string }, { id: number; name: string }>>> = {
  subset: select(`SELECT id, name FROM subset WHERE mpa_id = @mpaId`),
  workflow: select(`SELECT id, name FROM workflow WHERE mpa_id = @mpaId`),
};
const changedSince = select<{ mpaId: string; entity: string; since: number }, { id: number; name: string | null }>(
  `SELECT CAST(e.key AS INTEGER) AS id, e.before ->> 'name' AS name FROM (${FIRST_SINCE}) f
   JOIN audit_event e ON e.id = f.id WHERE e.mpa_id = @mpaId`,
);
const movedSince = select<
  { mpaId: string; entity: string; since: number },
  { id: string; subsetThen: number | null; subsetNow: number | null }
>(
  `SELECT a.id, e.before ->> 'subset_id' AS subsetThen, a.subset_id AS subsetNow FROM (${FIRST_SINCE}) f
   JOIN audit_event e ON e.id = f.id JOIN account a ON a.id = e.key AND a.mpa_id = @mpaId
   WHERE e.before IS NOT NULL AND e.mpa_id = @mpaId AND subsetThen IS NOT subsetNow ORDER BY a.id`,
);

/**
 * How the names of one moment stand at a later one.
 * @param from, to audit events; null: now.
 */
export function namesBetween(db: ReadDb, mpaId: AccountId, from: number, to: number | null): NamesNow {
  const map = (entity: keyof NamesNow): Map<string, string> =>
    laterNames(namesAt(db, mpaId, entity, from), namesAt(db, mpaId, entity, to));
  return { subset: map('subset'), workflow: map('workflow') };
}

/** Accounts that were in the ledger at an event, with the subsets that they were in and are in, by their names; '': in none. */
export function movedAccounts(
  db: ReadDb,
  mpaId: AccountId,
  since: number,
): { key: string; from: string; to: string; cells: readonly string[] }[] {
  const before = namesAt(db, mpaId, 'subset', since);
  const now = namesAt(db, mpaId, 'subset', null);
  return movedSince.all(db, { mpaId, entity: 'account', since }).map(({ id, subsetThen, subsetNow }) => ({
    key: id,
    from: nameOf(before, subsetThen),
    to: nameOf(now, subsetNow),
    cells: [],
  }));
}

function namesAt(db: ReadDb, mpaId: AccountId, entity: keyof NamesNow, at: number | null): Names {
  const names = new Map(PRESENT[entity].all(db, { mpaId }).map(({ id, name }) => [id, name]));
  if (at === null) return names;
  for (const { id, name } of changedSince.all(db, { mpaId, entity, since: at })) {
    if (name === null) names.delete(id);
    else names.set(id, name);
  }
  return names;
}

function laterNames(then: Names, later: Names): Map<string, string> {
  const kept = [...then].flatMap(([id, name]): [string, string][] => {
    const now = later.get(id);
    return now === undefined ? [] : [[nameKey(name), now]];
  });
  const result = new Map(kept);
  const taken = new Set(kept.map(([, now]) => nameKey(now)));
  for (const [id, name] of then) {
    if (!later.has(id) && taken.has(nameKey(name))) result.set(nameKey(name), GONE + name);
  }
  return result;
}

function nameOf(names: Names, id: number | null): string {
  return id === null ? '' : (names.get(id) ?? '');
}
