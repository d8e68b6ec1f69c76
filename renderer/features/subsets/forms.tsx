import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { SubsetSummary } from '../../../shared/contract/subsets.ts';
import { useAct } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Alert, Box, Checkbox, FormField, Input, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';
import { ChoiceSelect } from './choice-select.tsx';
import type { SubsetsView } from './store.ts';

export interface FormProps {
  readonly mpa: MpaSummary;
  /** Those that were selected. */
  readonly subsets: readonly SubsetSummary[];
  readonly view: SubsetsView | null;
  readonly onClose: () => void;
}

/** Adds a subset. */
export function AddForm({ mpa, view, onClose }: FormProps): ReactElement {
  const { change } = useAct();
  const [name, setName] = useState('');
  const [workflowId, setWorkflowId] = useState<number | null>(null);
  const [endCustomerId, setEndCustomerId] = useState<number | null>(null);
  const add = async (): Promise<void> => {
    const added = await change(`Added the subset ${name.trim()}.`, (client) =>
      client.subsets.add({ mpaId: mpa.id, name: name.trim(), workflowId, endCustomerId }),
    );
    if (added !== undefined) onClose();
  };
  return (
    <Confirm
      title="Add subset"
      confirmText="Add subset"
      disabled={name.trim() === ''}
      onConfirm={() => void add()}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <FormField label="Name" description="As Spot is to show it, usually the customer's.">
          <Input value={name} onChange={({ detail }) => setName(detail.value)} />
        </FormField>
        <ChoiceSelect
          label="Billing workflow"
          choices={view?.workflows ?? []}
          chosen={workflowId}
          onChoose={setWorkflowId}
        />
        <ChoiceSelect
          label="End customer"
          choices={view?.endCustomers ?? []}
          chosen={endCustomerId}
          onChoose={setEndCustomerId}
        />
      </SpaceBetween>
    </Confirm>
  );
}

/** Gives several subsets a workflow or an end customer, or takes it from them. */
export function LinkForm({
  mpa,
  subsets,
  view,
  what,
  onClose,
}: FormProps & { what: 'workflow' | 'end-customer' }): ReactElement {
  const { change } = useAct();
  const [id, setId] = useState<number | null>(null);
  const word = what === 'workflow' ? 'billing workflow' : 'end customer';
  const choices = what === 'workflow' ? view?.workflows : view?.endCustomers;
  const chosen = choices?.find((choice) => choice.id === id)?.name ?? `no ${word}`;
  const ids = subsets.map((subset) => subset.id);
  const save = async (): Promise<void> => {
    const saved = await change(`${plural(ids.length, 'subset has', 'subsets have')} ${chosen} now.`, (client) =>
      what === 'workflow'
        ? client.subsets.setWorkflow({ mpaId: mpa.id, subsets: { ids }, workflowId: id })
        : client.subsets.setEndCustomer({ mpaId: mpa.id, subsets: { ids }, endCustomerId: id }),
    );
    if (saved !== undefined) onClose();
  };
  return (
    <Confirm
      title={`Set the ${word} of ${plural(ids.length, 'subset')}`}
      confirmText={`Set the ${word} of ${plural(ids.length, 'subset')}`}
      onConfirm={() => void save()}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <Box>{subsets.map(({ name }) => name).join(', ')}</Box>
        <ChoiceSelect
          label={what === 'workflow' ? 'Billing workflow' : 'End customer'}
          choices={choices ?? []}
          chosen={id}
          onChoose={setId}
        />
      </SpaceBetween>
    </Confirm>
  );
}

/** Removes subsets; says what becomes of their accounts and of the rules that fill them. */
export function RemoveForm({ subsets, onClose }: FormProps): ReactElement {
  const { change, attempt } = useAct();
  const [preview, setPreview] = useState<{
    revision: number;
    accounts: number;
    rules: readonly { text: string }[];
  } | null>(null);
  const [force, setForce] = useState(false);
  const key = JSON.stringify(subsets.map(({ id }) => id));
  useEffect(() => {
    let current = true;
    const ids = JSON.parse(key) as number[];
    void attempt((client) => client.subsets.previewRemove({ ids })).then((found) => {
      if (current && found !== undefined) setPreview(found);
    });
    return () => {
      current = false;
    };
  }, [attempt, key]);
  const remove = async (): Promise<void> => {
    const ids = JSON.parse(key) as number[];
    const removed = await change(`Removed ${plural(ids.length, 'subset')}.`, (client) =>
      client.subsets.remove({ ids, force, revision: preview?.revision ?? null }),
    );
    if (removed !== undefined) onClose();
  };
  return (
    <Confirm
      title={`Remove ${plural(subsets.length, 'subset')}`}
      confirmText={`Remove ${plural(subsets.length, 'subset')}`}
      disabled={preview === null || (preview.rules.length > 0 && !force)}
      onConfirm={() => void remove()}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <Box>{subsets.map(({ name }) => name).join(', ')}</Box>
        {preview === null ? (
          <StatusIndicator type="loading">Looking what is in them</StatusIndicator>
        ) : (
          <>
            <Alert type="warning">
              {plural(preview.accounts, 'account is', 'accounts are')} in no subset then. It can be taken back.
            </Alert>
            {preview.rules.length === 0 ? null : (
              <Checkbox checked={force} onChange={({ detail }) => setForce(detail.checked)}>
                Also remove {plural(preview.rules.length, 'assignment rule')} that{' '}
                {preview.rules.length === 1 ? 'fills' : 'fill'} them
              </Checkbox>
            )}
          </>
        )}
      </SpaceBetween>
    </Confirm>
  );
}
