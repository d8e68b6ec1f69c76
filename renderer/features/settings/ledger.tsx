import { useState } from 'react';
import type { ReactElement } from 'react';
import type { LedgerStatus } from '../../../shared/contract/ledger.ts';
import { useDemo } from '../../session/demo.ts';
import { useSession } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { CopyButton } from '../../ui/copy.tsx';
import { Alert, Box, Button, Container, Header, KeyValuePairs, SpaceBetween } from '../../ui/kit.ts';

/** Where the ledger lies, a way to its folder, and the demo. */
export function Ledger({ ledger: { path, demo, madePrivate, openFolders } }: { ledger: LedgerStatus }): ReactElement {
  const { host, notices } = useSession();
  const reveal = async (): Promise<void> => {
    if (await host.reveal(path)) return;
    notices.show({ kind: 'warning', text: 'The folder could not be opened. Copy the path and open it by hand.' });
  };
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="The one file that everything is kept in. Credentials are never in it."
          actions={host.can.saveToPath ? <Button onClick={() => void reveal()}>Open its folder</Button> : undefined}
        >
          Ledger
        </Header>
      }
    >
      <KeyValuePairs
        columns={2}
        items={[
          {
            label: demo ? 'File of the demo' : 'File',
            value: (
              <span className="copyable">
                {path} <CopyButton text={path} what="the path of the ledger" />
              </span>
            ),
          },
          { label: 'Demo', value: <DemoChoice /> },
        ]}
      />
      {openFolders.map((sentence) => (
        <Alert key={sentence} type="warning">
          {sentence}
        </Alert>
      ))}
      {madePrivate.length === 0 ? null : (
        <Alert type="info">
          Other users of this computer could read these until now; they are yours alone from here on:{' '}
          {madePrivate.join(', ')}
        </Alert>
      )}
    </Container>
  );
}

/** Opens the demo, leaves it, or makes it anew. */
function DemoChoice(): ReactElement {
  const { status, open, leave } = useDemo();
  const [asking, setAsking] = useState(false);
  if (status === null || !status.offered) return <Box>There is none here.</Box>;
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        {status.open ? (
          <Button onClick={() => void leave()}>Go back to your ledger</Button>
        ) : (
          <Button onClick={() => void open()}>Open the demo</Button>
        )}
        {status.open ? <Button onClick={() => setAsking(true)}>Make the demo anew…</Button> : null}
      </SpaceBetween>
      {asking ? (
        <Confirm
          title="Make the demo anew"
          confirmText="Make the demo anew"
          onConfirm={() => {
            setAsking(false);
            void open({ anew: true });
          }}
          onCancel={() => setAsking(false)}
        >
          What you have changed in the demo is lost, and the files in its folder are written again. Your own ledger is
          not touched.
        </Confirm>
      ) : null}
    </>
  );
}
