import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { PROFILE_KIND_NAMES, SANDBOX_PROFILE } from '../../../shared/domain/aws/profile.ts';
import type { AwsProfile } from '../../../shared/domain/aws/profile.ts';
import { inLinks } from '../../session/action-words.ts';
import { useAct, useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import {
  Box,
  Button,
  ColumnLayout,
  Container,
  FormField,
  Select,
  SpaceBetween,
  StatusIndicator,
} from '../../ui/kit.ts';
import { DueText } from '../../ui/time.tsx';
import { AccountIdText } from '../../ui/account-id.tsx';
import { Said } from '../../ui/said.tsx';
import { PractiseInSandbox, StartSandbox } from './start-sandbox.tsx';
import { WORDS } from './words.ts';

/** With which profile of this computer the payer account is reached, how that stands, and the way to sign in. */
export function ProfilePicker({
  mpa,
  onSandboxStarted,
}: {
  mpa: MpaSummary;
  onSandboxStarted: () => void;
}): ReactElement {
  const { jobs, notices, queries } = useSession();
  const { attempt, change } = useAct();
  const { data, refresh } = useRead(queries.aws.profiles.queryOptions());
  const profiles = data ?? [];
  const chosen = profiles.find(({ name }) => name === mpa.profileName) ?? null;
  const options = profiles.map((profile) => ({
    value: profile.name,
    label: profile.name,
    description: PROFILE_KIND_NAMES[profile.kind],
    ...(profile.accountId === null ? {} : { labelTag: profile.accountId }),
  }));
  const signIn = async (name: string): Promise<void> => {
    await attempt(async (client) => {
      await jobs.run(`Signing in ${name}: go on in the browser`, (signal) =>
        client.aws.login({ profile: name }, { signal }),
      );
      notices.show({ kind: 'success', text: `Signed in ${name}.` });
    });
    refresh();
  };
  return (
    <Container>
      <ColumnLayout columns={2}>
        <FormField label={WORDS.profile} description={WORDS.noProfile}>
          <Select
            options={options}
            selectedOption={
              mpa.profileName === null ? null : { value: mpa.profileName, label: chosen?.name ?? mpa.profileName }
            }
            placeholder={WORDS.chooseProfile}
            statusType={data === null ? 'loading' : 'finished'}
            empty="There are no AWS profiles on this computer."
            filteringType="auto"
            onChange={({ detail: { selectedOption } }) => {
              const name = selectedOption.value;
              if (name === undefined) return;
              void change(`${mpa.name} is reached with the profile ${name}.`, (client) =>
                client.mpas.set({ id: mpa.id, profileName: name }),
              );
            }}
          />
        </FormField>
        <SpaceBetween size="s">
          <Health mpa={mpa} profile={chosen} known={data !== null} onSignIn={(name) => void signIn(name)} />
          {mpa.profileName === SANDBOX_PROFILE && data !== null && chosen?.health.state !== 'ready' ? (
            <StartSandbox
              mpa={mpa}
              onStarted={() => {
                refresh();
                onSandboxStarted();
              }}
            />
          ) : null}
          {mpa.profileName === SANDBOX_PROFILE ? null : <PractiseInSandbox mpa={mpa} />}
        </SpaceBetween>
      </ColumnLayout>
    </Container>
  );
}

function Health(props: {
  readonly mpa: MpaSummary;
  readonly profile: AwsProfile | null;
  readonly known: boolean;
  readonly onSignIn: (name: string) => void;
}): ReactElement | null {
  const { mpa, profile, known, onSignIn } = props;
  if (mpa.profileName === null || !known) return null;
  if (profile === null || (profile.kind === 'simulated' && profile.health.state !== 'ready')) {
    if (mpa.profileName === SANDBOX_PROFILE)
      return <StatusIndicator type="stopped">{WORDS.notRunning}</StatusIndicator>;
    return <StatusIndicator type="error">{`There is no profile ${mpa.profileName} on this computer.`}</StatusIndicator>;
  }
  const { state, sentence, remedy, expiresAt } = profile.health;
  const type = state === 'ready' ? 'success' : state === 'broken' ? 'error' : 'warning';
  const canSignIn = ['sso-session', 'sso-legacy', 'aws-login'].includes(profile.kind);
  return (
    <div>
      <StatusIndicator type={type}>{sentence}</StatusIndicator>
      {expiresAt === null ? null : (
        <Box color="text-body-secondary">
          The sign-in ends <DueText at={expiresAt} />.
        </Box>
      )}
      {remedy === '' ? null : (
        <Box color="text-body-secondary">
          <Said parts={inLinks(remedy)} />
        </Box>
      )}
      {profile.accountId === null ? null : (
        <StatusIndicator type={profile.accountId === mpa.id ? 'success' : 'warning'}>
          <>
            account <AccountIdText id={profile.accountId} />
            {profile.accountId === mpa.id ? ' matches' : ' is another one than this payer account'}
          </>
        </StatusIndicator>
      )}
      {canSignIn ? <Button onClick={() => onSignIn(profile.name)}>{WORDS.signIn}</Button> : null}
    </div>
  );
}
