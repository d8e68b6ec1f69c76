/** What DuckDB says of a query that it could not do. */
export class EngineError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EngineError';
  }

  /** What kind it is, as DuckDB begins its sentences: 'Invalid Input', 'Out of Memory', 'Conversion', 'IO', 'Permission', 'Interrupt' … */
  get kind(): string {
    return /^(?:INTERRUPT|([A-Z][A-Za-z ]+) Error):/u.exec(this.message)?.[1] ?? 'Interrupt';
  }
}
