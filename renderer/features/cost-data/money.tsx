import type { ReactElement } from 'react';
import { moneyInCents } from '../../../shared/domain/money.ts';

/** An amount with two decimals; all ten where the pointer rests on it. @param value decimal text with ten decimals */
export function Money({ value, currency }: { value: string; currency?: string }): ReactElement {
  return (
    <span title={currency === undefined ? value : `${value} ${currency}`}>
      {moneyInCents(value)}
      {currency === undefined ? '' : ` ${currency}`}
    </span>
  );
}
