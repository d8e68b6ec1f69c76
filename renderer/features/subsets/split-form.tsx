import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Account } from '../../../shared/contract/accounts.ts';
import type { AccountWhere } from '../../../shared/contract/account-where.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { SubsetSummary } from '../../../shared/contract/subsets.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { useAct, useSession } from '../../session/session.ts';
import { skipToken, useRead } from '../../session/use-read.ts';
import { useRowPages } from '../../session/use-row-pages.ts';
import { useBusy } from '../../session/use-submit.ts';
import { AccountIdText } from '../../ui/account-id.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Alert, Checkbox, FormField, Header, Input, SpaceBetween } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { LongText } from '../../ui/long-text.tsx';
import { RowsTable } from '../../ui/rows-table.tsx';
import { formatCount, plural } from '../../ui/words.ts';
import { AccountFilter } from '../accounts/account-filter.tsx';
import { FailureAlert } from '../failure-alert.tsx';
import { splitSelection, subsetAccounts } from './store.ts';

const EVERY: AccountWhere = { operation: 'and', tokens: [] };

/** Puts some accounts of a subset into a new one: those that are selected, or all that a filter fits. Shows first how many move. */
export function SplitForm(props: {
  readonly mpa: MpaSummary;
  readonly subset: SubsetSummary;
  readonly onClose: () => void;
}): ReactElement {
  const { mpa, subset, onClose } = props;
  const { queries } = useSession();
  const { change } = useAct();
  const [name, setName] = useState('');
  const [where, setWhere] = useState(EVERY);
  const [ids, setIds] = useState<readonly AccountId[]>([]);
  const [keepWorkflow, setKeepWorkflow] = useState(true);
  const [keepEndCustomer, setKeepEndCustomer] = useState(false);
  const [busy, during] = useBusy();
  const asked = { mpaId: mpa.id, subsetId: subset.id, where };
  const pages = useRowPages(subsetAccounts(queries, asked));
  const accounts = splitSelection(ids, asked);
  const input = accounts === null ? skipToken : { id: subset.id, accounts };
  const { data: preview, failure } = useRead(queries.subsets.previewSplit.queryOptions({ input }));
  const moves = preview?.moves ?? 0;
  const title = name.trim() === '' ? 'the new subset' : name.trim();
  const split = async (): Promise<void> => {
    if (accounts === null || preview === null) return;
    const done = await change(`Moved ${plural(moves, 'account')} of ${subset.name} into ${title}.`, (client) =>
      client.subsets.split({
        id: subset.id,
        accounts,
        name: name.trim(),
        keepWorkflow,
        keepEndCustomer,
        revision: preview.revision,
      }),
    );
    if (done !== undefined) onClose();
  };
  return (
    <Confirm
      title={`Split ${subset.name}`}
      size="large"
      confirmText={`Move ${plural(moves, 'account')} into ${title}`}
      busy={busy}
      disabled={name.trim() === '' || moves === 0}
      onConfirm={() => void during(split)}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <FormField label="Name of the new subset">
          <Input value={name} onChange={({ detail }) => setName(detail.value)} />
        </FormField>
        <RowsTable
          pages={pages}
          columns={COLUMNS}
          rowId={({ id }) => id}
          label={`Accounts of ${subset.name}`}
          variant="container"
          header={
            <Header
              variant="h3"
              counter={ids.length === 0 ? `(${pages.total ?? ''})` : `(${ids.length}/${pages.total ?? ''})`}
              description="Select accounts, or filter: then all that match go."
            >
              Which accounts go
            </Header>
          }
          filter={<AccountFilter mpaId={mpa.id} where={where} total={pages.total} onChange={setWhere} />}
          empty={<Empty title="No account of this subset matches" />}
          selection={{
            type: 'multi',
            selected: pages.rows.filter(({ id }) => ids.includes(id)),
            onChange: (rows) => {
              const here = new Set(pages.rows.map(({ id }) => id));
              setIds([...ids.filter((id) => !here.has(id)), ...rows.map(({ id }) => id)]);
            },
            rowLabel: ({ id, name: of }) => `${id} ${of}`,
          }}
        />
        <FailureAlert failure={failure} />
        {accounts === null || preview === null ? null : (
          <Alert type={preview.stays === 0 ? 'warning' : 'info'} statusIconAriaLabel="What would happen">
            {ids.length === 0 ? 'All that match the filter go: ' : 'Those that are selected go: '}
            {plural(preview.moves, 'account moves', 'accounts move')} into {title}, {formatCount(preview.stays)}{' '}
            {preview.stays === 1 ? 'stays' : 'stay'} in <bdi>{subset.name}</bdi>.
          </Alert>
        )}
        {subset.workflow === null ? null : (
          <Checkbox checked={keepWorkflow} onChange={({ detail }) => setKeepWorkflow(detail.checked)}>
            The new subset is billed by <bdi>{subset.workflow.name}</bdi> too
          </Checkbox>
        )}
        {subset.endCustomer === null ? null : (
          <Checkbox checked={keepEndCustomer} onChange={({ detail }) => setKeepEndCustomer(detail.checked)}>
            The new subset belongs to <bdi>{subset.endCustomer.name}</bdi> too
          </Checkbox>
        )}
      </SpaceBetween>
    </Confirm>
  );
}

const COLUMNS: TableProps.ColumnDefinition<Account>[] = [
  { id: 'id', header: 'Account ID', width: 170, isRowHeader: true, cell: ({ id }) => <AccountIdText id={id} /> },
  { id: 'name', header: 'Name', width: 260, cell: ({ name }) => (name === '' ? '–' : <LongText text={name} />) },
  { id: 'email', header: 'E-mail', width: 260, cell: ({ email }) => (email === '' ? '–' : <LongText text={email} />) },
];
