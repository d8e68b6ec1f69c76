import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { z } from 'zod';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { inLinks } from '../../session/action-words.ts';
import type { MpaPageProps } from '../../session/page.ts';
import { useRemembered, useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { Empty } from '../../ui/empty.tsx';
import { Button, Header, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import { Said } from '../../ui/said.tsx';
import { Builder } from './builder.tsx';
import { openDrafts } from './drafts.ts';
import type { Drafts } from './drafts.ts';
import { NewForm } from './forms.tsx';
import { WorkflowList } from './workflow-list.tsx';
import { WORDS } from './words.ts';

/** The billing workflows of a payer account: the list, the rules of one, and the text that the vendor reads. */
export function WorkflowsPage({ mpa, params, setParams }: MpaPageProps): ReactElement {
  const { memory, queries } = useSession();
  const { data, phase, failure, refresh } = useRead(queries.workflows.list.queryOptions({ input: { mpaId: mpa.id } }));
  const drafts = useMemo(() => openDrafts(memory, mpa.id), [memory, mpa.id]);
  const drafted = useStore(drafts.store);
  const [text, setText] = useRemembered(`workflows/filter/${mpa.id}`, z.string(), '');
  const [adding, setAdding] = useState(false);
  const workflows = data ?? [];
  const chosen = (workflows.find(({ id }) => String(id) === params['id']) ?? workflows[0])?.id ?? null;
  const choose = (id: number | null): void => setParams({ id: id === null ? null : String(id) });
  const add = (
    <Button variant={workflows.length === 0 ? 'primary' : 'normal'} onClick={() => setAdding(true)}>
      {WORDS.add}
    </Button>
  );
  return (
    <div data-state={phase}>
      <SpaceBetween size="l">
        <Header
          variant="h1"
          counter={data === null ? undefined : `(${data.length})`}
          description={WORDS.description}
          actions={workflows.length === 0 ? undefined : add}
        >
          {WORDS.title}
        </Header>
        {failure !== null && data === null ? (
          <Empty
            title="The workflows can't be read"
            text={<Said parts={inLinks(failure.text)} />}
            action={<Button onClick={refresh}>Read again</Button>}
          />
        ) : data === null ? (
          <StatusIndicator type="loading">Reading the workflows</StatusIndicator>
        ) : chosen === null ? (
          <Empty title={WORDS.emptyTitle} text={WORDS.emptyText} action={add} />
        ) : (
          <div className="workflow-builder">
            <WorkflowList
              workflows={workflows}
              text={text}
              chosen={chosen}
              hasDraft={(id) => drafted[id] !== undefined}
              onText={setText}
              onChoose={choose}
            />
            <Chosen key={chosen} mpa={mpa} id={chosen} drafts={drafts} onChoose={choose} />
          </div>
        )}
      </SpaceBetween>
      {adding ? <NewForm mpa={mpa} onAdded={choose} onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

function Chosen({
  mpa,
  id,
  drafts,
  onChoose,
}: {
  mpa: MpaSummary;
  id: number;
  drafts: Drafts;
  onChoose: (id: number | null) => void;
}): ReactElement {
  const { queries } = useSession();
  const { data, failure } = useRead(queries.workflows.get.queryOptions({ input: { id } }));
  if (data !== null) {
    const leave = (next: number | null): void => {
      // Edits of what was removed are gone with it.
      if (next === null) drafts.discard(id);
      onChoose(next);
    };
    return <Builder mpa={mpa} workflow={data} drafts={drafts} onChoose={leave} />;
  }
  if (failure !== null)
    return <Empty title="The workflow can't be read" text={<Said parts={inLinks(failure.text)} />} />;
  return <StatusIndicator type="loading">Reading the rules</StatusIndicator>;
}
