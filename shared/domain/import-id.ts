/**
 * So many zeros may be put back in front of an account ID when a person says so, and nothing else vouches for it: the ledger or the
 * number format of the cell. One ID in a thousand begins with three.
 */
export const MOST_ZEROS = 3;
