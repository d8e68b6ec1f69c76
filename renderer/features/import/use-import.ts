import { useEffect, useEffectEvent, useState } from 'react';
import type { SetupEvent } from '../../../shared/contract/aws.ts';
import type { Changed } from '../../../shared/contract/base.ts';
import type { ImportDecisions, ImportResult, ImportSummary } from '../../../shared/contract/imports.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { Client } from '../../../shared/contract/client.ts';
import { toFailure } from '../../session/failure.ts';
import type { Failure } from '../../session/failure.ts';
import type { JobProgress } from '../../session/jobs.ts';
import { useAct, useSession } from '../../session/session.ts';
import { changedReading, FIRST_READING, keptImportSchema, reopenInput } from './reading.ts';
import type { KeptImport, Reading, ReadingChange } from './reading.ts';
import { openInput, resultInWords } from './store.ts';
import type { ImportOrigin } from './store.ts';
import { WORDS } from './words.ts';

/** What an import has done, and the operation by which it is taken back. */
export interface ImportDone {
  readonly importId: string;
  readonly result: ImportResult;
  /** Null where nothing had to be changed. */
  readonly operationId: number | null;
}

/** An import that is under way on the page. */
export interface ImportWork {
  readonly summary: ImportSummary | null;
  /** What the page keeps of it over a reload; null: none was begun. */
  readonly kept: KeptImport | null;
  readonly done: ImportDone | null;
  readonly failure: Failure | null;
  readonly busy: boolean;
  /** Opens a list; what was said of another one is forgotten. @returns whether it could be */
  readonly open: (origin: ImportOrigin) => Promise<boolean>;
  /** Reads the same list otherwise: another sheet, header or meaning of a column. Where that fails it stays as it was. */
  readonly reread: (change: ReadingChange) => Promise<boolean>;
  /** Takes other decisions about rows, and compares again with the ledger. */
  readonly decide: (change: (decisions: ImportDecisions) => ImportDecisions) => Promise<boolean>;
  readonly goTo: (step: number) => void;
  readonly setSkipInvalid: (skip: boolean) => void;
  readonly apply: () => Promise<void>;
  /** Forgets the list and all that was said about it. */
  readonly close: () => void;
}

/** The import of a payer account. It outlives the page until it is applied or cancelled: an import that was begun goes on. */
export function useImport(mpa: MpaSummary): ImportWork {
  const { api, jobs, memory } = useSession();
  const { change, attempt } = useAct();
  const place = `import/${mpa.id}`;
  const [kept, setKept] = useState<KeptImport | null>(() => memory.get(place, keptImportSchema, null));
  const [summary, setSummary] = useState<ImportSummary | null>(null);
  const [done, setDone] = useState<ImportDone | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(kept?.importId != null);

  const keep = (next: KeptImport | null): void => {
    memory.set(place, next);
    setKept(next);
  };
  /** The list is not open any more; what was said about it waits for it to be chosen again. */
  const loseStage = (): void => {
    const last = memory.get(place, keptImportSchema, null);
    if (last !== null) keep({ ...last, importId: null });
    setSummary(null);
  };
  const work = (run: (client: Client) => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setFailure(null);
    return finish(run);
  };
  const finish = async (run: (client: Client) => Promise<void>): Promise<boolean> => {
    try {
      const { client } = await api.connected();
      await run(client);
      return true;
    } catch (error) {
      const problem = toFailure(error);
      if (problem.code === 'NOT_FOUND' && 'importId' in problem.data) loseStage();
      else if (problem.code !== 'CANCELLED') setFailure(problem);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const resume = useEffectEvent((): void => {
    const importId = kept?.importId ?? null;
    if (importId === null) return;
    void finish(async (client) => setSummary(await client.imports.summary({ importId })));
  });
  useEffect(() => resume(), []);

  const take = (next: ImportSummary, reading: Reading, changes: Partial<KeptImport> = {}): void => {
    const { importId, source } = next;
    const before = memory.get(place, keptImportSchema, null);
    const { step, skipInvalid } = before ?? { step: 0, skipInvalid: false };
    keep({
      importId,
      name: source.name || WORDS.pasted,
      sha256: source.sha256,
      reading,
      step,
      skipInvalid,
      ...changes,
    });
    setSummary(next);
  };
  const reopen = (client: Client, importId: string, reading: Reading): Promise<ImportSummary> =>
    jobs.run<JobProgress, ImportSummary>(`Reading the accounts of ${mpa.name}`, (signal) =>
      client.imports.reopen(reopenInput(importId, reading), { signal }),
    );
  const read = (client: Client, origin: ImportOrigin): Promise<ImportSummary> => {
    const title = `Reading the accounts of ${mpa.name}`;
    return origin.kind === 'organizations'
      ? jobs.run<SetupEvent | JobProgress, ImportSummary>(title, (signal) =>
          client.imports.openOrganization({ mpaId: mpa.id, profile: null }, { signal }),
        )
      : jobs.run<JobProgress, ImportSummary>(title, (signal) =>
          client.imports.open(openInput(mpa.id, origin), { signal }),
        );
  };
  const release = (importId: string | null): void => {
    if (importId !== null) void attempt((client) => client.imports.close({ importId }));
  };
  return {
    summary,
    kept,
    done,
    failure,
    busy,
    open: (origin) =>
      work(async (client) => {
        const before = memory.get(place, keptImportSchema, null);
        const opened = await read(client, origin);
        release(before?.importId ?? null);
        setDone(null);
        take(opened, FIRST_READING, { step: 1, skipInvalid: false });
        // The list whose import had ended with its program: it goes on where it was.
        if (before === null || before.importId !== null || before.sha256 !== opened.source.sha256) return;
        const { reading, step, skipInvalid } = before;
        take(await reopen(client, opened.importId, reading), reading, { step, skipInvalid });
      }),
    reread: (other) =>
      work(async (client) => {
        if (kept?.importId == null) return;
        const reading = changedReading(kept.reading, other);
        take(await reopen(client, kept.importId, reading), reading);
      }),
    decide: (decided) =>
      work(async (client) => {
        if (kept?.importId == null) return;
        const { importId } = kept;
        const decisions = decided(kept.reading.decisions);
        const next = await jobs.run<JobProgress, ImportSummary>('Comparing with the ledger', (signal) =>
          client.imports.decide({ importId, decisions }, { signal }),
        );
        take(next, { ...kept.reading, decisions });
      }),
    goTo: (step) => {
      if (kept !== null) keep({ ...kept, step });
      setFailure(null);
    },
    setSkipInvalid: (skipInvalid) => {
      if (kept !== null) keep({ ...kept, skipInvalid });
    },
    apply: async () => {
      if (summary === null || kept === null) return;
      const { importId, preview } = summary;
      setBusy(true);
      let operationId: number | null = null;
      const result = await change(resultInWords, async (client) => {
        const title = `Importing ${kept.name} into ${mpa.name}`;
        const changed = await jobs.run<JobProgress, Changed<ImportResult>>(title, (signal) =>
          client.imports.apply({ importId, preview, skipInvalid: kept.skipInvalid }, { signal }),
        );
        operationId = changed.operation?.id ?? null;
        return changed;
      });
      setBusy(false);
      if (result === undefined) return;
      keep(null);
      setDone({ importId, result, operationId });
    },
    close: () => {
      release(done?.importId ?? kept?.importId ?? null);
      keep(null);
      setSummary(null);
      setDone(null);
      setFailure(null);
    },
  };
}
