import { randomBytes } from 'node:crypto';
import { publicLink } from '../../../../shared/domain/aws/public-link.ts';
import { keepSecret, readSecret } from '../../ledger/secrets.ts';
import type { ReadDb, WriteDb } from '../../sqlite/sqlite.ts';
import type { ChoicesRow } from './repo.ts';

/** The columns of a link that is not there. */
export const NO_ROLE_LINK = { role_link: null, role_secret: null } as const;

/**
 * A link of the vendor's as it was given.
 * @param link as everybody may see it @param secret by what name all of it is kept; null where nothing is secret in it
 * @returns null where there is none, or where what was secret in it was forgotten: half a link is never used
 */
export function wholeLink(db: ReadDb, link: string | null, secret: string | null): string | null {
  return secret === null ? link : readSecret(db, secret);
}

/** The columns of a link to the extractor stack; what is secret in it is kept apart. */
export function keptExtractor(
  db: WriteDb,
  row: ChoicesRow,
  url: string,
): Pick<ChoicesRow, 'extractor_link' | 'extractor_secret'> {
  const { link, secret } = keptLink(db, row.extractor_secret, url);
  return { extractor_link: link, extractor_secret: secret };
}

/** The same of a link to the access role stack. */
export function keptRole(db: WriteDb, row: ChoicesRow, url: string): Pick<ChoicesRow, 'role_link' | 'role_secret'> {
  const { link, secret } = keptLink(db, row.role_secret, url);
  return { role_link: link, role_secret: secret };
}

/** @param before the name of what is kept now: the same link again changes nothing */
function keptLink(db: WriteDb, before: string | null, url: string): { link: string; secret: string | null } {
  const link = publicLink(url);
  if (link === url) return { link, secret: null };
  if (before !== null && readSecret(db, before) === url) return { link, secret: before };
  const id = randomBytes(16).toString('hex');
  keepSecret(db, { id, value: url });
  return { link, secret: id };
}
