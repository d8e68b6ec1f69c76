import type { ReactElement } from 'react';
import type { Procedure, Step } from '../../../shared/contract/steps.ts';
import { inLinks } from '../../session/action-words.ts';
import type { MpaPageProps } from '../../session/page.ts';
import { useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { AccountIdText } from '../../ui/account-id.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Button, Grid, Header, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import { Said } from '../../ui/said.tsx';
import { stateWord, StateText } from '../../ui/state.tsx';
import { DueText } from '../../ui/time.tsx';
import { EditMpa } from './edit-mpa.tsx';
import { shownStep } from './store.ts';
import { StepDetails } from './step-details.tsx';

/** The steps of a payer account on the left, the chosen one on the right. */
export function ProcedurePage({ mpa, params, setParams }: MpaPageProps): ReactElement {
  const { queries } = useSession();
  const { data, failure, refresh } = useRead(queries.steps.list.queryOptions({ input: { mpaId: mpa.id } }));
  if (data === null) {
    if (failure === null) return <StatusIndicator type="loading">Reading the procedure</StatusIndicator>;
    return (
      <Empty
        title="The procedure can't be read"
        text={<Said parts={inLinks(failure.text)} />}
        action={<Button onClick={refresh}>Read again</Button>}
      />
    );
  }
  const chosen = shownStep(data, params['step']);
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        actions={<Button onClick={() => setParams({ edit: 'yes' })}>Edit payer account…</Button>}
        description={
          <>
            <AccountIdText id={mpa.id} /> · {data.scenarioName} · {data.closed} of {data.total} steps closed
          </>
        }
      >
        <bdi>{mpa.name}</bdi>
      </Header>
      <Grid gridDefinition={[{ colspan: { default: 12, s: 4 } }, { colspan: { default: 12, s: 8 } }]}>
        <Stepper procedure={data} chosen={chosen} onChoose={(step) => setParams({ step })} />
        {chosen === null ? null : <StepDetails key={chosen.key} mpa={mpa} step={chosen} />}
      </Grid>
      {params['edit'] === undefined ? null : <EditMpa mpa={mpa} onClose={() => setParams({ edit: null })} />}
    </SpaceBetween>
  );
}

function Stepper(props: {
  readonly procedure: Procedure;
  readonly chosen: Step | null;
  readonly onChoose: (step: string) => void;
}): ReactElement {
  const { procedure, chosen, onChoose } = props;
  return (
    <nav aria-label="Steps">
      <ol className="stepper">
        {procedure.steps.map((step) => (
          <li key={step.key}>
            <button
              type="button"
              aria-current={step.key === chosen?.key ? 'step' : undefined}
              aria-label={`Step ${step.position}, ${step.name}: ${stateWord(step.state)}`}
              onClick={() => onChoose(step.key)}
            >
              <span className="stepper-name">
                {step.position}. {step.name}
                {step.optional ? ' (optional)' : ''}
              </span>
              <StateText state={step.state}>
                {step.due !== null && (step.state === 'waiting' || step.state === 'overdue') ? (
                  <DueText at={step.due} />
                ) : undefined}
              </StateText>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
