import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { WorkflowDetail, WorkflowSummary } from '../../../shared/contract/workflows.ts';
import { formatRoute, mpaRoute } from '../../session/route.ts';
import { useAct, useSession } from '../../session/session.ts';
import { useFields } from '../../session/use-fields.ts';
import { useRead } from '../../session/use-read.ts';
import { useBusy } from '../../session/use-submit.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Alert, Box, Checkbox, FormField, Input, Link, Select, SpaceBetween, Textarea } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';

interface FormProps {
  readonly mpa: MpaSummary;
  readonly workflow: WorkflowDetail;
  readonly onClose: () => void;
}

/** Asks for a name, with Enter as the button. */
function NameForm({
  title,
  name,
  busyText,
  onSave,
  onClose,
}: {
  title: string;
  name: string;
  busyText: string;
  onSave: (name: string) => Promise<boolean>;
  onClose: () => void;
}): ReactElement {
  const [text, setText] = useState(name);
  const [busy, during] = useBusy();
  const tidy = text.trim();
  const save = async (): Promise<void> => {
    if (tidy === '' || busy) return;
    if (await during(() => onSave(tidy))) onClose();
  };
  return (
    <Confirm
      title={title}
      confirmText={busyText}
      busy={busy}
      disabled={tidy === ''}
      onConfirm={() => void save()}
      onCancel={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <FormField label="Name" description="As the vendor is to see it; account lists name workflows by it.">
          <Input value={text} onChange={({ detail }) => setText(detail.value)} />
        </FormField>
      </form>
    </Confirm>
  );
}

/** Adds a workflow without rules and shows it. */
export function NewForm({
  mpa,
  onAdded,
  onClose,
}: {
  mpa: MpaSummary;
  onAdded: (id: number) => void;
  onClose: () => void;
}): ReactElement {
  const { change } = useAct();
  const add = async (name: string): Promise<boolean> => {
    const added = await change(`Added the workflow ${name}.`, (client) =>
      client.workflows.add({ mpaId: mpa.id, name }),
    );
    if (added !== undefined) onAdded(added.id);
    return added !== undefined;
  };
  return <NameForm title="New workflow" busyText="Add workflow" name="" onSave={add} onClose={onClose} />;
}

/** Gives a workflow another name. */
export function RenameForm({ workflow, onClose }: FormProps): ReactElement {
  const { save } = useAct();
  const [shown] = useState({ name: workflow.name });
  const rename = async (name: string): Promise<boolean> => {
    const edits = { typed: { name }, shown };
    const renamed = await save(`Renamed ${workflow.name} to ${name}.`, edits, (client, seen) =>
      client.workflows.rename({ id: workflow.id, name, shown: seen }),
    );
    return renamed !== undefined;
  };
  return (
    <NameForm
      title={`Rename ${workflow.name}`}
      busyText="Rename workflow"
      name={workflow.name}
      onSave={rename}
      onClose={onClose}
    />
  );
}

/** The note of a workflow, which is never sent to anybody. */
export function NoteForm({ workflow, onClose }: FormProps): ReactElement {
  const { save } = useAct();
  const { values, set, edits } = useFields({ note: workflow.note });
  const keep = async (): Promise<void> => {
    if (edits === null) return;
    const saved = await save(`Kept the note of ${workflow.name}.`, edits, (client, shown) =>
      client.workflows.setNote({ id: workflow.id, note: values.note, shown }),
    );
    if (saved !== undefined) onClose();
  };
  return (
    <Confirm
      title={`Note on ${workflow.name}`}
      confirmText="Keep the note"
      disabled={edits === null}
      onConfirm={() => void keep()}
      onCancel={onClose}
    >
      <FormField label="Note" description="For this desk; it is never sent to anybody." stretch>
        <Textarea value={values.note} rows={4} onChange={({ detail }) => set({ note: detail.value })} />
      </FormField>
    </Confirm>
  );
}

/** Copies a workflow to another payer account. */
export function CopyForm({ mpa, workflow, onClose }: FormProps): ReactElement {
  const { go, queries } = useSession();
  const { change } = useAct();
  const { data } = useRead(queries.mpas.list.queryOptions());
  const others = (data ?? []).filter(({ id }) => id !== mpa.id);
  const options = others.map(({ id, name }) => ({ value: id, label: name, description: id }));
  const [chosen, setChosen] = useState<string | null>(null);
  const [name, setName] = useState(workflow.name);
  const target = others.find(({ id }) => id === chosen);
  const copy = async (): Promise<void> => {
    if (target === undefined) return;
    const copied = await change(`Copied ${workflow.name} to ${target.name}.`, (client) =>
      client.workflows.copy({ id: workflow.id, mpaId: target.id, name: name.trim() }),
    );
    if (copied === undefined) return;
    onClose();
    go(mpaRoute(target.id, 'workflows', { id: String(copied.id) }));
  };
  return (
    <Confirm
      title={`Copy ${workflow.name} to another payer account`}
      confirmText={target === undefined ? 'Copy workflow' : `Copy to ${target.name}`}
      disabled={target === undefined || name.trim() === ''}
      onConfirm={() => void copy()}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <FormField
          label="Payer account"
          description="Account IDs that its rules name stay as they are."
          errorText={data !== null && others.length === 0 ? 'There is no other payer account yet.' : null}
        >
          <Select
            options={options}
            selectedOption={options.find(({ value }) => value === chosen) ?? null}
            placeholder="Choose one"
            onChange={({ detail }) => setChosen(detail.selectedOption.value ?? null)}
          />
        </FormField>
        <FormField label="Name there">
          <Input value={name} onChange={({ detail }) => setName(detail.value)} />
        </FormField>
      </SpaceBetween>
    </Confirm>
  );
}

/** Removes a workflow. One that subsets have is refused, with these, unless it is to be taken off them. */
export function RemoveForm({ mpa, workflow, onRemoved, onClose }: FormProps & { onRemoved: () => void }): ReactElement {
  const { change } = useAct();
  const [force, setForce] = useState(false);
  const { usedBy, name } = workflow;
  const used = usedBy.length > 0;
  const remove = async (): Promise<void> => {
    const removed = await change(`Removed the workflow ${name}.`, (client) =>
      client.workflows.remove({ id: workflow.id, force }),
    );
    if (removed === undefined) return;
    onClose();
    onRemoved();
  };
  return (
    <Confirm
      title={`Remove ${name}`}
      confirmText={used ? `Remove it and leave ${plural(usedBy.length, 'subset')} without` : 'Remove workflow'}
      disabled={used && !force}
      onConfirm={() => void remove()}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        {used ? (
          <Alert type="warning" header={`${plural(usedBy.length, 'subset has', 'subsets have')} this workflow`}>
            <ul>
              {usedBy.map((subset) => (
                <li key={subset.id}>
                  <Link href={formatRoute(mpaRoute(mpa.id, 'subsets', { id: String(subset.id) }))} onFollow={onClose}>
                    <bdi>{subset.name}</bdi>
                  </Link>{' '}
                  ({plural(subset.accounts, 'account')})
                </li>
              ))}
            </ul>
            Give these another workflow first.
          </Alert>
        ) : (
          <Box>
            No subset has it. Its {plural(workflow.rules.length, 'rule')} and its note are lost, unless you undo it.
          </Box>
        )}
        {used ? (
          <Checkbox checked={force} onChange={({ detail }) => setForce(detail.checked)}>
            Take it off these subsets, which are then charged the raw AWS cost
          </Checkbox>
        ) : null}
      </SpaceBetween>
    </Confirm>
  );
}

/** Copies a workflow beside itself. @returns the ID of the copy, or nothing where that failed */
export async function duplicate(
  change: ReturnType<typeof useAct>['change'],
  workflow: Pick<WorkflowSummary, 'id' | 'name'>,
): Promise<number | undefined> {
  const copy = await change<WorkflowDetail>(
    ({ name }) => `Copied ${workflow.name} as ${name}.`,
    (client) => client.workflows.duplicate({ id: workflow.id }),
  );
  return copy?.id;
}
