import { useState } from 'react';
import type { ReactElement } from 'react';
import type { BackupFile } from '../../../shared/contract/ledger.ts';
import { useLedgerActions } from '../../session/ledger-actions.ts';
import { useAct, useSession } from '../../session/session.ts';
import { useBusy } from '../../session/use-submit.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Alert, Button, Header, SpaceBetween, Table } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { TimeText } from '../../ui/time.tsx';
import { formatCount } from '../../ui/words.ts';

const KIB = 1024;

/** The copies of the ledger: make one, restore one. */
export function Backups(props: {
  readonly backups: readonly BackupFile[];
  /** Told that there is one more: the ledger itself is as before. */
  readonly onMade: () => void;
}): ReactElement {
  const { backups, onMade } = props;
  const { backUp } = useLedgerActions();
  const [restoring, setRestoring] = useState<BackupFile | null>(null);
  const backup = async (): Promise<void> => {
    if ((await backUp()) !== null) onMade();
  };
  return (
    <>
      <Table
        header={
          <Header
            variant="h2"
            counter={`(${backups.length})`}
            actions={<Button onClick={() => void backup()}>Back up now</Button>}
          >
            Backups
          </Header>
        }
        items={backups}
        trackBy="path"
        wrapLines
        empty={<Empty title="No backups yet" text="One is made every day on which something is changed." />}
        ariaLabels={{ tableLabel: 'Backups' }}
        columnDefinitions={columnsOf(setRestoring)}
      />
      {restoring === null ? null : <Restore backup={restoring} onClose={() => setRestoring(null)} />}
    </>
  );
}

function columnsOf(restore: (backup: BackupFile) => void): TableProps.ColumnDefinition<BackupFile>[] {
  return [
    { id: 'at', header: 'When', isRowHeader: true, cell: ({ at }) => <TimeText at={at} /> },
    { id: 'size', header: 'Size', cell: ({ bytes }) => `${formatCount(Math.ceil(bytes / KIB))} KiB` },
    { id: 'path', header: 'File', cell: ({ path }) => <span className="copyable">{path}</span> },
    {
      id: 'restore',
      header: 'Restore',
      cell: (backup) => (
        <Button variant="inline-link" onClick={() => restore(backup)} ariaLabel={`Restore the backup ${backup.path}`}>
          Restore…
        </Button>
      ),
    },
  ];
}

function Restore({ backup, onClose }: { backup: BackupFile; onClose: () => void }): ReactElement {
  const { notices } = useSession();
  const { attempt } = useAct();
  const [busy, during] = useBusy();
  const restore = async (): Promise<void> => {
    const done = await attempt((client) => client.ledger.restore({ path: backup.path }), 'The backup was not restored');
    if (done === undefined) return;
    const aside = done.keptAside === null ? '' : ` The ledger as it was is kept at ${done.keptAside}.`;
    notices.show({ kind: 'success', text: `Restored.${aside}` });
    onClose();
  };
  return (
    <Confirm
      title="Restore a backup"
      confirmText="Restore the ledger"
      busy={busy}
      onConfirm={() => void during(restore)}
      onCancel={onClose}
    >
      <SpaceBetween size="s">
        <Alert type="warning">
          The ledger becomes what it was on <TimeText at={backup.at} />. Everything done since is not in it any more;
          the ledger as it is now is kept aside as a file.
        </Alert>
        <span className="copyable">{backup.path}</span>
      </SpaceBetween>
    </Confirm>
  );
}
