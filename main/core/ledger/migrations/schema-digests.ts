/**
 * What stands for the schema of a version (`schemaDigest`), so that a ledger that is opened need not be compared with one that is made anew:
 * where it is another one, that is done. A test says what the newest one's is.
 */
export const SCHEMA_DIGESTS: Readonly<Record<number, string>> = {
  44: '5ba4b194de0ee9d8df15b98c2b3c8fd4bc703ff9322d1a3b8ff24c55c2f63894',
};
