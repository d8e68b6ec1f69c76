import { useEffect, useMemo, useRef, useState } from 'react';
import type { SetupEvent } from '../../../shared/contract/aws.ts';
import type { ImportDecisions, ImportResult, ImportSummary } from '../../../shared/contract/imports.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { ImportField } from '../../../shared/domain/import-field.ts';
import { toFailure } from '../../session/failure.ts';
import type { Failure } from '../../session/failure.ts';
import type { JobProgress } from '../../session/jobs.ts';
import { useAct, useSession } from '../../session/session.ts';
import { FIRST_READING, openInput, resultInWords } from './store.ts';
import type { ImportOrigin, Reading } from './store.ts';

/** An import that is under way on the page. */
export interface ImportWork {
  readonly origin: ImportOrigin | null;
  readonly summary: ImportSummary | null;
  readonly result: ImportResult | null;
  readonly failure: Failure | null;
  readonly busy: boolean;
  /** Opens a list; what was said of another one is forgotten. @returns whether it could be */
  readonly open: (origin: ImportOrigin) => Promise<boolean>;
  /** Reads the same list otherwise: another sheet, header or meaning of a column. */
  readonly reread: (
    change: Partial<Pick<Reading, 'sheet' | 'headerRow'>> & { map?: Readonly<Record<string, ImportField>> },
  ) => void;
  readonly decide: (change: Partial<ImportDecisions>) => void;
  readonly apply: (skipInvalid: boolean) => void;
  readonly close: () => void;
}

/** The import of a page; it is closed with the page, so that nothing of the list stays behind. */
export function useImport(mpa: MpaSummary): ImportWork {
  const { api, jobs } = useSession();
  const { change, attempt } = useAct();
  const [origin, setOrigin] = useState<ImportOrigin | null>(null);
  const [reading, setReading] = useState<Reading>(FIRST_READING);
  const [summary, setSummary] = useState<ImportSummary | null>(null);
  const [result, setResult] = useState<ImportResult | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const opened = useRef<string | null>(null);
  const release = useMemo(
    () => (): void => {
      const importId = opened.current;
      opened.current = null;
      if (importId !== null) void attempt((client) => client.imports.close({ importId }));
    },
    [attempt],
  );
  useEffect(() => release, [release]);

  const work = async (run: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setFailure(null);
    try {
      await run();
      return true;
    } catch (error) {
      const problem = toFailure(error);
      if (problem.code !== 'CANCELLED') setFailure(problem);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const take = (next: ImportSummary): void => {
    opened.current = next.importId;
    setSummary(next);
  };
  const read = async (from: ImportOrigin, how: Reading): Promise<void> => {
    const { client } = await api.connected();
    release();
    const title = `Reading the accounts of ${mpa.name}`;
    take(
      from.kind === 'organizations'
        ? await jobs.run<SetupEvent | JobProgress, ImportSummary>(title, (signal) =>
            client.imports.openOrganization({ mpaId: mpa.id, profile: null, decisions: how.decisions }, { signal }),
          )
        : await jobs.run<JobProgress, ImportSummary>(title, (signal) =>
            client.imports.open(openInput(mpa.id, from, how), { signal }),
          ),
    );
  };
  return {
    origin,
    summary,
    result,
    failure,
    busy,
    open: (from) => {
      setOrigin(from);
      setReading(FIRST_READING);
      setSummary(null);
      setResult(null);
      return work(() => read(from, FIRST_READING));
    },
    reread: ({ map, ...rest }) => {
      if (origin === null) return;
      // Another sheet has other columns.
      const kept = rest.sheet === undefined ? { ...reading.map, ...map } : (map ?? {});
      const next = { ...reading, ...rest, map: kept };
      setReading(next);
      void work(() => read(origin, next));
    },
    decide: (decided) => {
      if (summary === null) return;
      const decisions = { ...reading.decisions, ...decided };
      setReading({ ...reading, decisions });
      void work(async () => {
        const { client } = await api.connected();
        take(
          await jobs.run<JobProgress, ImportSummary>('Comparing with the ledger', (signal) =>
            client.imports.decide({ importId: summary.importId, decisions }, { signal }),
          ),
        );
      });
    },
    apply: (skipInvalid) => {
      if (summary === null) return;
      const { importId, preview, source } = summary;
      void (async () => {
        setBusy(true);
        const done = await change<ImportResult>(resultInWords, (client) =>
          jobs.run<JobProgress, ImportResult>(`Importing ${source.name} into ${mpa.name}`, (signal) =>
            client.imports.apply({ importId, preview, skipInvalid }, { signal }),
          ),
        );
        setBusy(false);
        if (done !== undefined) setResult(done);
      })();
    },
    close: () => {
      release();
      setOrigin(null);
      setSummary(null);
      setResult(null);
      setFailure(null);
    },
  };
}
