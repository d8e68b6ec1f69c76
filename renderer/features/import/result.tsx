import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { toFailure } from '../../session/failure.ts';
import { mpaRoute } from '../../session/route.ts';
import { useSession } from '../../session/session.ts';
import { Alert, Box, Button, Container, FormField, Header, Input, SpaceBetween } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';
import { resultInWords } from './store.ts';
import type { ImportWork } from './use-import.ts';

/** What an import has done, and what to do next. */
export function Result(props: {
  readonly mpa: MpaSummary;
  readonly work: ImportWork;
  readonly onAgain: () => void;
}): ReactElement {
  const { mpa, work, onAgain } = props;
  const { go } = useSession();
  const { result, summary } = work;
  return (
    <Container header={<Header variant="h1">Imported</Header>}>
      <SpaceBetween size="m">
        <Alert type="success">{result === null ? '' : resultInWords(result)}</Alert>
        {mpa.unassigned === 0 ? null : (
          <Box>{plural(mpa.unassigned, 'account is', 'accounts are')} not in a subset yet.</Box>
        )}
        {result !== null && result.leftOutRows > 0 && summary !== null ? (
          <Rejected importId={summary.importId} />
        ) : null}
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="primary" onClick={() => go(mpaRoute(mpa.id, 'accounts'))}>
            Open the accounts
          </Button>
          <Button
            onClick={() => {
              work.close();
              onAgain();
            }}
          >
            Import another list
          </Button>
        </SpaceBetween>
      </SpaceBetween>
    </Container>
  );
}

/** Writes the rows that were left out to a workbook, with the reasons beside them. */
function Rejected({ importId }: { importId: string }): ReactElement {
  const { api, host, jobs, notices } = useSession();
  const [path, setPath] = useState('');
  const save = async (target: string): Promise<void> => {
    try {
      const { client } = await api.connected();
      const written = await jobs.run<object, { path: string; rows: number }>(
        'Writing the rows that were left out',
        (signal) => client.imports.writeRejected({ importId, path: target }, { signal }),
      );
      notices.show({ kind: 'success', text: `${plural(written.rows, 'row')} written to ${written.path}.` });
    } catch (error) {
      notices.fail(toFailure(error));
    }
  };
  const choose = async (): Promise<void> => {
    const target = await host.pickSaveFile({
      title: 'Save the rows that were left out',
      suggestedName: 'rejected-rows.xlsx',
    });
    if (target !== null) await save(target);
  };
  if (host.can.saveToPath) return <Button onClick={() => void choose()}>Save the rows that were left out…</Button>;
  return (
    <FormField label="Save the rows that were left out" description="Path of a workbook on this computer.">
      <SpaceBetween direction="horizontal" size="xs">
        <Input
          value={path}
          placeholder="/home/kim/rejected-rows.xlsx"
          onChange={({ detail }) => setPath(detail.value)}
        />
        <Button disabled={path.trim() === ''} onClick={() => void save(path.trim())}>
          Save
        </Button>
      </SpaceBetween>
    </FormField>
  );
}
