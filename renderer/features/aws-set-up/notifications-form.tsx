import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { useSession } from '../../session/session.ts';
import { useFolder } from '../../session/use-folder.ts';
import { useRead } from '../../session/use-read.ts';
import { useSubmit } from '../../session/use-submit.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { CopyButton } from '../../ui/copy.tsx';
import { download } from '../../ui/download.ts';
import { FolderField } from '../../ui/folder-field.tsx';
import { Box, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { WORDS } from './words.ts';

/** Shows and saves the notifications that the bucket had before the Athena stack replaced them. */
export function NotificationsForm({ mpa, onClose }: { mpa: MpaSummary; onClose: () => void }): ReactElement {
  const { notices, queries } = useSession();
  const { data, failure: unread } = useRead(queries.aws.notifications.queryOptions({ input: { mpaId: mpa.id } }));
  const folder = useFolder('tickets/folder');
  const { busy, failure, submit } = useSubmit();
  const text = data === null ? '' : JSON.stringify(data.configuration, null, 2);
  const save = (): Promise<void> =>
    submit(async (client) => {
      if (folder.canChoose) {
        const { files } = await client.aws.saveNotifications({ mpaId: mpa.id, folder: folder.path });
        notices.show({ kind: 'success', text: `Written: ${files.join(', ')}.` });
      } else {
        const { name, configuration } = await client.aws.notifications({ mpaId: mpa.id });
        download({ name, base64: toBase64(JSON.stringify(configuration, null, 2)) });
        notices.show({ kind: 'success', text: `Made: ${name}.` });
      }
      onClose();
    });
  return (
    <Confirm
      title={WORDS.notifications}
      confirmText="Save the file"
      size="large"
      busy={busy}
      disabled={data === null || folder.isMissing}
      onConfirm={() => void save()}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <FailureAlert failure={failure ?? unread} />
        {unread !== null ? null : data === null ? (
          <StatusIndicator type="loading">Reading what was kept</StatusIndicator>
        ) : (
          <>
            <Box>
              The bucket {data.bucket} told before the Athena stack replaced it: {data.summary}. They can be put back
              when the step Athena stack is taken back.
            </Box>
            <CopyButton text={text} what="the notifications" label="Copy notifications" />
            <pre className="code-block">{text}</pre>
          </>
        )}
        <FolderField folder={folder} />
      </SpaceBetween>
    </Confirm>
  );
}

function toBase64(text: string): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)));
}
