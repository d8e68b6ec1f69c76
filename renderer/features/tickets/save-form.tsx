import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { sheetFormatSchema } from '../../../shared/contract/sheets.ts';
import type { SavedTicketFile, TicketFileBytes } from '../../../shared/contract/tickets.ts';
import { useRemembered, useSession } from '../../session/session.ts';
import { useFolder } from '../../session/use-folder.ts';
import { useSubmit } from '../../session/use-submit.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { download } from '../../ui/download.ts';
import { FolderField } from '../../ui/folder-field.tsx';
import { FormatField } from '../../ui/format-field.tsx';
import { Checkbox, SpaceBetween } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { Consent, needsConsent } from './findings.tsx';
import type { TicketItem, TicketView } from './store.ts';

/** Writes the text, the sheet and the mail draft of a ticket into a folder. */
export function SaveForm(props: {
  readonly mpa: MpaSummary;
  readonly item: TicketItem;
  readonly view: TicketView;
  readonly onClose: () => void;
}): ReactElement {
  const { mpa, item, view, onClose } = props;
  const { host, jobs, notices } = useSession();
  const { busy, failure, submit } = useSubmit();
  const folder = useFolder('tickets/folder');
  const [format, setFormat] = useRemembered('tickets/format', sheetFormatSchema, 'xlsx');
  const [overwrite, setOverwrite] = useState(false);
  const [force, setForce] = useState(false);
  const isDraft = view.ticket === null || view.ticket.state === 'draft';
  const save = (): Promise<void> =>
    submit(async (client) => {
      const of = view.ticket ? { id: view.ticket.id } : { mpaId: mpa.id, kind: item.plan.kind };
      if (!folder.canChoose) {
        const { files } = await jobs.run<object, { files: TicketFileBytes[] }>(
          `Making the files of '${item.plan.name}'`,
          (signal) => client.tickets.files({ ...of, format, force }, { signal }),
        );
        for (const file of files) download(file);
        notices.show({ kind: 'success', text: `${plural(files.length, 'file')} made: ${namesOf(files)}.` });
        onClose();
        return;
      }
      const { files } = await jobs.run<object, { files: SavedTicketFile[] }>(
        `Writing the files of '${item.plan.name}'`,
        (signal) => client.tickets.save({ ...of, folder: folder.path, format, overwrite, force }, { signal }),
      );
      const mail = files.find(({ role }) => role === 'mail');
      notices.show({
        kind: 'success',
        text: `${plural(files.length, 'file')} written: ${namesOf(files)}.`,
        ...(mail ? { action: { text: 'Open mail draft', run: () => void host.openFile(mail.path) } } : {}),
      });
      onClose();
    });
  return (
    <Confirm
      title={`Save files: ${item.plan.name}`}
      confirmText="Save files"
      busy={busy}
      disabled={folder.isMissing || (isDraft && needsConsent(item) && !force)}
      onConfirm={() => void save()}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <FailureAlert failure={failure} />
        {isDraft ? <Consent mpa={mpa} item={item} given={force} onChange={setForce} /> : null}
        <FolderField folder={folder} />
        <FormatField label="Format of the sheet" format={format} onChange={setFormat} />
        {folder.canChoose ? (
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
