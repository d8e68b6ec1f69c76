import { AppError } from '../../../shared/domain/app-error.ts';
import { nowText } from './clock.ts';
import type { Clock } from './clock.ts';

/**
 * When something was sent, as the ledger writes times.
 * @param sentAt as it was said, ISO 8601; null: now
 * @throws AppError INVALID_INPUT (a time to come).
 */
export function sentTime(clock: Clock, sentAt: string | null): string {
  const now = clock();
  const sent = sentAt === null ? now : new Date(sentAt);
  if (sent.getTime() > now.getTime()) {
    throw new AppError('INVALID_INPUT', `${sentAt ?? ''} is still to come. Give the time at which it was sent.`, {
      sentAt,
    });
  }
  return nowText(() => sent);
}
