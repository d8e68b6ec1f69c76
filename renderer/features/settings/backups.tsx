import { useState } from 'react';
import type { ReactElement } from 'react';
import type { BackupFile, OtherBackup } from '../../../shared/contract/ledger.ts';
import { useLedgerActions } from '../../session/ledger-actions.ts';
import { useAct, useSession } from '../../session/session.ts';
import { useBusy } from '../../session/use-submit.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Alert, Button, FormField, Header, Input, SpaceBetween, Table } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { TimeText } from '../../ui/time.tsx';
import { formatCount } from '../../ui/words.ts';

const KIB = 1024;

/** The copies of the ledger: make one, restore one. Those of other ledgers in the same folder are listed apart. */
export function Backups(props: {
  readonly backups: readonly BackupFile[];
  readonly others: readonly OtherBackup[];
  /** Told that there is one more: the ledger itself is as before. */
  readonly onMade: () => void;
}): ReactElement {
  const { backups, others, onMade } = props;
  const { backUp } = useLedgerActions();
  const [restoring, setRestoring] = useState<BackupFile | OtherBackup | null>(null);
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
      {others.length === 0 ? null : (
        <Table
          header={
            <Header
              variant="h2"
              counter={`(${others.length})`}
              description="They lie in the same folder, and hold what another ledger held."
            >
              Backups of other ledgers
            </Header>
          }
          items={others}
          trackBy="path"
          wrapLines
          ariaLabels={{ tableLabel: 'Backups of other ledgers' }}
          columnDefinitions={[{ id: 'of', header: 'Ledger', cell: ({ of }) => of }, ...columnsOf(setRestoring)]}
        />
      )}
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

function Restore(props: { readonly backup: BackupFile | OtherBackup; readonly onClose: () => void }): ReactElement {
  const { backup, onClose } = props;
  const of = 'of' in backup ? backup.of : null;
  const [name, setName] = useState('');
  const { notices } = useSession();
  const { attempt } = useAct();
  const [busy, during] = useBusy();
  const restore = async (): Promise<void> => {
    const done = await attempt(
      (client) => client.ledger.restore({ path: backup.path, of }),
      'The backup was not restored',
    );
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
      disabled={of !== null && name.trim() !== of}
      onConfirm={() => void during(restore)}
      onCancel={onClose}
    >
      <SpaceBetween size="s">
        <Alert type="warning">
          {of === null ? 'The ledger becomes what it was on ' : 'The ledger becomes what the other one was on '}
          <TimeText at={backup.at} />. {of === null ? 'Everything done since' : 'Everything done in yours'} is not in it
          any more; the ledger as it is now is kept aside as a file.
        </Alert>
        <span className="copyable">{backup.path}</span>
        {of === null ? null : (
          <FormField
            label="Name of the other ledger"
            description={`This is no backup of your ledger, but of another one. Write its name, ${of}, to put it in the place of yours.`}
          >
            <Input value={name} onChange={({ detail }) => setName(detail.value)} />
          </FormField>
        )}
      </SpaceBetween>
    </Confirm>
  );
}
