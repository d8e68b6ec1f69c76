/** A text as SQL has it. Values are parameters; this is for names of files, which DuckDB takes in no other way. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
