import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameKey, tidyName } from '../../shared/domain/name-key.ts';
import { dumpHash } from '../support/dump.ts';
import { importDesk } from './import-desk.ts';
import { propertyRuns } from '../property/runs.ts';

const HEADER = [
  'AWS Account ID',
  'Account Name',
  'AWS Account Email',
  'Subset Name',
  'Billing Workflow Name',
  'Spot Console Email',
  'Spot Org ID',
];

/** Words that can stand in a pasted cell: no tabs, line breaks or quotation marks, and nothing that looks like another kind of value. */
const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter(
    (text) => tidyName(text) !== '' && !/[\t\r\n"\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|^\s*(?:#\S+|Err:\d+)\s*$/iu.test(text),
  );
const digits = fc.integer({ min: 1, max: 999_999_999_999 }).map((number) => String(number).padStart(12, '0'));
const mail = fc.integer({ min: 0, max: 99_999 }).map((number) => `user${number}@customer.example`);

/** A subset with what hangs on it: alike in all its rows, as the vendor wants it. */
const subset = fc.record({
  name: word,
  workflow: word,
  email: mail,
  org: fc.integer({ min: 1, max: 1e9 }).map(String),
});

/** A valid list: each account once, each subset with one workflow and one organization of its own. */
const validList = fc
  .record({
    subsets: fc.uniqueArray(subset, {
      minLength: 1,
      maxLength: 6,
      comparator: (a, b) => nameKey(a.name) === nameKey(b.name) || a.org === b.org || a.email === b.email,
    }),
    accounts: fc.uniqueArray(fc.record({ id: digits, name: word, number: fc.nat(99_999) }), {
      minLength: 1,
      maxLength: 20,
      selector: ({ id }) => id,
    }),
    picks: fc.array(fc.nat(1000), { minLength: 20, maxLength: 20 }),
  })
  .map(({ subsets, accounts, picks }) =>
    accounts.map(({ id, name, number }, index) => {
      const { name: subsetName, workflow, email, org } = subsets[(picks[index] ?? 0) % subsets.length] ?? NONE;
      return [id, name, `aws+${index}-${number}@msp.example`, subsetName, workflow, email, org];
    }),
  );
const NONE = { name: '', workflow: '', email: '', org: '' };

const pasted = (rows: readonly (readonly string[])[]): { kind: 'text'; text: string } => ({
  kind: 'text',
  text: [HEADER, ...rows].map((row) => row.join('\t')).join('\n'),
});

/** A word such as 'nA' is a name here. */
const AS_WRITTEN = { placeholders: 'text' } as const;

/** Each run imports several times over; other tests run beside it. */
const LONG = { timeout: 600_000 };

test(
  'what was imported once changes nothing when imported again, whole, shuffled, or with cells left blank',
  LONG,
  async () => {
    const desk = await importDesk();
    await fc.assert(
      fc.asyncProperty(validList, fc.infiniteStream(fc.boolean()), fc.nat(), async (rows, coins, turn) => {
        const first = await desk.open(pasted(rows), AS_WRITTEN);
        expect(first.rows).toMatchObject({ total: rows.length, taken: rows.length });
        await desk.apply(first);
        const dump = dumpHash(desk.ledgerPath);

        const turned = rows.map((_, index) => rows[(index + turn) % rows.length] ?? []);
        // The ID stays: a row without one is a fault.
        const blanked = turned.map((row) => row.map((cell, column) => (column > 0 && coins.next().value ? '' : cell)));
        for (const again of [rows, turned, blanked]) {
          const summary = await desk.open(pasted(again), AS_WRITTEN);
          expect(summary).toMatchObject({ changes: false, faults: { error: 0, unconfirmed: 0 } });
          await desk.apply(summary);
        }
        expect(dumpHash(desk.ledgerPath)).toEqual(dump);
        await desk.client.history.undo();
        expect(await desk.mpa()).toMatchObject({ accounts: 0, subsets: 0, workflows: 0, endCustomers: 0 });
      }),
      propertyRuns('imported again', 5),
    );
  },
);

test('a list in any order leads to the same accounts, and its undo to what was before', LONG, async () => {
  await fc.assert(
    fc.asyncProperty(validList, validList, async (one, two) => {
      const desk = await importDesk();
      await desk.importAll(pasted(one), AS_WRITTEN);
      const before = await desk.client.accounts.page({ mpaId: (await desk.mpa()).id, limit: 1000 });
      const summary = await desk.open(pasted(two), AS_WRITTEN);
      // The second list may say other things about the organizations of the first: then it is refused as a whole.
      if (summary.rows.taken < two.length) {
        await expect(desk.apply(summary)).rejects.toMatchObject({ code: 'INVALID_ROWS' });
        return;
      }
      await desk.apply(summary);
      expect(await desk.open(pasted(two), AS_WRITTEN)).toMatchObject({ changes: false });
      if (summary.changes) await desk.client.history.undo();
      expect(await desk.client.accounts.page({ mpaId: (await desk.mpa()).id, limit: 1000 })).toEqual(before);
    }),
    propertyRuns('lists in any order', 3),
  );
});
