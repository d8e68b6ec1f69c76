import type { ReactElement } from 'react';
import { useDemo } from '../session/demo.ts';
import { useSession } from '../session/session.ts';
import { CopyButton } from '../ui/copy.tsx';
import { Alert, Button } from '../ui/kit.ts';

/** Says on every page that all of it is made up, and leads back. */
export function DemoBanner(): ReactElement {
  const { host } = useSession();
  const { status, leave } = useDemo();
  const folder = status?.folder ?? '';
  return (
    <Alert type="info" action={<Button onClick={() => void leave()}>Go back to your ledger</Button>}>
      <strong>This is the demo:</strong> made-up data, apart from your own. Its account lists, sheets and tickets are in{' '}
      <span className="copyable">{folder}</span> <CopyButton text={folder} what="the path of the demo's folder" />{' '}
      {host.can.saveToPath ? (
        <Button variant="inline-link" onClick={() => void host.reveal(folder)}>
          Show the folder
        </Button>
      ) : null}
    </Alert>
  );
}
