import { useState } from 'react';
import type { ReactElement } from 'react';
import { z } from 'zod';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { download } from '../../ui/download.ts';
import { toFailure } from '../../session/failure.ts';
import type { Failure } from '../../session/failure.ts';
import { useRemembered, useSession } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { FolderField } from '../../ui/folder-field.tsx';
import { Alert, Box, SpaceBetween } from '../../ui/kit.ts';
import { WORDS } from './words.ts';

/** Saves the hand-off mail to the vendor and crawler-cfn.yml: the same bytes that are deployed. */
export function HandOffForm({ mpa, onClose }: { mpa: MpaSummary; onClose: () => void }): ReactElement {
  const { api, host, notices } = useSession();
  const [folder, setFolder] = useRemembered('tickets/folder', z.string(), '');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const choose = async (): Promise<void> => {
    const chosen = await host.pickFolder('Choose the folder for the files');
    if (chosen !== null) setFolder(chosen);
  };
  const save = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      const { client } = await api.connected();
      if (host.can.saveToPath) {
        const { files } = await client.aws.handOff({ mpaId: mpa.id, folder });
        const mail = files.find((path) => path.endsWith('.eml'));
        notices.show({
          kind: 'success',
          text: `Written: ${files.join(', ')}.`,
          ...(mail === undefined ? {} : { action: { text: 'Open mail draft', run: () => void host.openFile(mail) } }),
        });
      } else {
        const { files } = await client.aws.handOffFiles({ mpaId: mpa.id });
        for (const file of files) download(file);
        notices.show({ kind: 'success', text: `Made: ${files.map(({ name }) => name).join(', ')}.` });
      }
      onClose();
    } catch (error) {
      setFailure(toFailure(error));
    }
    setBusy(false);
  };
  return (
    <Confirm
      title={WORDS.handOff}
      confirmText="Save files"
      busy={busy}
      disabled={host.can.saveToPath && folder === ''}
      onConfirm={() => void save()}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        {failure === null ? null : <Alert type="error">{failure.message}</Alert>}
        <Box>{WORDS.handOffText}</Box>
        {host.can.saveToPath ? (
          <FolderField value={folder} onChoose={() => void choose()} />
        ) : (
          <Box>The files go to the folder of your browser’s downloads.</Box>
        )}
      </SpaceBetween>
    </Confirm>
  );
}
