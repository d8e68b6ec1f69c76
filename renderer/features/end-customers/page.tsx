import { useState } from 'react';
import type { ReactElement } from 'react';
import type { EndCustomerSummary } from '../../../shared/contract/end-customers.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { inLinks } from '../../session/action-words.ts';
import { Details } from '../../session/details.tsx';
import type { MpaPageProps } from '../../session/page.ts';
import { formatRoute, mpaRoute } from '../../session/route.ts';
import { useAct, useSession } from '../../session/session.ts';
import { useFields } from '../../session/use-fields.ts';
import { useRead } from '../../session/use-read.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Alert, Button, FormField, Header, Input, SpaceBetween, Table, Textarea, TextFilter } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { LongText } from '../../ui/long-text.tsx';
import { Said } from '../../ui/said.tsx';
import { ShowLink } from '../../ui/show-link.tsx';
import { formatCount, plural } from '../../ui/words.ts';
import { shownEndCustomers } from './store.ts';

const NEW = { name: '', consoleEmail: '', spotOrgId: '', note: '' };

/** The end customers of a payer account, edited beside their list. */
export function EndCustomersPage({ mpa, params, setParams }: MpaPageProps): ReactElement {
  const { queries } = useSession();
  const { data, phase, failure, refresh } = useRead(
    queries.endCustomers.list.queryOptions({ input: { mpaId: mpa.id } }),
  );
  const [text, setText] = useState('');
  const all = data ?? [];
  const shown = shownEndCustomers(all, text);
  const open = all.find(({ id }) => String(id) === params['id']);
  const close = (): void => setParams({ id: null });
  const add = (
    <Button variant="primary" onClick={() => setParams({ id: 'new' })}>
      Add end customer
    </Button>
  );
  return (
    <>
      <Table
        variant="full-page"
        header={
          <Header variant="awsui-h1-sticky" counter={`(${all.length})`} actions={add}>
            End customers
          </Header>
        }
        filter={
          <TextFilter
            filteringText={text}
            filteringPlaceholder="Find end customers"
            filteringAriaLabel="Find end customers by name, e-mail or Spot Org ID"
            countText={text === '' ? '' : plural(shown.length, 'match', 'matches')}
            onChange={({ detail }) => setText(detail.filteringText)}
          />
        }
        columnDefinitions={columnsOf((id) => setParams({ id: String(id) }))}
        items={shown}
        trackBy={({ id }) => String(id)}
        loading={phase === 'loading'}
        loadingText="Reading the end customers"
        empty={
          failure ? (
            <Empty
              title="The end customers can't be read"
              text={<Said parts={inLinks(failure.text)} />}
              action={<Button onClick={refresh}>Read again</Button>}
            />
          ) : (
            <Empty
              title={all.length === 0 ? 'No end customers yet' : 'No end customer matches'}
              text={all.length === 0 ? 'Import a list that names them, or add the first one.' : ''}
              action={all.length === 0 ? add : <Button onClick={() => setText('')}>Clear the filter</Button>}
            />
          )
        }
        enableKeyboardNavigation
        wrapLines
        ariaLabels={{ tableLabel: `End customers of ${mpa.name}` }}
      />
      {open === undefined && params['id'] !== 'new' ? null : (
        <Details title={open?.label ?? 'Add end customer'} onClose={close}>
          <EndCustomerPanel key={open?.id ?? 'new'} mpa={mpa} customer={open ?? null} onClose={close} />
        </Details>
      )}
    </>
  );
}

function columnsOf(open: (id: number) => void): TableProps.ColumnDefinition<EndCustomerSummary>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      isRowHeader: true,
      minWidth: 200,
      cell: ({ id, mpaId, label }) => (
        <ShowLink href={formatRoute(mpaRoute(mpaId, 'end-customers', { id: String(id) }))} onShow={() => open(id)}>
          <LongText text={label} />
        </ShowLink>
      ),
    },
    { id: 'email', header: 'Spot console e-mail', minWidth: 220, cell: ({ consoleEmail }) => consoleEmail || '–' },
    { id: 'org', header: 'Spot Org ID', minWidth: 150, cell: ({ spotOrgId }) => spotOrgId || '–' },
    { id: 'subsets', header: 'Subsets', cell: ({ subsets }) => formatCount(subsets) },
    { id: 'accounts', header: 'Accounts', cell: ({ accounts }) => formatCount(accounts) },
  ];
}

