import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Writes } from '../../main/core/runtime/names.ts';
import { procedureNamed } from '../../main/core/procedures.ts';
import { toWrite } from '../../main/core/runtime/threads/writer-runner.ts';
import type { WriteContext } from '../../main/core/ledger/context.ts';
import { damageOf, soundness } from '../../main/core/ledger/damage.ts';
import { accountSelectionSchema } from '../../shared/contract/accounts.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { nameKey } from '../../shared/domain/name-key.ts';
import { dumpLedger } from '../support/dump.ts';
import { tempLedger } from '../support/temp-ledger.ts';
import type { TempLedger } from '../support/temp-ledger.ts';
import { propertyRuns } from './runs.ts';
import { anyText } from '../support/any-text.ts';

/*
 * Random sequences of every change of payer accounts, accounts, subsets, rules and end customers, with undo and redo among
 * them. The model is a stack of dumps: what undo must come back to, and what redo must.
 */

const MPAS = ['099999999999', '088888888888', '077777777777'];
const ACCOUNTS = Array.from({ length: 8 }, (_, n) => `00000000000${n}`);

/** Two payer accounts with some of everything, so that most changes find what they are about. */
const START = `
  INSERT INTO mpa (id, name, name_key, scenario, added_at) VALUES
    ('${MPAS[0]}', 'First', 'first', 'msp', '2026'), ('${MPAS[1]}', 'Second', 'second', 'msp', '2026');
  INSERT INTO workflow (id, mpa_id, name, name_key) VALUES (1, '${MPAS[0]}', 'Standard', 'standard'),
    (2, '${MPAS[0]}', 'Premium', 'premium'), (3, '${MPAS[1]}', 'Standard', 'standard');
  INSERT INTO end_customer (id, mpa_id, name, spot_org_id) VALUES (1, '${MPAS[0]}', 'Contoso Ltd', '606000000001'),
    (2, '${MPAS[0]}', 'Fabrikam AG', ''), (3, '${MPAS[1]}', 'Elsewhere', '606000000001');
  INSERT INTO subset (id, mpa_id, name, name_key, workflow_id, end_customer_id) VALUES
    (1, '${MPAS[0]}', 'Alpha', 'alpha', 1, 1), (2, '${MPAS[0]}', 'Beta', 'beta', 2, 2),
    (3, '${MPAS[0]}', 'Gamma', 'gamma', NULL, NULL), (4, '${MPAS[1]}', 'Alpha', 'alpha', 3, 3);
  INSERT INTO account (id, mpa_id, name, email, status, subset_id) VALUES
    ('${ACCOUNTS[0]}', '${MPAS[0]}', 'contoso 0', 'a@msp.example', 'ACTIVE', 1),
    ('${ACCOUNTS[1]}', '${MPAS[0]}', 'contoso 1', '', 'SUSPENDED', 2),
    ('${ACCOUNTS[2]}', '${MPAS[0]}', 'fabrikam', '', NULL, NULL),
    ('${ACCOUNTS[3]}', '${MPAS[0]}', '', 'b@msp.example', 'ACTIVE', 3),
    ('${ACCOUNTS[4]}', '${MPAS[1]}', 'contoso far', '', 'ACTIVE', 4);
  INSERT INTO assignment_rule (id, mpa_id, position, field, operator, value, subset_id) VALUES
    (1, '${MPAS[0]}', 1, 'name', 'contains', 'contoso', 1), (2, '${MPAS[0]}', 2, 'name', 'pattern', 'f*', 2),
    (3, '${MPAS[1]}', 1, 'email', 'is', 'a@msp.example', 4);`;

interface Command {
  name: keyof Writes | 'undo' | 'redo';
  input: unknown;
}

