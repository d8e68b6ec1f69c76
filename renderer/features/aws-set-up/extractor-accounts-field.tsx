import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ExtractorAccounts } from '../../../shared/contract/aws.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { FormField, Multiselect, RadioGroup, SpaceBetween, Textarea } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';
import { toAccountIds } from './store.ts';

type Kind = ExtractorAccounts['kind'];

/** Whose cost data the extractor sends: all accounts, those of some subsets, or some. Null is told while a choice is not complete. */
export function ExtractorAccountsField(props: {
  readonly mpa: MpaSummary;
  readonly onChange: (accounts: ExtractorAccounts | null) => void;
}): ReactElement {
  const { mpa, onChange } = props;
  const { queries } = useSession();
  const { data: subsets } = useRead(queries.subsets.list.queryOptions({ input: { mpaId: mpa.id } }));
  const [kind, setKind] = useState<Kind>('all');
  const [names, setNames] = useState<readonly string[]>([]);
  const [list, setList] = useState('');
  const tell = (to: { kind: Kind; names: readonly string[]; list: string }): void => {
    setKind(to.kind);
    setNames(to.names);
    setList(to.list);
    if (to.kind === 'all') onChange({ kind: 'all' });
    else if (to.kind === 'subsets') onChange(to.names.length === 0 ? null : { kind: 'subsets', names: [...to.names] });
    else {
      const ids = toAccountIds(to.list);
      onChange(ids === null ? null : { kind: 'accounts', ids });
    }
  };
  const badList = list.trim() !== '' && toAccountIds(list) === null;
  return (
    <SpaceBetween size="s">
      <FormField label="Accounts whose cost data the extractor sends">
        <RadioGroup
          value={kind}
          items={[
            {
              value: 'all',
              label: `All accounts of the payer (${plural(mpa.accounts, 'account')} in the ledger)`,
              description: 'The list stays blank, as the vendor recommends.',
            },
            { value: 'subsets', label: 'The accounts of some subsets' },
            { value: 'accounts', label: 'Some accounts' },
          ]}
          onChange={({ detail }) => tell({ kind: detail.value as Kind, names, list })}
        />
      </FormField>
      {kind === 'subsets' ? (
        <FormField label="Subsets">
          <Multiselect
            options={(subsets ?? []).map(({ name, accounts }) => ({
              value: name,
              label: name,
              description: plural(accounts, 'account'),
            }))}
            selectedOptions={names.map((name) => ({ value: name, label: name }))}
            filteringType="auto"
            placeholder="Choose subsets"
            empty="There are no subsets yet."
            onChange={({ detail }) =>
              tell({
                kind,
                list,
                names: detail.selectedOptions.flatMap(({ value }) => (value === undefined ? [] : [value])),
              })
            }
          />
        </FormField>
      ) : null}
      {kind === 'accounts' ? (
        <FormField
          label="Account IDs"
          description="One a line, or separated by commas."
          errorText={badList ? 'An account ID has 12 digits.' : null}
        >
          <Textarea value={list} rows={3} onChange={({ detail }) => tell({ kind, names, list: detail.value })} />
        </FormField>
      ) : null}
    </SpaceBetween>
  );
}
