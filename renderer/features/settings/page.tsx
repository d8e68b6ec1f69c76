import type { ReactElement } from 'react';
import type { LedgerPageProps } from '../../session/page.ts';
import { useLive } from '../../session/session.ts';
import { CopyButton } from '../../ui/copy.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Container, Header, KeyValuePairs, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import { Backups } from './backups.tsx';
import { readSettings } from './store.ts';
import { Texts } from './texts.tsx';

/** To whom mails go and who signs them, where the ledger lies, and its backups. */
export function SettingsPage(_: LedgerPageProps): ReactElement {
  const { data, failure } = useLive(readSettings, null);
  if (data === null) {
    if (failure) return <Empty title="The settings can't be read" text={failure.message} />;
    return <StatusIndicator type="loading">Reading the settings</StatusIndicator>;
  }
  const { path } = data.ledger;
  return (
    <SpaceBetween size="l">
      <Header variant="h1">Settings</Header>
      <Texts settings={data.settings} />
      <Container header={<Header variant="h2">Ledger</Header>}>
        <KeyValuePairs
          items={[
            {
              label: 'File',
              value: (
                <span className="copyable">
                  {path} <CopyButton text={path} what="the path of the ledger" />
                </span>
              ),
            },
          ]}
        />
      </Container>
      <Backups backups={data.backups} />
    </SpaceBetween>
  );
}
