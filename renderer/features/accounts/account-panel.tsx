import type { ReactElement } from 'react';
import type { Account } from '../../../shared/contract/accounts.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { useAct, useSession } from '../../session/session.ts';
import { useFields } from '../../session/use-fields.ts';
import { allOf, useRead } from '../../session/use-read.ts';
import { CopyButton } from '../../ui/copy.tsx';
import { Button, FormField, Input, KeyValuePairs, SpaceBetween, StatusIndicator, Textarea } from '../../ui/kit.ts';
import { TimeText } from '../../ui/time.tsx';
import { WhatHappened } from '../../ui/what-happened.tsx';
import { FailureAlert } from '../failure-alert.tsx';
import { STATUS_WORDS } from './status-words.ts';

/** One account beside the list: what is known of it, what can be changed, and what happened to it. */
export function AccountPanel({ id }: { id: AccountId }): ReactElement {
  const { queries } = useSession();
  const shown = useRead(queries.accounts.get.queryOptions({ input: { id } }));
  const changes = useRead(queries.history.of.queryOptions({ input: { entity: 'account', key: id, limit: 50 } }));
  const { data, failure } = allOf({ account: shown, history: changes });
  if (failure && data === null) return <FailureAlert failure={failure} />;
  if (data === null) return <StatusIndicator type="loading">Reading the account</StatusIndicator>;
  const { account, history } = data;
  return (
    <SpaceBetween size="m">
      <KeyValuePairs
        columns={2}
        items={[
          {
            label: 'Account ID',
            value: (
              <span className="copyable">
                {id} <CopyButton text={id} what="the account ID" />
              </span>
            ),
          },
          { label: 'Status', value: account.status === null ? 'not known' : STATUS_WORDS[account.status] },
          { label: 'Subset', value: account.subset?.name ?? 'none' },
          { label: 'Workflow', value: account.workflow?.name ?? 'none' },
          { label: 'End customer', value: account.endCustomer?.name ?? 'none' },
          { label: 'Joined', value: account.joinedAt === null ? 'not known' : <TimeText at={account.joinedAt} /> },
        ]}
      />
      <AccountFields account={account} />
      <WhatHappened changes={history} />
    </SpaceBetween>
  );
}

function AccountFields({ account }: { account: Account }): ReactElement {
  const { save } = useAct();
  const { id } = account;
  const { values, set, edits, forget } = useFields({ name: account.name, email: account.email, note: account.note });
  const keep = async (): Promise<void> => {
    if (edits === null) return;
    const done = await save(`Changed the account ${id}.`, edits, (client, shown) =>
      client.accounts.set({ id, ...edits.typed, shown }),
    );
    if (done !== undefined) forget();
  };
  return (
    <SpaceBetween size="s">
      <FormField label="Name">
        <Input value={values.name} onChange={({ detail }) => set({ name: detail.value })} />
      </FormField>
      <FormField label="E-mail">
        <Input value={values.email} onChange={({ detail }) => set({ email: detail.value })} />
      </FormField>
      <FormField label="Note">
        <Textarea value={values.note} rows={2} onChange={({ detail }) => set({ note: detail.value })} />
      </FormField>
      <Button disabled={edits === null} onClick={() => void keep()}>
        Save
      </Button>
    </SpaceBetween>
  );
}
