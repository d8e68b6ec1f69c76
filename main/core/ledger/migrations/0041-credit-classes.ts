import type { AuditedTable } from './audit-triggers.ts';
import { auditTriggers } from './audit-triggers.ts';
import type { Migration } from './migration.ts';

const TABLE = `
  -- Which class a person has given a credit, refund or discount: one for each that a payer account's lines tell apart.
  CREATE TABLE credit_class (
    id INTEGER PRIMARY KEY,
    mpa_id TEXT NOT NULL REFERENCES mpa (id),
    type TEXT NOT NULL CHECK (type <> ''),
    description TEXT NOT NULL,
    product TEXT NOT NULL,
    class TEXT NOT NULL CHECK (class <> ''),
    UNIQUE (mpa_id, type, description, product)
  ) STRICT;
`;

/** The audited tables that this migration adds. */
export const CREDIT_CLASS_AUDITED_TABLES: readonly AuditedTable[] = [
  {
    name: 'credit_class',
    // Not what it is about: a description may have the sign that joins the parts of a key.
    key: ['id'],
    columns: ['mpa_id', 'type', 'description', 'product', 'class'],
    mpa: '@row.mpa_id',
  },
];

/** The classes of credits that a person has chosen. */
export const creditClasses: Migration = {
  id: 41,
  name: 'credit-classes',
  sql: `${TABLE}\n${CREDIT_CLASS_AUDITED_TABLES.map(auditTriggers).join('\n')}`,
};
