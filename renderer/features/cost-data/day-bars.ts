import type { CostHealth } from '../../../shared/contract/cost-data.ts';
import { moneyText, moneyUnits } from '../../../shared/domain/money.ts';

/** As many as textures can be told apart. */
export const MOST_TYPES = 5;
/** All types but the largest. */
export const OTHERS = 'Others';

/** A part of a day's bar: from where to where, in thousandths of the whole height, 0 at the top. */
export interface BarPart {
  readonly type: string;
  readonly unblended: string;
  readonly top: number;
  readonly height: number;
}

export interface DayBars {
  /** The largest first, by what they add and take off together; 'Others' last. */
  readonly types: readonly string[];
  /** `cost` has a sum for each of the types, '0.0000000000' where there is none. */
  readonly days: readonly {
    readonly day: string;
    readonly cost: readonly string[];
    readonly parts: readonly BarPart[];
  }[];
  /** Where 0 is, in thousandths. */
  readonly zero: number;
  /** The largest sum above 0 of a day, and the smallest below. */
  readonly most: string;
  readonly least: string;
}

/** Lays out the sums of days by type as stacked bars: what costs above 0, what is taken off below. */
export function dayBars(sums: CostHealth['days']): DayBars {
  const units = sums.map(({ day, type, unblended }) => ({ day, type, units: moneyUnits(unblended) ?? 0n }));
  const types = typesOf(units);
  const named = new Set(types);
  const days = [...new Set(units.map(({ day }) => day))].map((day) => {
    const cost = types.map(() => 0n);
    for (const each of units)
      if (each.day === day) {
        const at = types.indexOf(named.has(each.type) ? each.type : OTHERS);
        cost[at] = (cost[at] ?? 0n) + each.units;
      }
    return { day, cost };
  });
  const most = largest(days.map(({ cost }) => total(cost.filter((each) => each > 0n))));
  const least = -largest(days.map(({ cost }) => -total(cost.filter((each) => each < 0n))));
  const span = most - least || 1n;
  // Whole thousandths: no money becomes a float.
  const place = (value: bigint): number => Number(((most - value) * 1000n) / span);
  return {
    types,
    days: days.map(({ day, cost }) => ({ day, cost: cost.map(moneyText), parts: partsOf(types, cost, place) })),
    zero: place(0n),
    most: moneyText(most),
    least: moneyText(least),
  };
}

function typesOf(units: readonly { type: string; units: bigint }[]): string[] {
  const sizes = new Map<string, bigint>();
  for (const { type, units: sum } of units) sizes.set(type, (sizes.get(type) ?? 0n) + (sum < 0n ? -sum : sum));
  const all = [...sizes].toSorted(([, a], [, b]) => (a === b ? 0 : a < b ? 1 : -1)).map(([type]) => type);
  return all.length <= MOST_TYPES + 1 ? all : [...all.slice(0, MOST_TYPES), OTHERS];
}

function partsOf(types: readonly string[], cost: readonly bigint[], place: (value: bigint) => number): BarPart[] {
  let [above, below] = [0n, 0n];
  return cost.flatMap((each, at) => {
    if (each === 0n) return [];
    const from = each > 0n ? above : below;
    if (each > 0n) above += each;
    else below += each;
    const [top, bottom] = each > 0n ? [place(from + each), place(from)] : [place(from), place(from + each)];
    return [{ type: types[at] ?? '', unblended: moneyText(each), top, height: bottom - top }];
  });
}

const total = (all: readonly bigint[]): bigint => all.reduce((sum, each) => sum + each, 0n);
const largest = (all: readonly bigint[]): bigint => all.reduce((most, each) => (each > most ? each : most), 0n);
