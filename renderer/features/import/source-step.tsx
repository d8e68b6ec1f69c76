import { useState } from 'react';
import type { ClipboardEvent, DragEvent, ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { useSession } from '../../session/session.ts';
import {
  Alert,
  Box,
  Button,
  ColumnLayout,
  Container,
  FormField,
  Header,
  SpaceBetween,
  StatusIndicator,
  Textarea,
} from '../../ui/kit.ts';
import type { ImportOrigin } from './store.ts';
import type { ImportWork } from './use-import.ts';
import { WORDS } from './words.ts';

const FILTERS = [{ name: 'Account lists', extensions: ['xlsx', 'csv', 'tsv', 'txt'] }];

/** From how many characters on a paste is taken at once: a browser's text box needs minutes for lists of thousands of lines. */
const LONG_PASTE = 20_000;

/** A drop zone, a paste box, and AWS Organizations. */
export function SourceStep(props: {
  readonly mpa: MpaSummary;
  readonly work: ImportWork;
  readonly open: (origin: ImportOrigin) => void;
}): ReactElement {
  const { mpa, work, open } = props;
  const { host } = useSession();
  const [text, setText] = useState('');
  const [over, setOver] = useState(false);
  const choose = async (): Promise<void> => {
    const [file] = (await host.pickFiles({ title: 'Choose an account list', filters: FILTERS })) ?? [];
    if (file) open({ kind: 'file', file });
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    // The files are there during the event alone.
    void host.droppedFiles(event.dataTransfer).then(([file]) => (file ? open({ kind: 'file', file }) : undefined));
  };
  const paste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData.getData('text/plain');
    if (pasted.length < LONG_PASTE || text !== '') return;
    event.preventDefault();
    open({ kind: 'text', text: pasted });
  };
  return (
    <SpaceBetween size="l">
      {work.kept?.importId === null ? (
        <Alert type="info" statusIconAriaLabel="Info" header={`The import of ${work.kept.name} can go on`}>
          {WORDS.ended}
        </Alert>
      ) : null}
      <div
        className={over ? 'drop-zone over' : 'drop-zone'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <SpaceBetween size="s" alignItems="center">
          <Box variant="strong">Drop a file here</Box>
          <Box color="text-body-secondary">.xlsx or .csv, as it came from the customer or from the AWS console</Box>
          <Button variant="primary" loading={work.busy} onClick={() => void choose()}>
            Choose a file…
          </Button>
          {work.summary === null ? null : <StatusIndicator>{`Open: ${work.kept?.name ?? ''}`}</StatusIndicator>}
        </SpaceBetween>
      </div>
      <ColumnLayout columns={2}>
        <Container fitHeight header={<Header variant="h3">{WORDS.paste}</Header>}>
          <SpaceBetween size="s">
            <div onPaste={paste}>
              <FormField label="Cells, with their header" description="Copied from Excel, LibreOffice or a text.">
                <Textarea value={text} rows={4} spellcheck={false} onChange={({ detail }) => setText(detail.value)} />
              </FormField>
            </div>
            <Button disabled={text.trim() === '' || work.busy} onClick={() => open({ kind: 'text', text })}>
              Use what was pasted
            </Button>
          </SpaceBetween>
        </Container>
        <Container fitHeight header={<Header variant="h3">{WORDS.organizations}</Header>}>
          <SpaceBetween size="s">
            <Box color="text-body-secondary">
              {mpa.profileName === null
                ? 'Choose an AWS profile on the page AWS set-up first.'
                : `All accounts of the organization, read with the profile ${mpa.profileName}.`}
            </Box>
            <Button disabled={mpa.profileName === null || work.busy} onClick={() => open({ kind: 'organizations' })}>
              Take them from AWS
            </Button>
          </SpaceBetween>
        </Container>
      </ColumnLayout>
    </SpaceBetween>
  );
}
