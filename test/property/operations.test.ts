import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { WRITES } from '../../main/core/registry.ts';
import type { WriteContext } from '../../main/core/ledger/context.ts';
import { soundness } from '../../main/core/ledger/verify.ts';
import { accountSelectionSchema } from '../../shared/contract/accounts.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { nameKey } from '../../shared/domain/name-key.ts';
import { dumpLedger } from '../support/dump.ts';
import { tempLedger } from '../support/temp-ledger.ts';
import type { TempLedger } from '../support/temp-ledger.ts';

/*
 * Random sequences of every change of payer accounts, accounts, subsets, rules and end customers, with undo and redo among
 * them. The model is a stack of dumps: what undo must come back to, and what redo must.
 */

const MPAS = ['099999999999', '088888888888'];
const ACCOUNTS = Array.from({ length: 8 }, (_, n) => `00000000000${n}`);

interface Command {
  name: keyof typeof WRITES | 'undo' | 'redo';
  input: unknown;
}

// Few values, so that they meet: taken names, missing ids, foreign subsets and empty texts come up all the time.
const mpaId = fc.constantFrom(...MPAS);
const accountId = fc.constantFrom(...ACCOUNTS);
const id = fc.integer({ min: 1, max: 7 });
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null, freq: 2 });
const name = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'Contoso',
      ' CONTOSO ',
      'contoso\u00a0',
      'Fabrikam',
      'Søren & Søn',
      '=1+1',
      'ß',
      'SS',
      '',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.toWellFormed()) },
);
const note = fc.constantFrom('', 'a note', 'two\nlines');
const email = fc.constantFrom('', 'a@msp.example', 'b@msp.example', 'nonsense');
const status = fc.constantFrom(null, 'ACTIVE', 'SUSPENDED');
const idOrNone = fc.oneof(maybe(id), fc.constant('none' as const));
const filter = fc.record(
  {
    text: fc.constantFrom('o', 'zz', 'é', '%'),
    status: fc.constantFrom('ACTIVE', 'none'),
    subsetId: idOrNone,
    workflowId: idOrNone,
    endCustomerId: idOrNone,
    idPrefix: fc.constant('0000'),
  },
  { requiredKeys: [] },
);
const accounts = fc
  .oneof(fc.record({ ids: fc.uniqueArray(accountId, { minLength: 1, maxLength: 4 }) }), fc.record({ filter }))
  .map((selection) => accountSelectionSchema.parse(selection));
const subsetFilter = fc.constant({ text: null, workflowId: null, endCustomerId: null, hasAccounts: null });
const subsets = fc.oneof(
  fc.record({ ids: fc.array(id, { minLength: 1, maxLength: 3 }) }),
  fc.record({ filter: subsetFilter }),
);
const condition = {
  field: fc.constantFrom('name', 'email', 'id'),
  operator: fc.constantFrom('is', 'contains', 'starts-with', 'ends-with', 'pattern'),
  value: fc.constantFrom('contoso', 'a', '*o*', '0000'),
};
const customer = {
  name,
  consoleEmail: email,
  spotOrgId: fc.constantFrom('', '606000000001', '606000000002', 'has space'),
  note,
};
const revision = fc.constant(null);
const optional = <T extends Record<string, fc.Arbitrary<unknown>>, R extends Record<string, fc.Arbitrary<unknown>>>(
  required: R,
  rest: T,
) => fc.record({ ...required, ...rest }, { requiredKeys: Object.keys(required) });

const INPUTS = {
  'mpas.add': fc.record({ id: mpaId, name, scenario: fc.constantFrom('msp', 'enterprise') }),
  'mpas.set': fc.record({ id: mpaId, name }),
  'mpas.remove': fc.record({ id: mpaId }),
  'accounts.add': optional({ mpaId, id: accountId, subsetId: maybe(id) }, { name, email, status, note }),
  'accounts.set': optional({ id: accountId }, { name, email, status, note }),
  'accounts.remove': fc.record({ id: accountId }),
  'accounts.assign': fc.record({ mpaId, accounts, subsetId: maybe(id), revision }),
  'subsets.add': fc.record({ mpaId, name, note, workflowId: fc.constant(null), endCustomerId: maybe(id) }),
  'subsets.rename': fc.record({ id, name }),
  'subsets.setNote': fc.record({ id, note }),
  'subsets.merge': optional(
    { into: id, from: fc.array(id, { minLength: 1, maxLength: 3 }), revision },
    { endCustomerId: maybe(id) },
  ),
  'subsets.split': fc.record({
    id,
    accounts,
    name,
    keepWorkflow: fc.boolean(),
    keepEndCustomer: fc.boolean(),
    revision,
  }),
  'subsets.remove': fc.record({ ids: fc.array(id, { minLength: 1, maxLength: 2 }), force: fc.boolean(), revision }),
  'subsets.setWorkflow': fc.record({ mpaId, subsets, workflowId: maybe(id) }),
  'subsets.setEndCustomer': fc.record({ mpaId, subsets, endCustomerId: maybe(id) }),
  'assignmentRules.add': fc.record({ mpaId, ...condition, subsetId: id, position: maybe(id) }),
  'assignmentRules.set': optional({ id }, { ...condition, subsetId: id }),
  'assignmentRules.move': fc.record({ id, position: id }),
  'assignmentRules.remove': fc.record({ id }),
  'assignmentRules.apply': fc.record({ mpaId, includeAssigned: fc.boolean(), revision }),
  'endCustomers.add': optional({ mpaId }, customer),
  'endCustomers.set': optional({ id }, customer),
  'endCustomers.remove': fc.record({ id, force: fc.boolean() }),
} satisfies Partial<Record<keyof typeof WRITES, fc.Arbitrary<unknown>>>;

