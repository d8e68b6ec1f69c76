import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ExtractorAccounts, LinkContents } from '../../../shared/contract/aws.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { act } from '../../../shared/domain/action.ts';
import { toFailure } from '../../session/failure.ts';
import { useSession } from '../../session/session.ts';
import { useSubmit } from '../../session/use-submit.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { FormField, RadioGroup, SpaceBetween, StatusIndicator, Textarea } from '../../ui/kit.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { ExtractorAccountsField } from './extractor-accounts-field.tsx';
import { LinkParameters } from './link-parameters.tsx';
import { StackNameField } from './stack-name-field.tsx';
import { WORDS } from './words.ts';

/** What `aws.link` asks for where it can't tell which stack the link is for; it may ask for a profile as well. */
const WHICH_STACK = act('aws.link-kind', { option: true });

/** Takes the link that the vendor sent: what it fills in is seen, and seen to be locked; the rest is chosen. */
export function LinkForm(props: {
  readonly mpa: MpaSummary;
  readonly onKept: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { mpa, onKept, onClose } = props;
  const { jobs } = useSession();
  const { busy, failure, submit } = useSubmit();
  const [accounts, setAccounts] = useState<ExtractorAccounts | null>({ kind: 'all' });
  const { url, contents, problem, take } = useLink(mpa);
  const [kind, setKind] = useState<'extractor' | 'access-role' | null>(null);
  const [stackName, setStackName] = useState('');
  const forRole = kind === 'access-role' || (contents !== null && 'CostAndUsageBucket' in contents.parameters);
  const keep = (): Promise<void> =>
    submit(async (client) => {
      await jobs.run(`Looking at the vendor’s link for ${mpa.name}`, (signal) =>
        client.aws.link(
          {
            mpaId: mpa.id,
            url: url.trim(),
            kind,
            accounts: forRole ? null : accounts,
            stackName: stackName.trim() || null,
          },
          { signal },
        ),
      );
      onClose();
      onKept();
    });
  return (
    <Confirm
      title={WORDS.link}
      confirmText="Keep the link"
      size="large"
      busy={busy}
      disabled={contents === null || accounts === null}
      onConfirm={() => void keep()}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <FailureAlert failure={failure} />
        <FormField label="Link" description={WORDS.linkText} errorText={problem}>
          <Textarea
            value={url}
            rows={3}
            onChange={({ detail }) => take(detail.value)}
            placeholder="https://console.aws.amazon.com/cloudformation/home#/stacks/create/review?templateURL=…"
          />
        </FormField>
        {contents === null && problem === null && url.trim() !== '' ? (
          <StatusIndicator type="loading">Reading the link</StatusIndicator>
        ) : null}
        {failure?.data['option'] === WHICH_STACK || kind !== null ? (
          <FormField label="What the link is for">
            <RadioGroup
              value={kind}
              items={[
                { value: 'extractor', label: 'The extractor stack' },
                { value: 'access-role', label: 'The access role stack' },
              ]}
              onChange={({ detail }) => setKind(detail.value === 'extractor' ? 'extractor' : 'access-role')}
            />
          </FormField>
        ) : null}
        {contents === null ? null : <LinkParameters contents={contents} />}
        {contents === null ? null : <StackNameField value={stackName} onChange={setStackName} />}
        {contents === null || forRole ? null : <ExtractorAccountsField mpa={mpa} onChange={setAccounts} />}
      </SpaceBetween>
    </Confirm>
  );
}

interface LinkState {
  readonly url: string;
  readonly contents: LinkContents | null;
  /** Why it is no link. */
  readonly problem: string | null;
}

/** The link as it is typed or pasted, read anew at every change; what came in too late is let go. */
function useLink(mpa: MpaSummary): LinkState & { readonly take: (url: string) => void } {
  const { api } = useSession();
  const [state, setState] = useState<LinkState>({ url: '', contents: null, problem: null });
  const take = (url: string): void => {
    setState({ url, contents: null, problem: null });
    if (url.trim() === '') return;
    void api
      .connected()
      .then(({ client }) => client.aws.readLink({ mpaId: mpa.id, url }))
      .then(
        (contents): LinkState => ({ url, contents, problem: null }),
        (error: unknown): LinkState => ({ url, contents: null, problem: toFailure(error).message }),
      )
      .then((read) => setState((now) => (now.url === url ? read : now)));
  };
  return { ...state, take };
}
