import { InvalidArgumentError } from 'commander';
import { accountId, isAccountId } from '../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { AppError } from '../../../shared/domain/app-error.ts';

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

/** One more value of an option that may be given several times, for commander. */
export function collect(value: string, earlier: string[] = []): string[] {
  return [...earlier, value];
}
