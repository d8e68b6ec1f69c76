import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { AccountWhere } from '../../../shared/contract/account-where.ts';
import type { AssignmentPreview } from '../../../shared/contract/accounts.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { useAct, useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { useBusy } from '../../session/use-submit.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Alert, FormField, Input, RadioGroup, Select, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import { formatCount, plural } from '../../ui/words.ts';
import { countSelected, toSelection } from './store.ts';
import type { Selected } from './store.ts';

type Target = 'subset' | 'new' | 'none';

/** Puts the selected accounts in a subset; shows first how many move, and out of which. */
export function AssignForm(props: {
  readonly mpa: MpaSummary;
  readonly selected: Selected;
  readonly where: AccountWhere;
  readonly onClose: () => void;
  readonly onAssigned: () => void;
}): ReactElement {
  const { mpa, selected, where, onClose, onAssigned } = props;
  const { queries } = useSession();
  const { change } = useAct();
  const { data: subsets } = useRead(queries.subsets.list.queryOptions({ input: { mpaId: mpa.id } }));
  const [target, setTarget] = useState<Target>('subset');
  const [subsetId, setSubsetId] = useState<number | null>(null);
  const [name, setName] = useState('');
  const [busy, during] = useBusy();
  const count = countSelected(selected);
  const selection = toSelection(selected, where);
  const ready = target === 'none' || (target === 'subset' && subsetId !== null);
  const to =
    target === 'new' ? { name: name.trim() } : target === 'none' || subsetId === null ? null : { id: subsetId };
  const preview = usePreview({ mpaId: mpa.id, accounts: selection, to }, ready);
  const targetName = subsets?.find(({ id }) => id === subsetId)?.name ?? '';
  const assign = async (): Promise<void> => {
    const words = to === null ? 'out of their subsets' : `to ${target === 'new' ? name.trim() : targetName}`;
    const revision = target === 'new' ? null : (preview?.revision ?? null);
    const done = await change(`Moved ${plural(count, 'account')} ${words}.`, (client) =>
      client.accounts.assign({ mpaId: mpa.id, accounts: selection, to, revision }),
    );
    if (done === undefined) return;
    onAssigned();
    onClose();
  };
  return (
    <Confirm
      title={`Assign ${plural(count, 'account')}`}
      confirmText={target === 'none' ? `Take out ${plural(count, 'account')}` : `Assign ${plural(count, 'account')}`}
      busy={busy}
      disabled={target === 'new' ? name.trim() === '' : preview === null}
      onConfirm={() => void during(assign)}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <RadioGroup
          value={target}
          ariaLabel="Where to"
          items={[
            { value: 'subset', label: 'To a subset' },
            { value: 'new', label: 'To a new subset' },
            { value: 'none', label: 'Out of their subsets' },
          ]}
          onChange={({ detail }) => setTarget(detail.value as Target)}
        />
        {target === 'subset' ? (
          <FormField label="Subset">
            <Select
              options={(subsets ?? []).map(({ id, name: label, accounts }) => ({
                value: String(id),
                label,
                labelTag: plural(accounts, 'account'),
              }))}
              selectedOption={subsetId === null ? null : { value: String(subsetId), label: targetName }}
              filteringType="auto"
              placeholder="Choose a subset"
              empty="There are no subsets yet."
              onChange={({ detail }) => setSubsetId(Number(detail.selectedOption.value))}
            />
          </FormField>
        ) : null}
        {target === 'new' ? (
          <FormField label="Name of the new subset">
            <Input value={name} onChange={({ detail }) => setName(detail.value)} />
          </FormField>
        ) : null}
        {ready ? <Preview preview={preview} /> : null}
      </SpaceBetween>
    </Confirm>
  );
}

type Asked = Parameters<typeof JSON.stringify>[0];

/** What an assignment would do; null while that is read, and where it can't be. */
function usePreview(input: Asked, ready: boolean): AssignmentPreview | null {
  const { attempt } = useAct();
  const key = ready ? JSON.stringify(input) : null;
  const [found, setFound] = useState<{ key: string; preview: AssignmentPreview } | null>(null);
  useEffect(() => {
    if (key === null) return undefined;
    let current = true;
    void attempt((client) =>
      client.accounts.previewAssign(JSON.parse(key) as Parameters<typeof client.accounts.previewAssign>[0]),
    ).then((preview) => {
      if (current && preview !== undefined) setFound({ key, preview });
    });
    return () => {
      current = false;
    };
  }, [attempt, key]);
  return found !== null && found.key === key ? found.preview : null;
}

function Preview({ preview }: { preview: AssignmentPreview | null }): ReactElement {
  if (preview === null) return <StatusIndicator type="loading">Looking what would move</StatusIndicator>;
  const { moves, stays, leaves } = preview;
  return (
    <Alert type={leaves.length === 0 ? 'info' : 'warning'}>
      {plural(moves, 'account moves', 'accounts move')}, {formatCount(stays)} {stays === 1 ? 'stays' : 'stay'}.
      {leaves.length === 0 ? null : (
        <>
          {' '}
          Some leave another subset:{' '}
          {leaves
            .slice(0, 8)
            .map(({ name, accounts }) => `${formatCount(accounts)} leave ${name}`)
            .join(', ')}
          {leaves.length > 8 ? `, and ${formatCount(leaves.length - 8)} more subsets` : ''}.
        </>
      )}
    </Alert>
  );
}
