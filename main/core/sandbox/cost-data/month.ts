import { moneyUnits } from '../../../../shared/domain/money.ts';
import type { CostReport } from './cost-report.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Regions with the code that usage types begin with. */
export const REGIONS = [
  { name: 'us-east-1', code: 'USE1' },
  { name: 'eu-central-1', code: 'EUC1' },
  { name: 'eu-west-1', code: 'EU' },
] as const;

/** A month of a payer account, as far as it has come. */
export class Month {
  readonly hour = HOUR;
  readonly report: CostReport;
  /** Milliseconds since 1970, as `end`; the end is the beginning of the next month. */
  readonly start: number;
  readonly end: number;

  constructor(report: CostReport) {
    this.report = report;
    const [year = 0, month = 1] = report.month.split('-').map(Number);
    this.start = Date.UTC(year, month - 1, 1);
    this.end = Date.UTC(year, month, 1);
  }

  /** The payer account and its members. */
  get accounts(): readonly string[] {
    return [...this.report.members, this.report.payer];
  }

  /** The beginnings of its hours. */
  *hours(): Generator<number, void, void> {
    for (let at = this.start; at + HOUR <= Math.min(this.end, this.report.until); at += HOUR) yield at;
  }

  /** The beginnings of its days; the last may not be over. */
  *days(): Generator<number, void, void> {
    for (let at = this.start; at < Math.min(this.end, this.report.until); at += DAY) yield at;
  }

  dayEnd(start: number): number {
    return start + DAY;
  }

  /** How much an account uses, from 1 to 9. */
  sizeOf(account: string): number {
    return 1 + (Number(account.slice(-3)) % 9);
  }
}

/** A price as decimal text, in units of 1e-10. */
export function rateOf(text: string): bigint {
  const units = moneyUnits(text);
  if (units === null) throw new RangeError(`${text} is no price.`);
  return units;
}
