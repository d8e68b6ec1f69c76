/**
 * A row as one text, for its seal: every column with its length, so that no two rows have the same. As triggers have it, it is part of a
 * migration's hash: a change here needs a new migration.
 * @param side what stands before a column's name: 'NEW.', 'OLD.', or nothing
 */
export function rowText(columns: readonly string[], side: string): string {
  return columns.map((c) => `ifnull(octet_length(${side}${c}) || ':' || ${side}${c}, '-')`).join(` || ' ' || `);
}

/**
 * The triggers that keep what was changed of a table for the seal that the transaction ends with. A migration that gives the table another
 * column has to make them anew, and take its row out of table_seal.
 */
export function sealTriggers({ name, columns }: { name: string; columns: readonly string[] }): string {
  const keep = (before: string, after: string): string =>
    `BEGIN INSERT INTO unsealed_row (name, before, after) VALUES ('${name}', ${before}, ${after}); END;`;
  const [was, is] = [rowText(columns, 'OLD.'), rowText(columns, 'NEW.')];
  return `
    CREATE TRIGGER ${name}_seal_insert AFTER INSERT ON ${name} ${keep('NULL', is)}
    CREATE TRIGGER ${name}_seal_update AFTER UPDATE ON ${name} ${keep(was, is)}
    CREATE TRIGGER ${name}_seal_delete AFTER DELETE ON ${name} ${keep(was, 'NULL')}`;
}
