import type { NameOf } from './kinds.ts';

const ACCOUNTS = ['account', 'end_customer', 'mpa', 'subset', 'workflow'];

const MPAS = ['account', 'aws_setup', 'end_customer', 'mpa', 'subset', 'workflow'];
// While its set-up is a rehearsal, that counts, but in a demo.
const PROCEDURE = ['aws_setup', 'enrolment_step', 'ledger_identity', 'mpa', 'setup_step'];

/**
 * The tables of the ledger that an answer is made of, where it is made of nothing else: a change that touches none of them leaves the
 * answer as it is. Null: it may be another after any change. A read that is missing does not compile, and a test compares the tables with
 * those that are read.
 */
export const TABLES_OF = {
  'mpas.list': MPAS,
  'mpas.get': MPAS,
  'accounts.page': ACCOUNTS,
  'accounts.count': ACCOUNTS,
  'accounts.values': ACCOUNTS,
  'accounts.spread': ['account', 'mpa', 'subset', 'workflow'],
  'accounts.get': ['account', 'end_customer', 'subset', 'workflow'],
  'assignmentRules.list': ['assignment_rule', 'mpa', 'subset'],
  'aws.choices': ['aws_setup', 'mpa'],
  'endCustomers.list': ['account', 'end_customer', 'mpa', 'subset'],
  'endCustomers.get': ['account', 'end_customer', 'subset'],
  'savedViews.list': ['mpa', 'saved_view'],
  'settings.list': ['setting'],
  'settings.get': ['setting'],
  'search.all': ['account', 'end_customer', 'mpa', 'subset', 'ticket', 'workflow'],
  'steps.overview': PROCEDURE,
  'steps.list': [...PROCEDURE, 'ticket'],
  'subsets.list': ACCOUNTS,
  'subsets.get': ['account', 'end_customer', 'subset', 'workflow'],
  'sheets.preview': ACCOUNTS,
  'tickets.plans': ['mpa', 'ticket', 'ticket_row'],
  'tickets.list': ['mpa', 'ticket', 'ticket_row'],
  'tickets.get': ['ticket', 'ticket_file', 'ticket_row'],
  'tickets.preview': ['account', 'end_customer', 'mpa', 'setting', 'subset', 'workflow'],
  'workflows.list': ['account', 'mpa', 'subset', 'workflow'],
  'workflows.get': ['account', 'subset', 'workflow'],
  // Of the history itself, of what lies beside the ledger (an import's stage), of previews, which hold for one state alone, and of what the
  // journal of the AWS set-up adds to without an operation.
  'history.list': null,
  'history.count': null,
  'history.people': null,
  'history.get': null,
  'history.of': null,
  'history.pending': null,
  'accounts.previewAssign': null,
  'subsets.previewMerge': null,
  'subsets.previewSplit': null,
  'subsets.previewRemove': null,
  'imports.cells': null,
  'imports.summary': null,
  'imports.rows': null,
  'imports.alike': null,
  'imports.faults': null,
  'imports.related': null,
  'imports.missing': null,
  'imports.newAccounts': null,
  'aws.waiting': null,
  'aws.runs': null,
  'aws.calls': null,
} satisfies Record<NameOf<'read'>, readonly string[] | null>;