// Few values, so that they meet: taken names, missing ids, foreign subsets and empty texts come up all the time.
const mpaId = fc.oneof(
  { weight: 4, arbitrary: fc.constant(MPAS[0]) },
  { weight: 1, arbitrary: fc.constantFrom(...MPAS) },
);
const accountId = fc.constantFrom(...ACCOUNTS);
const id = fc.integer({ min: 1, max: 6 });
const link = fc.integer({ min: 1, max: 4 });
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null, freq: 1 });
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
  { weight: 1, arbitrary: anyText({ maxLength: 12 }) },
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
  .oneof(fc.record({ ids: fc.uniqueArray(accountId, { minLength: 1, maxLength: 2 }) }), fc.record({ filter }))
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
type Fields = Record<string, fc.Arbitrary<unknown>>;
const optional = (required: Fields, rest: Fields): fc.Arbitrary<unknown> =>
  fc.record({ ...required, ...rest }, { requiredKeys: Object.keys(required) });

/** A subset that may be there, or a new one whose name may be taken. */
const target = fc.oneof({ weight: 3, arbitrary: fc.record({ id }) }, { weight: 1, arbitrary: fc.record({ name }) });

const INPUTS = {
  'mpas.add': fc.record({ id: fc.constantFrom(...MPAS), name, scenario: fc.constantFrom('msp', 'enterprise') }),
  'mpas.set': fc.record({ id: mpaId, name }),
  'mpas.remove': fc.record({ id: fc.constantFrom(...MPAS) }),
  'accounts.add': optional({ mpaId, id: accountId, subsetId: maybe(id) }, { name, email, status, note }),
  'accounts.set': optional({ id: accountId }, { name, email, status, note }),
  'accounts.remove': fc.record({ id: accountId }),
  'accounts.assign': fc.record({ mpaId, accounts, to: maybe(target), revision }),
  'subsets.add': fc.record({ mpaId, name, note, workflowId: maybe(link), endCustomerId: maybe(link) }),
  'subsets.rename': fc.record({ id, name }),
  'subsets.setNote': fc.record({ id, note }),
  'subsets.merge': optional(
    { into: id, from: fc.array(id, { minLength: 1, maxLength: 3 }), revision },
    { workflowId: maybe(link), endCustomerId: maybe(link) },
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
  'subsets.setWorkflow': fc.record({ mpaId, subsets, workflowId: maybe(link) }),
  'subsets.setEndCustomer': fc.record({ mpaId, subsets, endCustomerId: maybe(link) }),
  'assignmentRules.add': fc.record({ mpaId, ...condition, to: target, position: maybe(id) }),
  'assignmentRules.set': optional({ id }, { ...condition, to: target }),
  'assignmentRules.move': fc.record({ id, position: id }),
  'assignmentRules.remove': fc.record({ id }),
  'assignmentRules.apply': fc.record({ mpaId, includeAssigned: fc.boolean(), revision }),
  'endCustomers.add': optional({ mpaId }, customer),
  'endCustomers.set': optional({ id }, customer),
  'endCustomers.remove': fc.record({ id, force: fc.boolean() }),
} satisfies Partial<Record<keyof Writes, fc.Arbitrary<unknown>>>;

const WEIGHTS: Partial<Record<keyof typeof INPUTS, number>> = {
  'mpas.remove': 1,
  'accounts.add': 9,
  'subsets.add': 7,
  'accounts.assign': 9,
  'subsets.split': 6,
  'subsets.merge': 5,
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
const sequences = fc.array(fc.oneof({ weight: 6, arbitrary: change }, { weight: 1, arbitrary: reversal }), {
  minLength: 10,
  maxLength: 60,
  size: 'max',
});

/** Refusals of the services themselves. A CONFLICT with a constraint in its data would be one that only the database saw. */
const REFUSALS = new Set(['NOT_FOUND', 'ALREADY_EXISTS', 'INVALID_INPUT', 'CONFLICT', 'CHOICE_NEEDED']);

/** A ledger with what undo must come back to and what redo must: the dumps before the operations that stand, and after those undone. */
class Model {
  readonly ledger: TempLedger;
  readonly past: string[] = [];
  #future: string[] = [];

  constructor(ledger: TempLedger) {
    this.ledger = ledger;
  }

  now(): string {
    return dumpLedger(this.ledger.db);
  }

  /** Runs a command. @returns what the dump has to be after it; for a change that was accepted, what it is. */
  run(command: Command): string {
    if (command.name === 'undo') return this.#reverse(this.past, this.#future, () => this.ledger.undo());
    if (command.name === 'redo') return this.#reverse(this.#future, this.past, () => this.ledger.redo());
    const write = toWrite(procedureNamed(command.name));
    if ('reverse' in write) throw new Error(`${command.name} is no change`);
    return this.#change(write.run as Change, command);
  }

  #reverse(from: string[], to: string[], reverse: () => unknown): string {
    const before = this.now();
    const expected = from.pop();
    // The operation that filled the ledger is not taken back: from nothing most changes are only refused.
    if (expected === undefined) return before;
    reverse();
    to.push(before);
    return expected;
  }

  #change(run: Change, { name: command, input }: Command): string {
    const before = this.now();
    try {
      const { operation } = this.ledger.operate((context) => run(context, input), command);
      if (operation === null) return before;
      this.past.push(before);
      this.#future = [];
      return this.now();
    } catch (error) {
      if (!(error instanceof AppError) || !REFUSALS.has(error.code) || 'constraint' in error.data) throw error;
      return before;
    }
  }
}

