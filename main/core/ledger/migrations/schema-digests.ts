/**
 * What stands for the schema of a version (`schemaDigest`), so that a ledger that is opened need not be compared with one that is made anew:
 * where it is another one, that is done. A test says what the newest one's is.
 */
export const SCHEMA_DIGESTS: Readonly<Record<number, string>> = {
  39: 'acbcdeed63d33167ce728d20613e38d87c09c77fb64584750a8f00ea56ab4f58',
};
