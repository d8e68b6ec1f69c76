/** A table whose every change is recorded, with the columns that name a row and those that hold its values. */
export interface AuditedTable {
  name: string;
  key: readonly string[];
  columns: readonly string[];
  /** SQL over `@row` (NEW or OLD) that gives the payer account a row belongs to. */
  mpa: string;
}

/**
 * The triggers that write the audit events of a table: before and after as JSON, in the same transaction, under the
 * operation that is open. Without an open operation the NOT NULL of audit_event.operation_id refuses the change.
 * This text is part of a migration's hash: a change here needs a new migration.
 */
export function auditTriggers(table: AuditedTable): string {
  const all = [...table.key, ...table.columns];
  const row = (side: string): string => `json_object(${all.map((c) => `'${c}', ${side}.${c}`).join(', ')})`;
  const key = (side: string): string => table.key.map((c) => `${side}.${c}`).join(` || ':' || `);
  const event = (side: string, before: string, after: string): string =>
    `INSERT INTO audit_event (operation_id, entity, key, mpa_id, before, after, source) VALUES (
      (SELECT operation_id FROM current_operation), '${table.name}', ${key(side)}, ${table.mpa.replaceAll('@row', side)},
      ${before}, ${after}, (SELECT source FROM change_source WHERE entity = '${table.name}' AND key = ${key(side)}));`;
  const keyChanged = table.key.map((c) => `OLD.${c} IS NOT NEW.${c}`).join(' OR ');
  const changed = table.columns.map((c) => `OLD.${c} IS NOT NEW.${c}`).join(' OR ');
  return `
    CREATE TRIGGER ${table.name}_key_stays BEFORE UPDATE ON ${table.name} WHEN ${keyChanged}
      BEGIN SELECT RAISE(ABORT, 'the key of ${table.name} does not change'); END;
    CREATE TRIGGER ${table.name}_audit_insert AFTER INSERT ON ${table.name}
      BEGIN ${event('NEW', 'NULL', row('NEW'))} END;
    CREATE TRIGGER ${table.name}_audit_update AFTER UPDATE ON ${table.name} WHEN ${changed || '0'}
      BEGIN ${event('NEW', row('OLD'), row('NEW'))} END;
    CREATE TRIGGER ${table.name}_audit_delete AFTER DELETE ON ${table.name}
      BEGIN ${event('OLD', row('OLD'), 'NULL')} END;`;
}