type Change = (context: WriteContext, input: unknown) => unknown;

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
        ledger.sql(START);
        const model = new Model(ledger);
        const start = model.now();
        for (const command of commands) {
          const expected = model.run(command);
          expect(model.now()).toBe(expected);
          assertRules(ledger);
        }
        // All the way back, and all the way forward again.
        const last = model.now();
        for (const _step of model.past) ledger.undo();
        expect(model.now()).toBe(start);
        for (const _step of model.past) ledger.redo();
        expect(model.now()).toBe(last);
        expect(damageOf(ledger.db, () => undefined)).toEqual([]);
        ledger.close();
      }),
      propertyRuns('changes, undo and redo', 10),
    );
  },
);

/** The operations that stand and are no reversals, the newest first. */
const standing = `SELECT id FROM operation WHERE kind = 'do' AND state = 'done' ORDER BY id DESC`;

test(
  'reversing any operation keeps every rule; undone it leaves the ledger as it was; of the newest it is its undo',
  { timeout: 300_000 },
  () => {
    fc.assert(
      fc.property(sequences, fc.nat(), (commands, chosen) => {
        const ledger = tempLedger();
        ledger.sql(START);
        const model = new Model(ledger);
        for (const command of commands) model.run(command);
        const ids = z.array(z.object({ id: z.int() })).parse(ledger.db.prepare(standing).all());
        const before = model.now();
        const any = ids[chosen % ids.length]?.id ?? 0;
        if (revertIfItCan(ledger, any)) {
          assertRules(ledger);
          expect(ledger.undo()).toMatchObject({ command: 'history.revert' });
        }
        expect(model.now()).toBe(before);
        if (ids.length > 1) {
          ledger.revert(ids[0]?.id ?? 0);
          const reverted = model.now();
          ledger.undo();
          expect(model.now()).toBe(before);
          ledger.undo();
          expect(model.now()).toBe(reverted);
        }
        expect(damageOf(ledger.db, () => undefined)).toEqual([]);
        ledger.close();
      }),
      propertyRuns('reversing one operation', 10),
    );
  },
);

/** Reverses what can be reversed of an operation. @returns whether anything was */
function revertIfItCan(ledger: TempLedger, id: number): boolean {
  try {
    return ledger.revert(id, true).operation !== null;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'CONFLICT' || 'constraint' in error.data) throw error;
    return false;
  }
}
