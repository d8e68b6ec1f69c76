import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ExtractorAccounts } from '../../../shared/contract/aws.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { accountId, isAccountId } from '../../../shared/domain/account-id.ts';
import { toFailure } from '../../session/failure.ts';
import type { Failure } from '../../session/failure.ts';
import { useSession } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Alert, FormField, Input, RadioGroup, SpaceBetween, Textarea } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';
import { WORDS } from './words.ts';

type Kind = ExtractorAccounts['kind'];

/** Takes the link that the vendor sent, and whose cost data the extractor is to send. */
export function LinkForm(props: {
  readonly mpa: MpaSummary;
  readonly onKept: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { mpa, onKept, onClose } = props;
  const { api, jobs } = useSession();
  const [url, setUrl] = useState('');
  const [kind, setKind] = useState<Kind>('all');
  const [list, setList] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const accounts = toAccounts(kind, list);
  const keep = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      const { client } = await api.connected();
      await jobs.run(`Looking at the vendor's link for ${mpa.name}`, (signal) =>
        client.aws.link({ mpaId: mpa.id, url: url.trim(), kind: null, accounts, stackName: null }, { signal }),
      );
      onClose();
      onKept();
    } catch (error) {
      setFailure(toFailure(error));
    }
    setBusy(false);
  };
  return (
    <Confirm
      title={WORDS.link}
      confirmText="Look at the link"
      size="large"
      busy={busy}
      disabled={url.trim() === '' || accounts === null}
      onConfirm={() => void keep()}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        {failure === null ? null : <Alert type="error">{failure.message}</Alert>}
        <FormField
          label="Link"
          description="As it stands in the vendor's mail or console. What it has filled in is locked: the vendor asks not to change it."
        >
          <Textarea
            value={url}
            rows={4}
            onChange={({ detail }) => setUrl(detail.value)}
            placeholder="https://console.aws.amazon.com/cloudformation/home#/stacks/create/review?templateURL=…"
          />
        </FormField>
        <FormField label="Accounts whose cost data the extractor sends">
          <RadioGroup
            value={kind}
            items={[
              {
                value: 'all',
                label: `All accounts of the payer (${plural(mpa.accounts, 'account')} in the ledger)`,
                description: 'The list stays blank, as the vendor recommends.',
              },
              { value: 'subsets', label: 'The accounts of some subsets', description: 'Names, one a line.' },
              {
                value: 'accounts',
                label: 'Some accounts',
                description: 'Account IDs, one a line or separated by commas.',
              },
            ]}
            onChange={({ detail }) => setKind(detail.value as Kind)}
          />
        </FormField>
        {kind === 'all' ? null : (
          <FormField
            label={kind === 'subsets' ? 'Subsets' : 'Account IDs'}
            errorText={accounts === null && list.trim() !== '' ? 'An account ID has 12 digits.' : null}
          >
            {kind === 'subsets' ? (
              <Textarea value={list} rows={3} onChange={({ detail }) => setList(detail.value)} />
            ) : (
              <Input value={list} onChange={({ detail }) => setList(detail.value)} />
            )}
          </FormField>
        )}
      </SpaceBetween>
    </Confirm>
  );
}

/** Whose accounts, as they were typed; null where nothing that makes sense was. */
export function toAccounts(kind: Kind, list: string): ExtractorAccounts | null {
  if (kind === 'all') return { kind };
  if (kind === 'subsets') {
    const names = list
      .split('\n')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    return names.length === 0 ? null : { kind, names };
  }
  const ids = list.split(/[\s,;]+/u).filter((id) => id !== '');
  return ids.length === 0 || !ids.every(isAccountId) ? null : { kind, ids: ids.map((id) => accountId(id)) };
}