function EndCustomerPanel(props: {
  readonly mpa: MpaSummary;
  /** Null: a new one. */
  readonly customer: EndCustomerSummary | null;
  readonly onClose: () => void;
}): ReactElement {
  const { mpa, customer, onClose } = props;
  const { change, save } = useAct();
  const { values: fields, set: setFields, edits, forget } = useFields(fieldsOf(customer ?? NEW));
  const [removing, setRemoving] = useState(false);
  const nothing = fields.name.trim() === '' && fields.consoleEmail.trim() === '' && fields.spotOrgId.trim() === '';
  const set = (name: keyof typeof NEW) => (value: string) => setFields({ [name]: value });
  const add = async (): Promise<void> => {
    const added = await change('Added the end customer.', (client) =>
      client.endCustomers.add({ mpaId: mpa.id, ...fields }),
    );
    if (added !== undefined) onClose();
  };
  const keep = async ({ id, label }: EndCustomerSummary): Promise<void> => {
    if (edits === null) return;
    const kept = await save(`Changed ${label}.`, edits, (client, shown) =>
      client.endCustomers.set({ id, ...edits.typed, shown }),
    );
    if (kept !== undefined) forget();
  };
  return (
    <SpaceBetween size="m">
      <Field label="Name" value={fields.name} onChange={set('name')} />
      <Field label="Spot console e-mail" value={fields.consoleEmail} onChange={set('consoleEmail')} />
      <Field label="Spot Org ID" value={fields.spotOrgId} onChange={set('spotOrgId')} />
      <FormField label="Note">
        <Textarea value={fields.note} rows={3} onChange={({ detail }) => set('note')(detail.value)} />
      </FormField>
      <SpaceBetween direction="horizontal" size="xs">
        <Button
          variant="primary"
          disabled={nothing || edits === null}
          onClick={() => void (customer === null ? add() : keep(customer))}
        >
          {customer === null ? 'Add end customer' : 'Save'}
        </Button>
        {customer === null ? null : <Button onClick={() => setRemoving(true)}>Remove…</Button>}
      </SpaceBetween>
      {removing && customer ? (
        <Remove customer={customer} onClose={() => setRemoving(false)} onRemoved={onClose} />
      ) : null}
    </SpaceBetween>
  );
}

function fieldsOf({ name, consoleEmail, spotOrgId, note }: typeof NEW): typeof NEW {
  return { name, consoleEmail, spotOrgId, note };
}

function Field(props: { label: string; value: string; onChange: (value: string) => void }): ReactElement {
  const { label, value, onChange } = props;
  return (
    <FormField label={label}>
      <Input value={value} onChange={({ detail }) => onChange(detail.value)} />
    </FormField>
  );
}

function Remove(props: { customer: EndCustomerSummary; onClose: () => void; onRemoved: () => void }): ReactElement {
  const { customer, onClose, onRemoved } = props;
  const { change } = useAct();
  const remove = async (): Promise<void> => {
    const removed = await change(`Removed ${customer.label}.`, (client) =>
      client.endCustomers.remove({ id: customer.id, force: true }),
    );
    if (removed !== undefined) onRemoved();
  };
  return (
    <Confirm
      title={`Remove ${customer.label}`}
      confirmText="Remove end customer"
      onConfirm={() => void remove()}
      onCancel={onClose}
    >
      <Alert type="warning">
        {customer.subsets === 0
          ? 'No subset has it.'
          : `${plural(customer.subsets, 'subset loses', 'subsets lose')} its end customer.`}{' '}
        It can be taken back.
      </Alert>
    </Confirm>
  );
}
