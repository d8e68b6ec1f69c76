import type { EditField } from '../../../../shared/contract/account-edits.ts';
import { accountStatusSchema } from '../../../../shared/contract/accounts.ts';
import { isMailAddress } from '../../../../shared/domain/mail-address.ts';
import { tidyName } from '../../../../shared/domain/name-key.ts';

/** A value as the ledger would keep it, '' for none, or why it can't. */
export type EditReading = { value: string } | { reason: string; remedy: string };

const LONGEST: Readonly<Record<EditField, number>> = { name: 500, email: 320, status: 40, note: 2000, subset: 500 };

/** Reads what was typed or pasted into a cell of the sheet, by the rules that the single services have. */
export function readEdit(field: EditField, typed: string | null): EditReading {
  // Nothing but the spaces around it is taken from an address: with one letter less it is another.
  const value = field === 'note' || field === 'email' ? (typed ?? '').trim() : tidyName(typed ?? '');
  if (value === '') return { value };
  if (value.length > LONGEST[field]) {
    return { reason: `It has ${value.length} characters.`, remedy: `Shorten it to ${LONGEST[field]} at most.` };
  }
  if (field === 'email' && !isMailAddress(value)) {
    return { reason: 'This is not an e-mail address.', remedy: 'Write it as name@domain.example, or leave it empty.' };
  }
  if (field !== 'status') return { value };
  const status = accountStatusSchema.safeParse(value.toUpperCase().replaceAll(/[\s-]+/gu, '_'));
  if (status.success) return { value: status.data };
  return {
    reason: `AWS Organizations has no status '${value}'.`,
    remedy: `Use one of ${accountStatusSchema.options.join(', ')}, or leave it empty.`,
  };
}
