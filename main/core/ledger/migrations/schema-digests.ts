/**
 * What stands for the schema of a version (`schemaDigest`), so that a ledger that is opened need not be compared with one that is made anew:
 * where it is another one, that is done. A test says what the newest one's is.
 */
export const SCHEMA_DIGESTS: Readonly<Record<number, string>> = {
  38: '8cb9ecc807a1eba9ed85622dc8e10e53ee504a8b63dd909db7db040acce9ea6e',
};
