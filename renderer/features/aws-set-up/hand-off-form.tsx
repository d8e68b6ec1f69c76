import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { useSession } from '../../session/session.ts';
import { useFolder } from '../../session/use-folder.ts';
import { useSubmit } from '../../session/use-submit.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { download } from '../../ui/download.ts';
import { FolderField } from '../../ui/folder-field.tsx';
import { Box, SpaceBetween } from '../../ui/kit.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { WORDS } from './words.ts';

/** Saves the hand-off mail to the vendor and crawler-cfn.yml: the same bytes that are deployed. */
export function HandOffForm({ mpa, onClose }: { mpa: MpaSummary; onClose: () => void }): ReactElement {
  const { host, notices } = useSession();
  const folder = useFolder('tickets/folder');
  const { busy, failure, submit } = useSubmit();
  const save = (): Promise<void> =>
    submit(async (client) => {
      if (folder.canChoose) {
        const { files } = await client.aws.handOff({ mpaId: mpa.id, folder: folder.path });
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
    });
  return (
    <Confirm
      title={WORDS.handOff}
      confirmText="Save files"
      busy={busy}
      disabled={folder.isMissing}
      onConfirm={() => void save()}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <FailureAlert failure={failure} />
        <Box>{WORDS.handOffText}</Box>
        <FolderField folder={folder} />
      </SpaceBetween>
    </Confirm>
  );
}
