import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { SubsetSummary } from '../../../shared/contract/subsets.ts';
import { formatRoute, mpaRoute } from '../../session/route.ts';
import { useAct } from '../../session/session.ts';
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
  const { change } = useAct();
  const [name, setName] = useState(subset.name);
  const [note, setNote] = useState(subset.note);
  const { id } = subset;
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
          <Input value={name} onChange={({ detail }) => setName(detail.value)} />
          <Button
            disabled={name.trim() === '' || name === subset.name}
            onClick={() =>
              void change(`Renamed ${subset.name} to ${name.trim()}.`, (client) =>
                client.subsets.rename({ id, name: name.trim() }),
              )
            }
          >
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
          <Textarea value={note} rows={3} onChange={({ detail }) => setNote(detail.value)} />
          <Button
            disabled={note === subset.note}
            onClick={() =>
              void change(`Kept the note of ${subset.name}.`, (client) => client.subsets.setNote({ id, note }))
            }
          >
            Keep the note
          </Button>
        </SpaceBetween>
      </FormField>
    </SpaceBetween>
  );
}