const WEIGHTS: Partial<Record<keyof typeof INPUTS, number>> = {
  'mpas.remove': 1,
  'accounts.add': 9,
  'subsets.add': 7,
  'accounts.assign': 6,
  'endCustomers.add': 5,
  'assignmentRules.add': 5,
};

const change = fc.oneof(
  ...Object.entries(INPUTS).map(([command, input]) => ({
    weight: WEIGHTS[command as keyof typeof INPUTS] ?? 3,
    arbitrary: (input as fc.Arbitrary<unknown>).map((value): Command => ({
      name: command as Command['name'],
      input: value,
    })),
  })),
);
const reversal = fc.constantFrom<Command>(
  { name: 'undo', input: null },
  { name: 'undo', input: null },
  { name: 'redo', input: null },
);
const sequences = fc.array(fc.oneof({ weight: 4, arbitrary: change }, { weight: 1, arbitrary: reversal }), {
  minLength: 10,
  maxLength: 60,
});

/** Refusals of the services themselves. A CONFLICT with a constraint in its data would be one that only the database saw. */
const REFUSALS = new Set(['NOT_FOUND', 'ALREADY_EXISTS', 'INVALID_INPUT', 'CONFLICT', 'CHOICE_NEEDED']);

/** Runs one change; a refusal must leave everything as it was. @returns whether something changed. */
function apply(ledger: TempLedger, { name: command, input }: Command): boolean {
  const before = dumpLedger(ledger.db);
  try {
    const write = WRITES[command as keyof typeof WRITES].run as (context: WriteContext, input: unknown) => unknown;
    return ledger.operate((context) => write(context, input), command).operationId !== null;
  } catch (error) {
    if (!(error instanceof AppError) || !REFUSALS.has(error.code)) throw error;
    if ('constraint' in error.data) throw error;
    expect(dumpLedger(ledger.db)).toBe(before);
    return false;
  }
}

/** The rules that a person counts on, asked of the content itself and not of the constraints that keep them. */
function assertRules(ledger: TempLedger): void {
  expect(soundness(ledger.db)).toEqual({ sound: true, problems: [] });
  const names = z.array(z.object({ mpa_id: z.string(), name: z.string() }));
  const subsetNames = names.parse(ledger.db.prepare('SELECT mpa_id, name FROM subset').all());
  const keys = subsetNames.map((row) => `${row.mpa_id} ${nameKey(row.name)}`);
  expect(new Set(keys).size).toBe(keys.length);
  const strays = ledger.db.prepare(
    `SELECT a.id FROM account a JOIN subset s ON s.id = a.subset_id WHERE s.mpa_id <> a.mpa_id
     UNION ALL SELECT s.id FROM subset s JOIN end_customer c ON c.id = s.end_customer_id WHERE c.mpa_id <> s.mpa_id
     UNION ALL SELECT r.id FROM assignment_rule r JOIN subset s ON s.id = r.subset_id WHERE r.mpa_id <> s.mpa_id`,
  );
  expect(strays.all()).toEqual([]);
  const positions = ledger.db.prepare(
    `SELECT mpa_id FROM assignment_rule GROUP BY mpa_id HAVING count(DISTINCT position) <> count(*) OR max(position) <> count(*)`,
  );
  expect(positions.all()).toEqual([]);
}

test(
  'no sequence of changes, undo and redo breaks a rule, and each undo and redo is exact',
  { timeout: 300_000 },
  () => {
    fc.assert(
      fc.property(sequences, (commands) => {
        const ledger = tempLedger();
        ledger.operate((context) => {
          WRITES['mpas.add'].run(context, { id: MPAS[0] as never, name: 'First', scenario: 'msp' });
          WRITES['subsets.add'].run(context, {
            mpaId: MPAS[0] as never,
            name: 'Start',
            note: '',
            workflowId: null,
            endCustomerId: null,
          });
        });
        /** The states before each operation that stands, and after each that was undone. */
        const past = ['\n'];
        let future: string[] = [];
        for (const command of commands) {
          const before = dumpLedger(ledger.db);
          if (command.name === 'undo' || command.name === 'redo') {
            const [from, to] = command.name === 'undo' ? [past, future] : [future, past];
            const expected = from.pop();
            if (expected === undefined) {
              expect(() => (command.name === 'undo' ? ledger.undo() : ledger.redo())).toThrow(
                /nothing to (undo|redo)/u,
              );
              continue;
            }
            if (command.name === 'undo') ledger.undo();
            else ledger.redo();
            expect(dumpLedger(ledger.db)).toBe(expected);
            to.push(before);
          } else if (apply(ledger, command)) {
            past.push(before);
            future = [];
          }
          assertRules(ledger);
        }
        // All the way back, and all the way forward again.
        const last = dumpLedger(ledger.db);
        const steps = past.length;
        for (let step = 0; step < steps; step += 1) ledger.undo();
        expect(dumpLedger(ledger.db)).toBe('\n');
        for (let step = 0; step < steps; step += 1) ledger.redo();
        expect(dumpLedger(ledger.db)).toBe(last);
        ledger.close();
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 60) },
    );
  },
);
