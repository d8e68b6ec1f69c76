import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MergePreview } from '../../../shared/contract/subsets.ts';
import { useAct, useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { useBusy } from '../../session/use-submit.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Box, FormField, KeyValuePairs, Select, SpaceBetween, StatusIndicator, Table } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { LongText } from '../../ui/long-text.tsx';
import { formatCount, plural } from '../../ui/words.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { ChoiceSelect } from './choice-select.tsx';
import type { FormProps } from './forms.tsx';

/** Merges subsets into one of them; shows first what would move, and asks where they differ. */
export function MergeForm({ subsets, onClose }: FormProps): ReactElement {
  const { queries } = useSession();
  const { change } = useAct();
  const [into, setInto] = useState(subsets[0]?.id ?? 0);
  const [workflowId, setWorkflowId] = useState<number | null>(null);
  const [endCustomerId, setEndCustomerId] = useState<number | null>(null);
  const [busy, during] = useBusy();
  const from = subsets.map(({ id }) => id).filter((id) => id !== into);
  const { data: preview, failure } = useRead(queries.subsets.previewMerge.queryOptions({ input: { into, from } }));
  const target = subsets.find(({ id }) => id === into);
  const isOpen =
    preview === null ||
    (preview.workflowConflict.length > 0 && workflowId === null) ||
    (preview.endCustomerConflict.length > 0 && endCustomerId === null);
  const merge = async (): Promise<void> => {
    if (preview === null) return;
    const merged = await change(`Merged ${plural(from.length, 'subset')} into ${target?.name ?? ''}.`, (client) =>
      client.subsets.merge({
        into,
        from,
        revision: preview.revision,
        ...(preview.workflowConflict.length === 0 ? {} : { workflowId }),
        ...(preview.endCustomerConflict.length === 0 ? {} : { endCustomerId }),
      }),
    );
    if (merged !== undefined) onClose();
  };
  return (
    <Confirm
      title={`Merge ${plural(subsets.length, 'subset')}`}
      confirmText={`Merge into ${target?.name ?? ''}`}
      busy={busy}
      disabled={isOpen}
      onConfirm={() => void during(merge)}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <FormField label="The subset that stays">
          <Select
            options={subsets.map(({ id, name, accounts }) => ({
              value: String(id),
              label: name,
              labelTag: plural(accounts, 'account'),
            }))}
            selectedOption={target ? { value: String(target.id), label: target.name } : null}
            onChange={({ detail }) => {
              setInto(Number(detail.selectedOption.value));
              setWorkflowId(null);
              setEndCustomerId(null);
            }}
          />
        </FormField>
        <FailureAlert failure={failure} />
        {preview === null ? (
          failure === null ? (
            <StatusIndicator type="loading">Looking what would move</StatusIndicator>
          ) : null
        ) : (
          <>
            {preview.workflowConflict.length === 0 ? null : (
              <ChoiceSelect
                label="They have different workflows: which one stays?"
                choices={preview.workflowConflict}
                chosen={workflowId}
                onChoose={setWorkflowId}
                required
              />
            )}
            {preview.endCustomerConflict.length === 0 ? null : (
              <ChoiceSelect
                label="They have different end customers: which one stays?"
                choices={preview.endCustomerConflict}
                chosen={endCustomerId}
                onChoose={setEndCustomerId}
                required
              />
            )}
            <Preview preview={preview} workflowId={workflowId} endCustomerId={endCustomerId} />
          </>
        )}
      </SpaceBetween>
    </Confirm>
  );
}

/** What goes, and what the subset that stays would have then. */
function Preview(props: {
  readonly preview: MergePreview;
  readonly workflowId: number | null;
  readonly endCustomerId: number | null;
}): ReactElement {
  const { preview, workflowId, endCustomerId } = props;
  const workflow = preview.workflow ?? preview.workflowConflict.find(({ id }) => id === workflowId);
  const customer = preview.endCustomer ?? preview.endCustomerConflict.find(({ id }) => id === endCustomerId);
  const none = (conflicts: readonly object[]): string => (conflicts.length > 0 ? 'to be chosen' : 'none');
  return (
    <SpaceBetween size="s">
      <Table
        variant="borderless"
        contentDensity="compact"
        items={preview.from}
        trackBy={({ id }) => String(id)}
        ariaLabels={{ tableLabel: 'Subsets that go' }}
        columnDefinitions={FROM}
      />
      <Box variant="strong">
        <bdi>{preview.into.name}</bdi> then
      </Box>
      <KeyValuePairs
        columns={2}
        items={[
          {
            label: 'Accounts',
            value: `${formatCount(preview.accounts)} (${plural(preview.moves, 'moves', 'move')} in)`,
          },
          { label: 'Assignment rules that fill it instead', value: formatCount(preview.rules) },
          { label: 'Billing workflow', value: workflow?.name ?? none(preview.workflowConflict) },
          { label: 'End customer', value: customer?.name ?? none(preview.endCustomerConflict) },
        ]}
      />
    </SpaceBetween>
  );
}

const FROM: TableProps.ColumnDefinition<MergePreview['from'][number]>[] = [
  { id: 'name', header: 'Goes', isRowHeader: true, cell: ({ name }) => <LongText text={name} /> },
  { id: 'accounts', header: 'Accounts that move', cell: ({ accounts }) => formatCount(accounts) },
];
