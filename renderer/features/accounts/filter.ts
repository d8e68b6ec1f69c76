import { z } from 'zod';
import type { AccountWhere } from '../../../shared/contract/account-where.ts';
import { accountTokenSchema } from '../../../shared/contract/account-where.ts';
import type { PropertyFilterProps } from '../../ui/kit.ts';

/** The fields that accounts are filtered by, as the screen calls them. */
export const FILTER_FIELDS = [
  { key: 'name', label: 'Name', operators: ['=', '!=', ':', '!:', '^', '!^'] },
  { key: 'id', label: 'Account ID', operators: ['=', '!=', ':', '!:', '^', '!^'] },
  { key: 'email', label: 'E-mail', operators: ['=', '!=', ':', '!:', '^', '!^'] },
  { key: 'subset', label: 'Subset', operators: ['=', '!=', ':', '!:', '^', '!^'] },
  { key: 'workflow', label: 'Workflow', operators: ['=', '!=', ':', '!:', '^', '!^'] },
  { key: 'endCustomer', label: 'End customer', operators: ['=', '!=', ':', '!:', '^', '!^'] },
  { key: 'status', label: 'Status', operators: ['=', '!='] },
  { key: 'joinedAt', label: 'Joined', operators: ['=', '!=', '<', '<=', '>', '>='] },
  { key: 'joinedMethod', label: 'Joined by', operators: ['=', '!='] },
  { key: 'note', label: 'Note', operators: ['=', '!=', ':', '!:'] },
] as const satisfies readonly {
  key: string;
  label: string;
  operators: readonly PropertyFilterProps.ComparisonOperator[];
}[];

type FieldKey = (typeof FILTER_FIELDS)[number]['key'];

/** How 'has none' is written in the filter: in a field that is empty. */
export const NONE = '(none)';

/** A filter that every account passes. */
export const EVERYTHING: AccountWhere = { operation: 'and', tokens: [] };

/** The accounts of one subset. */
export function inSubset(name: string): AccountWhere {
  return { operation: 'and', tokens: [{ field: 'subset', operator: '=', value: name }] };
}

/** The filter as the UI kit shows it. */
export function toQuery({ operation, tokens }: AccountWhere): PropertyFilterProps.Query {
  return {
    operation,
    tokens: tokens.map(({ field, operator, value }) => ({
      ...(field === 'any' ? {} : { propertyKey: field }),
      operator,
      value: value ?? NONE,
    })),
  };
}

/** The filter as the core takes it; what the core would refuse is left out. */
export function toWhere({ operation, tokens }: PropertyFilterProps.Query): AccountWhere {
  return {
    operation,
    tokens: tokens.flatMap(({ propertyKey, operator, value }: PropertyFilterProps.Token) => {
      const text: unknown = value;
      const token = accountTokenSchema.safeParse({
        field: propertyKey ?? 'any',
        operator,
        value: text === NONE || text === '' ? null : text,
      });
      return token.success ? [token.data] : [];
    }),
  };
}

/** The fields whose values are worth suggesting. */
export function isSuggested(key: string): key is FieldKey {
  return FILTER_FIELDS.some((field) => field.key === key);
}

/** The columns of the table that can be shown or not. */
export const COLUMN_IDS = [
  'id',
  'name',
  'email',
  'status',
  'subset',
  'workflow',
  'endCustomer',
  'joinedAt',
  'note',
] as const;

export const columnsSchema = z.array(z.enum(COLUMN_IDS));
export type Columns = z.infer<typeof columnsSchema>;
