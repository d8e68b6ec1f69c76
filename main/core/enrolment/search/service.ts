import type { SearchHit, SearchInput, SearchKind } from '../../../../shared/contract/search.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import { nameKey, tidyName } from '../../../../shared/domain/name-key.ts';
import type { ReadContext } from '../../ledger/context.ts';
import type { FoundRow, Wanted } from './repo.ts';
import { findAccounts, findCustomers, findMpas, findSubsets, findTickets, findWorkflows } from './repo.ts';

interface Ranked {
  hit: SearchHit;
  rank: number;
}

/**
 * Finds payer accounts, subsets, workflows, end customers, tickets and accounts by a few letters or digits, the best fit first: the
 * whole name, then its beginning, then the beginning of a word, then anything. Accounts, of which there are most, leave at least half
 * of the places to the rest. Nothing is found for an empty text.
 */
export function searchAll({ db }: ReadContext, input: SearchInput): { hits: SearchHit[] } {
  const text = tidyName(input.text);
  const key = nameKey(text);
  if (key === '') return { hits: [] };
  const digits = /^[\d ]+$/u.test(text) ? text.replaceAll(' ', '') : '';
  const wanted: Wanted = { text, key, digits, mpaId: input.mpaId ?? '', limit: input.limit };
  const ranked = (kind: SearchKind, rows: readonly FoundRow[]): Ranked[] =>
    rows.map((row) => ({ hit: toHit(kind, row), rank: rankOf(row, wanted) }));
  const { mpaId, limit } = wanted;
  const rest = [
    ...ranked('mpa', findMpas.all(db, { key, digits, mpaId, limit })),
    ...ranked('subset', findSubsets.all(db, { key, mpaId, limit })),
    ...ranked('workflow', findWorkflows.all(db, { key, mpaId, limit })),
    ...ranked('end-customer', findCustomers(db, wanted)),
    ...ranked('ticket', findTickets(db, wanted)),
  ].sort(byRank);
  const accounts = ranked('account', findAccounts(db, wanted)).sort(byRank);
  const places = Math.max(limit - rest.length, Math.ceil(limit / 2));
  const shown = accounts.slice(0, places);
  const hits = [...rest.slice(0, limit - shown.length), ...shown].sort(byRank);
  return { hits: hits.map(({ hit }) => hit) };
}

/** The sort is stable: within a rank the kinds stay in their order, and each kind's rows in that of their statement. */
function byRank(one: Ranked, other: Ranked): number {
  return one.rank - other.rank;
}

function rankOf({ id, title, detail }: FoundRow, { key, digits }: Wanted): number {
  const name = nameKey(title);
  if (name === key || (digits !== '' && id === digits)) return 0;
  if (name.startsWith(key) || (digits !== '' && id.startsWith(digits))) return 1;
  return `${name} ${nameKey(detail)}`.includes(` ${key}`) ? 2 : 3;
}

function toHit(kind: SearchKind, row: FoundRow): SearchHit {
  const { id, title, detail } = row;
  return { kind, id, mpaId: accountId(row.mpa_id), mpaName: row.mpa_name, title, detail };
}
