import { useEffect, useEffectEvent, useState } from 'react';
import type { ReactElement } from 'react';
import type { MpaPageProps } from '../../session/page.ts';
import { useSession } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Header, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import { CellsStep } from './cells-step.tsx';
import { ChangesStep } from './changes-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { Result } from './result.tsx';
import { RowsStep } from './rows-step.tsx';
import { SourceStep } from './source-step.tsx';
import { StepsFrame } from './steps-frame.tsx';
import { blockOf, importInWords } from './store.ts';
import type { ImportOrigin } from './store.ts';
import { useImport } from './use-import.ts';
import { STEPS } from './words.ts';

/** An account list on its way into the ledger, step by step; nothing changes before the last one. */
export function ImportPage(props: MpaPageProps): ReactElement {
  // Each payer account has an import of its own.
  return <Import key={props.mpa.id} {...props} />;
}

function Import({ mpa }: MpaPageProps): ReactElement {
  const work = useImport(mpa);
  const { summary, kept, done, failure, busy } = work;
  const [tried, setTried] = useState<string | null>(null);
  const [other, setOther] = useState<ImportOrigin | null>(null);
  const open = (origin: ImportOrigin): void => {
    setTried(null);
    setOther(null);
    void work.open(origin);
  };
  const offer = (origin: ImportOrigin): void => {
    if (kept?.importId == null || done !== null) open(origin);
    else setOther(origin);
  };
  useGivenFiles(offer);
  if (done !== null) return <Result mpa={mpa} done={done} onAgain={work.close} />;
  if (kept?.importId != null && summary === null && busy) {
    return (
      <SpaceBetween size="m">
        <Header variant="h1">Import accounts</Header>
        <StatusIndicator type="loading">{`Going on with the import of ${kept.name}`}</StatusIndicator>
      </SpaceBetween>
    );
  }
  const step = summary === null ? 0 : Math.min(kept?.step ?? 0, STEPS.length - 1);
  const skipInvalid = kept?.skipInvalid ?? false;
  const go = (target: number): void => {
    const block = target > step ? blockOf(summary, target, skipInvalid) : null;
    setTried(block);
    if (block === null) work.goTo(target);
  };
  const submit = (): void => {
    const block = blockOf(summary, STEPS.length - 1, skipInvalid);
    setTried(block);
    if (block === null) void work.apply();
  };
  const name = STEPS[step]?.id ?? 'source';
  const description =
    name === 'source' ? `Where the accounts of ${mpa.name} come from.` : (STEPS[step]?.description ?? '');
  return (
    <>
      <StepsFrame
        step={step}
        description={description}
        error={tried ?? failure?.message ?? null}
        busy={busy}
        submitText={importInWords(summary)}
        begun={kept !== null}
        onGo={go}
        onCancel={() => {
          setTried(null);
          work.close();
        }}
        onSubmit={submit}
      >
        {summary === null || name === 'source' ? <SourceStep mpa={mpa} work={work} open={offer} /> : null}
        {summary !== null && name === 'header' ? <CellsStep summary={summary} work={work} /> : null}
        {summary !== null && name === 'columns' ? <ColumnsStep summary={summary} work={work} /> : null}
        {summary !== null && name === 'rows' ? <RowsStep summary={summary} work={work} /> : null}
        {summary !== null && name === 'changes' ? <ChangesStep summary={summary} work={work} /> : null}
      </StepsFrame>
      {other === null ? null : (
        <Confirm
          title="Import another list instead"
          confirmText="Import the other list"
          onConfirm={() => open(other)}
          onCancel={() => setOther(null)}
        >
          What you said about {kept?.name} is forgotten: its sheet, header, columns and rows. The ledger has not been
          changed by it.
        </Confirm>
      )}
    </>
  );
}

/** Takes the files that the program was given: dropped beside the zone, opened with it, one of the recent ones. */
function useGivenFiles(take: (origin: ImportOrigin) => void): void {
  const { host } = useSession();
  const takeGiven = useEffectEvent((): void => {
    const [file] = host.takeFiles();
    if (file) take({ kind: 'file', file });
  });
  useEffect(() => {
    takeGiven();
    return host.onCommand(({ name }) => {
      if (name === 'open-files') takeGiven();
    });
  }, [host]);
}
