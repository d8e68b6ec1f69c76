import { InvalidArgumentError } from 'commander';
import { accountId, isAccountId } from '../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { usablePath } from '../../core/files/usable-path.ts';

/** An account ID as it was typed: spaces and dashes may part its digits. @throws AppError INVALID_INPUT. */
export function toAccountId(text: string): AccountId {
  const digits = text.replace(/[\s-]/gu, '');
  if (isAccountId(digits)) return accountId(digits);
  throw new AppError('INVALID_INPUT', `${text} is no account ID: it has 12 digits, leading zeros included.`, { text });
}

/** A whole number of an option, for commander. @throws InvalidArgumentError. */
export function toWholeNumber(text: string): number {
  if (!/^\d{1,15}$/u.test(text)) throw new InvalidArgumentError('It is a whole number.');
  return Number(text);
}

/**
 * The whole path of a file or folder, for commander: every option and argument that names one has this parser.
 * @param what how the option or the argument is called: '--out'
 * @returns takes a relative path from the current folder @throws AppError INVALID_INPUT for a name that the system can't keep.
 */
export function toPath(what: string): (text: string) => string {
  return (text) => usablePath(text, what);
}

/** One more value of an option that may be given several times, for commander. */
export function collect(value: string, earlier: string[] = []): string[] {
  return [...earlier, value];
}
