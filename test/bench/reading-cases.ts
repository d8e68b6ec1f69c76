import Database from 'better-sqlite3';
import { accountId } from '../../shared/domain/account-id.ts';
import { resultOf } from '../support/result-of.ts';
import type { Case } from './cases.ts';
import { fixturePaths, MPA_ID } from './fixture.ts';
import { client, finish, openCopy } from './our-cases.ts';
import { paged } from './peer-cases.ts';

const mpaId = accountId(MPA_ID);

const SORTS = ['id', 'name', 'email', 'status', 'subset'] as const;
const WORDS = ['c', 'Customer 77', 'env-99', 'nowhere', 'Zürich', '0829', 'subset 1'];
const FIELDS = ['name', 'email', 'status', 'subset'] as const;
const RULES = 50;

/** Each of these reads a few times over, as a person does who types, sorts and scrolls. */
const TURNS = 5;

const FILTERS = [
  { text: 'env-77' },
  { text: 'nowhere' },
  { text: 'Zürich' },
  { status: 'SUSPENDED' as const },
  { subsetId: 5 },
  { subsetId: 'none' as const },
  { idPrefix: '12' },
];

async function times(runs: readonly (() => unknown)[]): Promise<ReturnType<typeof paged>> {
  const taken: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const run of runs) {
      const start = performance.now();
      await run();
      taken.push(performance.now() - start);
    }
  }
  return paged(taken);
}

/** The same question put to the ledger's file in plain SQL, whose rows are all looked at. */
function bare(folder: string, questions: readonly (readonly [sql: string, ...values: string[]])[]): Promise<unknown> {
  const db = new Database(fixturePaths(folder).ledger, { readonly: true });
  return times(
    questions.map(
      ([sql, ...values]) =>
        () =>
          db.prepare(sql).all(...values),
    ),
  ).finally(() => db.close());
}

const LIKE = (column: string): string => `lower(${column}) LIKE '%' || lower(?) || '%'`;

function ours(run: () => Promise<Awaited<ReturnType<Case['run']>>>): Case {
  return { prepare: (folder) => openCopy(folder, 'ledger'), run, finish };
}

function peer(questions: readonly (readonly [sql: string, ...values: string[]])[]): Case {
  return { run: async (folder) => (await bare(folder, questions)) as Awaited<ReturnType<Case['run']>> };
}

/** What pages read over all accounts, and the plainest SQL that would do. */
export const READING_CASES: Readonly<Record<string, Case>> = {
  'sorted-pages': ours(() =>
    times(
      SORTS.flatMap((sort) =>
        FILTERS.map((filter) => () => client().accounts.page({ mpaId, filter, sort, limit: 50 })),
      ),
    ),
  ),
  'sorted-by-sql': peer(
    ['id', 'name COLLATE NOCASE', 'email', 'status', 'subset_id'].flatMap((order) => [
      ...['env-77', 'nowhere', 'Zürich'].map(
        (text) => [`SELECT * FROM account WHERE ${LIKE('name')} ORDER BY ${order}, id LIMIT 50`, text] as const,
      ),
      ...[`status = 'SUSPENDED'`, 'subset_id = 5', 'subset_id IS NULL', `id LIKE '12%'`].map(
        (where) => [`SELECT * FROM account WHERE ${where} ORDER BY ${order}, id LIMIT 50`] as const,
      ),
    ]),
  ),
  'values-of-fields': ours(() =>
    times([
      ...FIELDS.map((field) => () => client().accounts.values({ mpaId, field, text: null })),
      () => client().accounts.spread({ mpaId }),
    ]),
  ),
  'values-by-sql': peer(
    ['name', 'email', 'status', 'subset_id', 'subset_id'].map(
      (column) => [`SELECT ${column}, count(*) FROM account GROUP BY 1 ORDER BY 2 DESC LIMIT 50`] as const,
    ),
  ),
  'search-all': ours(() => times(WORDS.map((text) => () => client().search.all({ text })))),
  'search-by-sql': peer(
    WORDS.map((text) => [`SELECT * FROM account WHERE ${LIKE('name')} OR id LIKE ? || '%'`, text, text] as const),
  ),
  'preview-rules': {
    prepare: async (folder) => {
      openCopy(folder, 'ledger');
      const { subsets, assignmentRules } = client();
      const { value: subset } = await subsets.add({ mpaId, name: 'By rules' });
      for (let rule = 0; rule < RULES; rule += 1) {
        const value = rule === RULES - 1 ? '*env*7' : `*cust*${rule}*zz`;
        await assignmentRules.add({ mpaId, to: { id: subset.id }, field: 'name', operator: 'pattern', value });
      }
      return folder;
    },
    run: async () => {
      const { accounts, rules } = await resultOf(
        await client().assignmentRules.preview({ mpaId, includeAssigned: true }),
      );
      return { checked: `accounts ${accounts}, rules ${rules.length}` };
    },
    finish,
  },
};
