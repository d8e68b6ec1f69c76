import type { ReactElement } from 'react';
import type { Client } from '../../../shared/contract/client.ts';
import type { SavedCsv } from '../../../shared/contract/cost-data.ts';
import type { JobStream } from '../../session/jobs.ts';
import { useAct, useSession } from '../../session/session.ts';
import { useBusy } from '../../session/use-submit.ts';
import { download } from '../../ui/download.ts';
import { Button } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';

/** Where a .csv goes; a file that a person chose in a dialog was agreed to be replaced there. */
export interface CsvPlace {
  readonly path: string | null;
  readonly overwrite: true;
}

/** Saves a .csv where a person chooses, or as a download. @param save asks the core for it */
export function SaveCsv({
  label,
  name,
  row,
  save,
}: {
  label: string;
  name: string;
  /** What a row is: 'finding'. */
  row: string;
  save: (client: Client, place: CsvPlace, signal: AbortSignal) => Promise<JobStream<object, SavedCsv>>;
}): ReactElement {
  const { host, jobs, notices } = useSession();
  const { attempt } = useAct();
  const [busy, during] = useBusy();
  const write = async (): Promise<void> => {
    const filters = [{ name: 'CSV', extensions: ['csv'] }];
    const path = host.can.saveToPath ? await host.pickSaveFile({ title: label, suggestedName: name, filters }) : null;
    if (host.can.saveToPath && path === null) return;
    await during(() =>
      attempt(async (client) => {
        const saved = await jobs.run<object, SavedCsv>(`Writing ${name}`, (signal) =>
          save(client, { path, overwrite: true }, signal),
        );
        if (saved.base64 !== null) download({ name: saved.name, base64: saved.base64 });
        notices.show({ kind: 'success', text: `${plural(saved.rows, row)} written to ${path ?? saved.name}.` });
      }),
    );
  };
  return (
    <Button variant="inline-link" loading={busy} ariaLabel={label} onClick={() => void write()}>
      Save as .csv
    </Button>
  );
}
