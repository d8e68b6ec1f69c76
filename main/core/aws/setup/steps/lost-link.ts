import { act } from '../../../../../shared/domain/action.ts';

/** What is said of a link that was given, and of which what was secret was forgotten since. */
export const LOST_LINK = `The vendor's link was given, but what was secret in it is not kept any more: it was forgotten or taken back, or the ledger comes from a backup, and backups do not have it. Copy the link out of the vendor's mail again, and give it with: ${act('aws.link')}.`;
