import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { SubsetSummary } from '../../../shared/contract/subsets.ts';
import { formatRoute, mpaRoute } from '../../session/route.ts';
import { useAct } from '../../session/session.ts';
import { useFields } from '../../session/use-fields.ts';
import { Button, FormField, Input, Link, SpaceBetween, Textarea } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';
import { ChoiceSelect } from './choice-select.tsx';
import type { SubsetsView } from './store.ts';

/** One subset beside the list: its name, note, workflow and end customer, and the way to its accounts. */
export function SubsetPanel({
  mpa,
  subset,
  view,
  onSplit,
}: {
  mpa: MpaSummary;
  subset: SubsetSummary;
  view: SubsetsView;
  onSplit: () => void;
}): ReactElement {
  const { change, save } = useAct();
  const name = useFields({ name: subset.name });
  const note = useFields({ note: subset.note });
  const { id } = subset;
  const rename = async (): Promise<void> => {
    if (name.edits === null) return;
    const tidy = name.values.name.trim();
    const done = await save(`Renamed ${subset.name} to ${tidy}.`, name.edits, (client, shown) =>
      client.subsets.rename({ id, name: tidy, shown }),
    );
    if (done !== undefined) name.forget();
  };
  const keepNote = async (): Promise<void> => {
    if (note.edits === null) return;
    const done = await save(`Kept the note of ${subset.name}.`, note.edits, (client, shown) =>
      client.subsets.setNote({ id, note: note.values.note, shown }),
    );
    if (done !== undefined) note.forget();
  };
  return (
    <SpaceBetween size="m">
      <Link href={formatRoute(mpaRoute(mpa.id, 'accounts', { subset: subset.name }))}>
        {plural(subset.accounts, 'account')} in it
      </Link>
      <Button disabled={subset.accounts < 2} onClick={onSplit}>
        Split…
      </Button>
      <FormField label="Name">
        <SpaceBetween size="xs">
          <Input value={name.values.name} onChange={({ detail }) => name.set({ name: detail.value })} />
          <Button disabled={name.values.name.trim() === '' || name.edits === null} onClick={() => void rename()}>
            Rename
          </Button>
        </SpaceBetween>
      </FormField>
      <ChoiceSelect
        label="Billing workflow"
        choices={view.workflows}
        chosen={subset.workflow?.id ?? null}
        onChoose={(workflowId) =>
          void change(`Changed the workflow of ${subset.name}.`, (client) =>
            client.subsets.setWorkflow({ mpaId: mpa.id, subsets: { ids: [id] }, workflowId }),
          )
        }
      />
      <ChoiceSelect
        label="End customer"
        choices={view.endCustomers}
        chosen={subset.endCustomer?.id ?? null}
        onChoose={(endCustomerId) =>
          void change(`Changed the end customer of ${subset.name}.`, (client) =>
            client.subsets.setEndCustomer({ mpaId: mpa.id, subsets: { ids: [id] }, endCustomerId }),
          )
        }
      />
      <FormField label="Note">
        <SpaceBetween size="xs">
          <Textarea value={note.values.note} rows={3} onChange={({ detail }) => note.set({ note: detail.value })} />
          <Button disabled={note.edits === null} onClick={() => void keepNote()}>
            Keep the note
          </Button>
        </SpaceBetween>
      </FormField>
    </SpaceBetween>
  );
}
