import { expect, test } from 'vitest';
import type { z } from 'zod';
import { openReader } from '../../main/core/ledger/open-writer.ts';
import type { ReadContext } from '../../main/core/ledger/context.ts';
import type { ReadDb } from '../../main/core/sqlite/sqlite.ts';
import { procedureNamed } from '../../main/core/procedures.ts';
import { accountFieldSchema } from '../../shared/contract/account-where.ts';
import { accountSortSchema } from '../../shared/contract/accounts.ts';
import { contract } from '../../shared/contract/index.ts';
import { TABLES_OF } from '../../shared/contract/tables.ts';
import { TICKET_KINDS } from '../../shared/domain/ticket.ts';
import { tempLedger } from '../support/temp-ledger.ts';

const MPA = '099999999999';

/** Something in every table that a read may look at, so that none is left out because another is empty. */
const LEDGER = `
  INSERT INTO setting (key, value) VALUES ('tickets.senderName', '"Ann"');
  INSERT INTO mpa (id, name, name_key, scenario, spot_org_id, added_at)
    VALUES ('${MPA}', 'Acme', 'acme', 'msp', '606000000001', '2026-11-21T00:00:00Z');
  INSERT INTO workflow (id, mpa_id, name, name_key, rules)
    VALUES (1, '${MPA}', 'Acme', 'acme', '[{"kind":"remove-taxes"}]');
  INSERT INTO end_customer (id, mpa_id, name, console_email, spot_org_id)
    VALUES (1, '${MPA}', 'Acme', 'it@acme.example', '606000000101');
  INSERT INTO subset (id, mpa_id, name, name_key, workflow_id, end_customer_id) VALUES (1, '${MPA}', 'Acme', 'acme', 1, 1);
  INSERT INTO account (id, mpa_id, name, email, status, subset_id)
    VALUES ('111111111111', '${MPA}', 'Acme', 'shop@acme.example', 'ACTIVE', 1);
  INSERT INTO assignment_rule (id, mpa_id, position, field, operator, value, subset_id)
    VALUES (1, '${MPA}', 1, 'name', 'starts-with', 'Acme', 1);
  INSERT INTO ticket (id, mpa_id, kind, channel, recipients, subject, body, created_at, sent_at, state)
    VALUES (1, '${MPA}', 'subsets', 'ticket', '[]', 'Acme', 'Text', '2026-11-21T00:00:00Z', '2026-11-21T00:00:00Z', 'sent');
  INSERT INTO enrolment_step (mpa_id, step, state) VALUES ('${MPA}', 'connect', 'done');`;

const fields = accountFieldSchema.options;
const every = {
  operation: 'or',
  tokens: fields.map((field) => ({ field, operator: ':', value: 'acme' })),
};
const filters = [{}, { text: 'acme', where: every }, { workflowId: 1, endCustomerId: 1, subsetId: 1 }];

type Listed = { [N in keyof typeof TABLES_OF]: (typeof TABLES_OF)[N] extends null ? never : N }[keyof typeof TABLES_OF];

/** What each is asked: the inputs together lead to every table that it can read. */
const INPUTS: Record<Listed, readonly unknown[]> = {
  'mpas.list': [undefined],
  'mpas.get': [{ id: MPA }],
  'accounts.page': [
    ...filters.map((filter) => ({ mpaId: MPA, filter })),
    ...accountSortSchema.options.map((sort) => ({ mpaId: MPA, sort })),
  ],
  'accounts.count': filters.map((filter) => ({ mpaId: MPA, filter })),
  'accounts.values': fields.filter((field) => field !== 'any').map((field) => ({ mpaId: MPA, field, text: 'acme' })),
  'accounts.spread': [{ mpaId: MPA }],
  'accounts.get': [{ id: '111111111111' }],
  'assignmentRules.list': [{ mpaId: MPA }],
  'aws.choices': [{ mpaId: MPA }],
  'endCustomers.list': [{ mpaId: MPA }],
  'endCustomers.get': [{ id: 1 }],
  'savedViews.list': [{ mpaId: MPA, page: 'accounts' }],
  'settings.list': [undefined],
  'settings.get': [undefined],
  'search.all': [{ text: 'acme' }, { text: 'acme', mpaId: MPA }],
  'steps.overview': [undefined],
  'steps.list': [{ mpaId: MPA }],
  'subsets.list': [{ mpaId: MPA }, { mpaId: MPA, filter: { text: 'acme' } }],
  'subsets.get': [{ id: 1 }],
  'sheets.preview': [1, 2, 3, 4, 5].map((sheet) => ({ mpaId: MPA, sheet })),
  'tickets.plans': [{ mpaId: MPA }],
  'tickets.list': [{ mpaId: MPA }],
  'tickets.get': [{ id: 1 }],
  'tickets.preview': TICKET_KINDS.map((kind) => ({ mpaId: MPA, kind })),
  'workflows.list': [{ mpaId: MPA }],
  'workflows.get': [{ id: 1 }],
};

test('the tables of every listed read are those that it reads, and no other', () => {
  const { path, sql, close } = tempLedger();
  sql(LEDGER);
  close();
  const read = Object.entries(INPUTS).map(([name, inputs]) => {
    const tables = inputs.flatMap((input) => tablesReadBy(path, name, input));
    return [name, [...new Set(tables)].sort()];
  });
  expect(Object.fromEntries(read)).toEqual(
    Object.fromEntries(Object.entries(TABLES_OF).filter(([, tables]) => tables !== null)),
  );
});

/** The tables that a read looks at with an input: those that the programs of its statements open. */
function tablesReadBy(path: string, name: string, input: unknown): string[] {
  const db = openReader(path);
  const prepare = db.prepare.bind(db);
  const texts = new Set<string>();
  db.prepare = (text: string) => {
    texts.add(text);
    return prepare(text);
  };
  const context: ReadContext = { db, ledgerPath: path, clock: () => new Date('2026-11-21T04:00:00.000Z') };
  try {
    (procedureNamed(name) as (context: ReadContext, input: unknown) => unknown)(context, parsed(name, input));
    return [...texts].flatMap((text) => tablesOf(prepare, text));
  } finally {
    db.close();
  }
}

function tablesOf(prepare: ReadDb['prepare'], text: string): string[] {
  const names = [...text.matchAll(/@(\w+)/gu)].map(([, each = '']) => each);
  const named: Readonly<Record<string, null>> = Object.fromEntries(names.map((each) => [each, null]));
  const statement = prepare<[object], { opcode: string; p2: number; p3: number }>(`EXPLAIN ${text}`);
  const opened = new Set(
    statement.all(named).flatMap(({ opcode, p2, p3 }) => (opcode === 'OpenRead' && p3 === 0 ? [p2] : [])),
  );
  return prepare<[], { rootpage: number; tbl_name: string }>('SELECT rootpage, tbl_name FROM sqlite_schema')
    .all()
    .flatMap(({ rootpage, tbl_name: table }) => (opened.has(rootpage) ? [table] : []));
}

/** An input as the contract gives it to the read: with what is left out filled in. */
function parsed(name: string, input: unknown): unknown {
  const [feature = '', procedure = ''] = name.split('.');
  const declared = contract as unknown as Record<string, Record<string, { '~orpc': { inputSchema: z.ZodType } }>>;
  const found = declared[feature]?.[procedure];
  if (found === undefined) throw new Error(`the contract has no ${name}`);
  return found['~orpc'].inputSchema.parse(input);
}
