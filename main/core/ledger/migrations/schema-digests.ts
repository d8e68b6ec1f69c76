/**
 * What stands for the schema of a version (`schemaDigest`), so that a ledger that is opened need not be compared with one that is made anew:
 * where it is another one, that is done. A test says what the newest one's is.
 */
export const SCHEMA_DIGESTS: Readonly<Record<number, string>> = {
  44: '7efa84d3aff067568a9c6fc3922699446e498874d297427d339cb1192bb256b9',
};
