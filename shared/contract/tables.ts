import type { NameOf } from './kinds.ts';

const ACCOUNTS = ['account', 'end_customer', 'mpa', 'subset', 'workflow'];

/**
 * The tables of the ledger that an answer is made of, where it is made of nothing else: a change that touches none of them leaves the
 * answer as it is. What is not listed here may be another after any change. A test compares the list with what is read.
 */
export const TABLES_OF = {
  'mpas.list': ACCOUNTS,
  'mpas.get': ACCOUNTS,
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
  'steps.overview': ['enrolment_step', 'mpa'],
  'steps.list': ['enrolment_step', 'mpa'],
  'subsets.list': ACCOUNTS,
  'subsets.get': ['account', 'end_customer', 'subset', 'workflow'],
  'sheets.preview': ACCOUNTS,
  'tickets.plans': ['mpa', 'ticket', 'ticket_row'],
  'tickets.list': ['mpa', 'ticket', 'ticket_row'],
  'tickets.get': ['ticket', 'ticket_file', 'ticket_row'],
  'tickets.preview': ['account', 'end_customer', 'mpa', 'setting', 'subset', 'workflow'],
  'workflows.list': ['account', 'mpa', 'subset', 'workflow'],
  'workflows.get': ['account', 'subset', 'workflow'],
} satisfies Partial<Record<NameOf<'read'>, readonly string[]>>;
