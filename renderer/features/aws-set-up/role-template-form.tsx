import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { PickedFile } from '../../host.ts';
import { useSession } from '../../session/session.ts';
import { useSubmit } from '../../session/use-submit.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Box, Button, FormField, SpaceBetween } from '../../ui/kit.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { StackNameField } from './stack-name-field.tsx';
import { WORDS } from './words.ts';

/** Takes the template of the access role as a file, where the vendor's console gives no link. */
export function RoleTemplateForm(props: {
  readonly mpa: MpaSummary;
  readonly onKept: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { mpa, onKept, onClose } = props;
  const { host, jobs } = useSession();
  const { busy, failure, submit } = useSubmit();
  const [file, setFile] = useState<PickedFile | null>(null);
  const [stackName, setStackName] = useState('');
  const choose = async (): Promise<void> => {
    const files = await host.pickFiles({
      title: 'Choose the template of the access role',
      filters: [{ name: 'CloudFormation templates', extensions: ['yml', 'yaml', 'json', 'template'] }],
    });
    if (files?.[0]) setFile(files[0]);
  };
  const keep = (source: PickedFile): Promise<void> =>
    submit(async (client) => {
      await jobs.run(`Reading the access role’s template for ${mpa.name}`, (signal) =>
        client.aws.roleTemplate({ mpaId: mpa.id, source, stackName: stackName.trim() || null }, { signal }),
      );
      onClose();
      onKept();
    });
  return (
    <Confirm
      title={WORDS.roleTemplate}
      confirmText="Keep the template"
      busy={busy}
      disabled={file === null}
      onConfirm={() => file && void keep(file)}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <FailureAlert failure={failure} />
        <FormField label="Template" description={WORDS.roleTemplateText}>
          <SpaceBetween direction="horizontal" size="xs" alignItems="center">
            <Button onClick={() => void choose()}>Choose file…</Button>
            <Box>{file === null ? 'No file is chosen yet' : file.name}</Box>
          </SpaceBetween>
        </FormField>
        <StackNameField value={stackName} onChange={setStackName} />
      </SpaceBetween>
    </Confirm>
  );
}
