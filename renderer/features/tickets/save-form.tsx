import { useState } from 'react';
import type { ReactElement } from 'react';
import { z } from 'zod';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { SavedTicketFile, TicketFileBytes } from '../../../shared/contract/tickets.ts';
import { download } from '../../ui/download.ts';
import { toFailure } from '../../session/failure.ts';
import type { Failure } from '../../session/failure.ts';
import { useRemembered, useSession } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { FolderField } from '../../ui/folder-field.tsx';
import { Alert, Box, Checkbox, FormField, RadioGroup, SpaceBetween } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';
import type { TicketItem, TicketView } from './store.ts';

const formatSchema = z.enum(['xlsx', 'csv']);

/** Writes the text, the sheet and the mail draft of a ticket into a folder. */
export function SaveForm(props: {
  readonly mpa: MpaSummary;
  readonly item: TicketItem;
  readonly view: TicketView;
  readonly onClose: () => void;
}): ReactElement {
  const { mpa, item, view, onClose } = props;
  const { api, host, jobs, notices } = useSession();
  const [folder, setFolder] = useRemembered('tickets/folder', z.string(), '');
  const [format, setFormat] = useRemembered('tickets/format', formatSchema, 'xlsx');
  const [overwrite, setOverwrite] = useState(false);
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
      const id = view.ticket?.id ?? (await client.tickets.draft({ mpaId: mpa.id, kind: item.plan.kind })).id;
      if (!host.can.saveToPath) {
        const { files } = await jobs.run<object, { files: TicketFileBytes[] }>(
          `Making the files of '${item.plan.name}'`,
          (signal) => client.tickets.files({ id, format }, { signal }),
        );
        for (const file of files) download(file);
        notices.show({ kind: 'success', text: `${plural(files.length, 'file')} made: ${namesOf(files)}.` });
        onClose();
        return;
      }
      const { files } = await jobs.run<object, { files: SavedTicketFile[] }>(
        `Writing the files of '${item.plan.name}'`,
        (signal) => client.tickets.save({ id, folder: folder.trim(), format, overwrite }, { signal }),
      );
      const mail = files.find(({ role }) => role === 'mail');
      notices.show({
        kind: 'success',
        text: `${plural(files.length, 'file')} written: ${namesOf(files)}.`,
        ...(host.can.saveToPath && mail
          ? { action: { text: 'Open mail draft', run: () => void host.openFile(mail.path) } }
          : {}),
      });
      onClose();
    } catch (error) {
      setFailure(toFailure(error));
    }
    setBusy(false);
  };
  return (
    <Confirm
      title={`Save files: ${item.plan.name}`}
      confirmText="Save files"
      busy={busy}
      disabled={host.can.saveToPath && folder.trim() === ''}
      onConfirm={() => void save()}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        {failure === null ? null : <Alert type="error">{failure.message}</Alert>}
        {host.can.saveToPath ? (
          <FolderField value={folder} onChoose={() => void choose()} />
        ) : (
          <Box>The files go to the folder of your browser&rsquo;s downloads.</Box>
        )}
        <FormField label="Format of the sheet">
          <RadioGroup
            value={format}
            items={[
              { value: 'xlsx', label: 'Excel workbook (.xlsx)' },
              { value: 'csv', label: 'Comma-separated text (.csv)' },
            ]}
            onChange={({ detail }) => setFormat(formatSchema.parse(detail.value))}
          />
        </FormField>
        {host.can.saveToPath ? (
          <Checkbox checked={overwrite} onChange={({ detail }) => setOverwrite(detail.checked)}>
            Replace files of the same name
          </Checkbox>
        ) : null}
      </SpaceBetween>
    </Confirm>
  );
}

function namesOf(files: readonly { readonly name: string }[]): string {
  return files.map(({ name }) => name).join(', ');
}
