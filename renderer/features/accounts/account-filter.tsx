import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { AccountWhere } from '../../../shared/contract/account-where.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { useSession } from '../../session/session.ts';
import { PropertyFilter } from '../../ui/kit.ts';
import type { PropertyFilterProps } from '../../ui/kit.ts';
import { formatCount, plural } from '../../ui/words.ts';
import { FILTER_FIELDS, isSuggested, NONE, toQuery, toWhere } from './filter.ts';

/** The filter over every field of accounts, with values to choose from as they are in the ledger. */
export function AccountFilter(props: {
  readonly mpaId: AccountId;
  readonly where: AccountWhere;
  readonly total: number | null;
  readonly onChange: (where: AccountWhere) => void;
}): ReactElement {
  const { mpaId, where, total, onChange } = props;
  const { api } = useSession();
  const [options, setOptions] = useState<readonly PropertyFilterProps.FilteringOption[]>([]);
  const [status, setStatus] = useState<'pending' | 'loading' | 'finished' | 'error'>('finished');
  const asked = useRef(0);
  const suggest = async (key: string, text: string): Promise<void> => {
    if (!isSuggested(key)) return;
    const mine = (asked.current += 1);
    setStatus('loading');
    try {
      const { client } = await api.connected();
      const { values } = await client.accounts.values({ mpaId, field: key, text: text === '' ? null : text });
      if (mine !== asked.current) return;
      setOptions(
        values.map(({ value, accounts }) => ({
          propertyKey: key,
          value: value ?? NONE,
          label: `${value ?? NONE} · ${formatCount(accounts)}`,
        })),
      );
      setStatus('finished');
    } catch {
      // Suggestions are a help: what was typed is taken without them as well.
      if (mine === asked.current) setStatus('error');
    }
  };
  return (
    <PropertyFilter
      query={toQuery(where)}
      onChange={({ detail }) => onChange(toWhere(detail))}
      filteringProperties={FILTER_FIELDS.map(({ key, label, operators }) => ({
        key,
        propertyLabel: label,
        groupValuesLabel: `Values of ${label}`,
        operators: [...operators],
      }))}
      filteringOptions={options}
      filteringStatusType={status}
      filteringErrorText="The values could not be read"
      onLoadItems={({ detail: { filteringProperty, filteringText } }) => {
        if (filteringProperty) void suggest(filteringProperty.key, filteringText);
      }}
      filteringPlaceholder="Find accounts"
      filteringAriaLabel="Find accounts by any field"
      countText={total === null || where.tokens.length === 0 ? '' : plural(total, 'match', 'matches')}
      tokenLimit={4}
    />
  );
}
