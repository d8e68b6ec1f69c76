/**
 * What stands for the schema of a version (`schemaDigest`), so that a ledger that is opened need not be compared with one that is made anew:
 * where it is another one, that is done. A test says what the newest one's is.
 */
export const SCHEMA_DIGESTS: Readonly<Record<number, string>> = {
  38: 'eb58c1f80ae6bbf4e906a1170c680aaa5541d4042e395e7a48a391208ac739cc',
};
