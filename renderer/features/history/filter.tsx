import { useState } from 'react';
import type { ReactElement } from 'react';
import { HISTORY_AREAS, HISTORY_STANDINGS } from '../../../shared/contract/history.ts';
import { useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { Select, TextFilter } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';
import { AREA_NAMES, STANDING_NAMES } from './words.ts';

/** The filter of the history: by text, who, what about, how it stands, and days. It stands in the page's address. */
export function HistoryFilterBar(props: {
  readonly params: Readonly<Record<string, string>>;
  readonly setParams: (change: Readonly<Record<string, string | null>>) => void;
  /** How many there are with it; null while they are counted. */
  readonly total: number | null;
}): ReactElement {
  const { params, setParams, total } = props;
  const { queries } = useSession();
  const { data: people } = useRead(queries.history.people.queryOptions());
  // What is typed is shown at once; the address follows after a moment.
  const [text, setText] = useState(params['text'] ?? '');
  const set = (name: string) => (value: string) => setParams({ [name]: value === '' ? null : value, operation: null });
  return (
    <div className="history-filter">
      <TextFilter
        filteringText={text}
        filteringPlaceholder="Find in what was done, or an account ID"
        filteringAriaLabel="Find in what was done, or an account ID"
        countText={total === null ? '' : plural(total, 'change')}
        onChange={({ detail }) => setText(detail.filteringText)}
        onDelayedChange={({ detail }) => set('text')(detail.filteringText)}
      />
      <Choice
        label="Who"
        all="By anybody"
        value={params['who']}
        options={(people ?? []).map((name) => [name, name])}
        onChange={set('who')}
      />
      <Choice
        label="About"
        all="About anything"
        value={params['area']}
        options={HISTORY_AREAS.map((area) => [area, AREA_NAMES[area]])}
        onChange={set('area')}
      />
      <Choice
        label="State"
        all="In any state"
        value={params['standing']}
        options={HISTORY_STANDINGS.map((standing) => [standing, STANDING_NAMES[standing]])}
        onChange={set('standing')}
      />
      <Day label="From" value={params['from']} onChange={set('from')} />
      <Day label="To" value={params['to']} onChange={set('to')} />
    </div>
  );
}

function Choice(props: {
  readonly label: string;
  readonly all: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
}): ReactElement {
  const { label, all, value = '', options, onChange } = props;
  const items = [{ value: '', label: all }, ...options.map(([each, name]) => ({ value: each, label: name }))];
  return (
    <Select
      ariaLabel={label}
      options={items}
      selectedOption={items.find((item) => item.value === value) ?? { value, label: value }}
      onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
    />
  );
}

function Day(props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}): ReactElement {
  const { label, value = '', onChange } = props;
  return (
    <label className="history-day">
      <span>{label}</span>
      <input type="date" className="date-input" value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}
