/** What is exported and imported again is the same ledger, whatever the names are. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Client } from '../../shared/contract/client.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { nameKey, tidyName } from '../../shared/domain/name-key.ts';
import { resultOf } from '../support/result-of.ts';
import { tempCore, tempFolder } from '../support/temp-core.ts';
import { tempLedger } from '../support/temp-ledger.ts';
import { propertyRuns } from './runs.ts';
import { anyText } from '../support/any-text.ts';

const MPA = '099999999999';
const mpaId = accountId(MPA);

/** Any Unicode that a name may have, and what spreadsheets and our own guards stumble over. */
const name = fc
  .oneof(
    { weight: 3, arbitrary: anyText({ minLength: 1, maxLength: 16 }) },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
    fc.constantFrom('=1+1', "'=x", "''-2", '@cmd', '+SUM(1,2)', '-', "'", '"a","b"', 'a;b\tc', '_x0041_', 'TRUE'),
    fc.constantFrom('000000000012', '1.21212E+11', '0606', 'שלום', '顧客 😀', 'a\u200db', 'Account Name', '1e5', '٣٤'),
  )
  .map(tidyName)
  // What is an error of a spreadsheet is refused in a ledger that has nothing of that name.
  .filter((text) => nameKey(text) !== '' && !/^(?:#\S+|Err:\d+)$/iu.test(text));

const subset = fc.record({ name, workflow: fc.option(fc.nat(2)), customer: fc.option(fc.nat(3)) });
const account = fc.record({
  id: fc.integer({ min: 1, max: 999_999_999_998 }).map((number) => String(number).padStart(12, '0')),
  name: fc.oneof(fc.constant(''), name),
  email: fc.oneof(
    fc.constant(''),
    fc.nat(9999).map((number) => `aws+${number}@msp.example`),
  ),
  subset: fc.option(fc.nat(4)),
});
const anyLedger = fc.record({
  workflows: fc.uniqueArray(name, { minLength: 3, maxLength: 3, selector: nameKey }),
  customers: fc.uniqueArray(
    fc.record({ email: fc.nat(9999).map((number) => `c${number}@c.example`), org: fc.nat(99_999).map((n) => `0${n}`) }),
    { minLength: 4, maxLength: 4, comparator: (a, b) => a.email === b.email || a.org === b.org },
  ),
  subsets: fc.uniqueArray(subset, { minLength: 1, maxLength: 5, selector: (each) => nameKey(each.name) }),
  accounts: fc.uniqueArray(account, { minLength: 1, maxLength: 12, selector: ({ id }) => id }),
});
type AnyLedger = typeof anyLedger extends fc.Arbitrary<infer T> ? T : never;

/** A ledger with the payer account and, where it is given, all the rest. */
function ledgerOf(content: AnyLedger | null): Client {
  const { db, operate, path, close } = tempLedger();
  operate(() => {
    db.prepare(`INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES (?, 'A', 'a', 'msp', '2026')`).run(MPA);
    if (content) fill(db, content);
  });
  close();
  return tempCore({ ledgerPath: path }).client;
}

function fill(db: ReturnType<typeof tempLedger>['db'], { workflows, customers, subsets, accounts }: AnyLedger): void {
  const workflow = db.prepare('INSERT INTO workflow (id, mpa_id, name, name_key) VALUES (?, ?, ?, ?)');
  for (const [index, text] of workflows.entries()) workflow.run(index, MPA, text, nameKey(text));
  const customer = db.prepare('INSERT INTO end_customer (id, mpa_id, console_email, spot_org_id) VALUES (?, ?, ?, ?)');
  for (const [index, { email, org }] of customers.entries()) customer.run(index, MPA, email, org);
  const row = db.prepare(
    'INSERT INTO subset (id, mpa_id, name, name_key, workflow_id, end_customer_id) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (const [index, each] of subsets.entries()) {
    row.run(index, MPA, each.name, nameKey(each.name), each.workflow, each.customer);
  }
  const linked = db.prepare('INSERT INTO account (id, mpa_id, name, email, subset_id) VALUES (?, ?, ?, ?, ?)');
  for (const each of accounts) {
    const place = each.subset === null || each.subset >= subsets.length ? null : each.subset;
    linked.run(each.id, MPA, each.name, each.email, place);
  }
}

async function exported(client: Client, sheet: 1 | 2 | 3 | 4 | 5, format: 'xlsx' | 'csv'): Promise<string> {
  const { path } = await resultOf(await client.sheets.export({ mpaId, sheet, format, folder: tempFolder() }));
  return path;
}

it(
  'an export that is imported changes nothing in its ledger, and makes the same rows in another',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(anyLedger, fc.constantFrom('xlsx' as const, 'csv' as const), async (content, format) => {
        const client = ledgerOf(content);
        for (const sheet of [1, 2, 3, 4, 5] as const) {
          const path = await exported(client, sheet, format);
          const before = (await client.sheets.preview({ mpaId, sheet })).total;
          // A sheet 4 or 5 with nothing but its header is no list to import.
          if (before === 0) continue;
          const summary = await resultOf(await client.imports.open({ mpaId, source: { kind: 'path', path } }));
          expect({ sheet, changes: summary.changes, ...summary.faults }).toMatchObject({
            sheet,
            changes: false,
            error: 0,
            unconfirmed: 0,
          });
          await resultOf(await client.imports.close({ importId: summary.importId }));
        }
        const first = await exported(client, 3, format);
        const other = ledgerOf(null);
        // Names such as '-' are asked about where the ledger has none of them.
        const opening = { mpaId, source: { kind: 'path' as const, path: first }, placeholders: 'text' as const };
        const { importId } = await resultOf(await other.imports.open(opening));
        await resultOf(await other.imports.apply({ importId }));
        const again = await exported(other, 3, format);
        expect(readFileSync(again).equals(readFileSync(first))).toBe(true);
      }),
      propertyRuns('export and import', 3),
    );
  },
);
