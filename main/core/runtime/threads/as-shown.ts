import { isDeepStrictEqual } from 'node:util';
import type { Shown } from '../../../../shared/contract/base.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';

/**
 * Makes sure that the ledger still has what a form showed.
 * @param now what it has, by the same names
 * @throws AppError CHANGED_MEANWHILE with the fields that differ: what was shown of each, and what it is now.
 */
export function assertAsShown(shown: Shown, now: Readonly<Record<string, unknown>>): void {
  const strange = Object.keys(shown).filter((field) => !Object.hasOwn(now, field));
  if (strange.length > 0) throw new Error(`a form showed what can't be changed by it: ${strange.join(', ')}`);
  const fields = Object.keys(shown)
    .filter((field) => !isDeepStrictEqual(shown[field], now[field]))
    .map((field) => ({ field, shown: shown[field], now: now[field] }));
  if (fields.length === 0) return;
  throw new AppError(
    'CHANGED_MEANWHILE',
    `What you are changing was changed meanwhile by somebody else: ${fields.map(({ field }) => field).join(', ')}. Nothing was changed. Look at it as it is now, and change it once more.`,
    { fields },
  );
}
