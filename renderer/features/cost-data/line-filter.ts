import type { LineCondition } from '../../../shared/contract/cost-data.ts';
import { lineConditionsSchema } from '../../../shared/contract/cost-data.ts';
import { parseBoundedJson } from '../../../shared/domain/bounded-json.ts';
import { COST_COLUMNS } from '../../../shared/domain/cost-columns.ts';
import type { CostColumnKind } from '../../../shared/domain/cost-columns.ts';
import type { PropertyFilterProps } from '../../ui/kit.ts';

type Operator = PropertyFilterProps.ComparisonOperator;

/** Columns that most look at, as the page calls them; the others are called as AWS calls them. */
const LABELS: Readonly<Record<string, string>> = {
  line_item_usage_start_date: 'Usage start (UTC)',
  line_item_usage_account_id: 'Account',
  line_item_line_item_type: 'Line item type',
  line_item_product_code: 'Product',
  line_item_usage_type: 'Usage type',
  line_item_line_item_description: 'Description',
  line_item_unblended_cost: 'Unblended cost',
  pricing_public_on_demand_cost: 'Public on-demand cost',
};

/** Those, in their order. */
export const SHOWN_COLUMNS: readonly string[] = Object.keys(LABELS);

/** What a column is called. */
export function columnLabel(name: string): string {
  return LABELS[name] ?? name;
}

const ORDERED: readonly Operator[] = ['=', '!=', '<', '<=', '>', '>='];
const OPERATORS: Readonly<Record<CostColumnKind, readonly Operator[]>> = {
  text: ['=', '!=', ':'],
  money: ORDERED,
  number: ORDERED,
  time: ORDERED,
};

/** What lines can be filtered by: every column. */
export const LINE_PROPERTIES: readonly PropertyFilterProps.FilteringProperty[] = COST_COLUMNS.map(({ name, kind }) => ({
  key: name,
  propertyLabel: columnLabel(name),
  groupValuesLabel: `Values of ${columnLabel(name)}`,
  operators: [...OPERATORS[kind]],
}));

/** How 'has none' is written in the filter. */
const NONE = '(none)';

/** Conditions as the kit shows them. */
export function toQuery(where: readonly LineCondition[]): PropertyFilterProps.Query {
  return {
    operation: 'and',
    tokens: where.map(({ column, operator, value }) => ({
      propertyKey: column,
      operator: operator === 'contains' ? ':' : operator,
      value: value === '' ? NONE : value,
    })),
  };
}

/** Conditions as the core takes them; what it would not understand is left out. */
export function toWhere({ tokens }: PropertyFilterProps.Query): LineCondition[] {
  return tokens.flatMap(({ propertyKey, operator, value }: PropertyFilterProps.Token) => {
    const text: unknown = value;
    const condition = {
      column: propertyKey,
      operator: operator === ':' ? 'contains' : operator,
      value: text === NONE ? '' : text,
    };
    return lineConditionsSchema.safeParse([condition]).data ?? [];
  });
}

/** Conditions as they stand in the address. */
export function writeWhere(where: readonly LineCondition[]): string {
  return JSON.stringify(where.map(({ column, operator, value }) => [column, operator, value]));
}

/** Those of an address; null where it has none, or none that can be read. */
export function readWhere(text: string | undefined): LineCondition[] | null {
  if (text === undefined) return null;
  try {
    const found = parseBoundedJson(text) as readonly (readonly unknown[])[];
    const named = found.map(([column, operator, value]) => ({ column, operator, value }));
    return lineConditionsSchema.safeParse(named).data ?? null;
  } catch {
    // An address that somebody wrote or cut: then the lines are not open.
    return null;
  }
}
