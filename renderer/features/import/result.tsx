import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Client } from '../../../shared/contract/client.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { mpaRoute } from '../../session/route.ts';
import { useAct, useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { useBusy } from '../../session/use-submit.ts';
import { download } from '../../ui/download.ts';
import { Alert, Box, Button, Container, Header, SpaceBetween } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';
import { resultInWords } from './store.ts';
import type { ImportDone } from './use-import.ts';

/** What an import has done, how to take it back, what it left out, and what to do next. */
export function Result(props: {
  readonly mpa: MpaSummary;
  readonly done: ImportDone;
  readonly onAgain: () => void;
}): ReactElement {
  const { mpa, done, onAgain } = props;
  const { go, queries } = useSession();
  const { attempt } = useAct();
  const { data: pending } = useRead(queries.history.pending.queryOptions());
  const [isUndone, setUndone] = useState(false);
  const canUndo = done.operationId !== null && pending?.undo?.id === done.operationId;
  const undo = async (): Promise<void> => {
    const taken = await attempt((client) => client.history.undo({ expect: done.operationId }));
    if (taken !== undefined) setUndone(true);
  };
  return (
    <Container header={<Header variant="h1">{isUndone ? 'Import taken back' : 'Imported'}</Header>}>
      <SpaceBetween size="m">
        <Alert type={isUndone ? 'info' : 'success'} statusIconAriaLabel={isUndone ? 'Info' : 'Success'}>
          {isUndone ? 'The ledger is as it was before the import.' : resultInWords(done.result)}
        </Alert>
        {isUndone || mpa.unassigned === 0 ? null : (
          <Box>{plural(mpa.unassigned, 'account is', 'accounts are')} not in a subset yet.</Box>
        )}
        {done.result.leftOutRows === 0 ? null : (
          <Box>
            {plural(done.result.leftOutRows, 'row was', 'rows were')} left out. They can be saved as a workbook with the
            reasons beside them; put right, it can be imported.
          </Box>
        )}
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="primary" onClick={() => go(mpaRoute(mpa.id, 'accounts'))}>
            Open the accounts
          </Button>
          {done.result.leftOutRows === 0 ? null : <Rejected importId={done.importId} />}
          {canUndo && !isUndone ? <Button onClick={() => void undo()}>Undo the import</Button> : null}
          <Button onClick={onAgain}>Import another list</Button>
        </SpaceBetween>
      </SpaceBetween>
    </Container>
  );
}

/** Gives the rows that were left out as a workbook: where a person chooses, or as a download. */
function Rejected({ importId }: { importId: string }): ReactElement {
  const { host, jobs, notices } = useSession();
  const { attempt } = useAct();
  const [busy, during] = useBusy();
  const title = 'Writing the rows that were left out';
  const write = async (client: Client): Promise<{ rows: number; where: string } | null> => {
    if (!host.can.saveToPath) {
      const { name, base64, rows } = await jobs.run<object, { name: string; base64: string; rows: number }>(
        title,
        (signal) => client.imports.rejected({ importId }, { signal }),
      );
      download({ name, base64 });
      return { rows, where: name };
    }
    const path = await host.pickSaveFile({
      title: 'Save the rows that were left out',
      suggestedName: 'rejected-rows.xlsx',
      filters: [{ name: 'Excel workbook', extensions: ['xlsx'] }],
    });
    if (path === null) return null;
    const { rows } = await jobs.run<object, { path: string; rows: number }>(title, (signal) =>
      client.imports.writeRejected({ importId, path }, { signal }),
    );
    return { rows, where: path };
  };
  const save = async (): Promise<void> => {
    const written = (await attempt(write)) ?? null;
    if (written === null) return;
    notices.show({ kind: 'success', text: `${plural(written.rows, 'row')} written to ${written.where}.` });
  };
  return (
    <Button loading={busy} onClick={() => void during(save)}>
      {host.can.saveToPath ? 'Save the rows that were left out…' : 'Save the rows that were left out'}
    </Button>
  );
}
