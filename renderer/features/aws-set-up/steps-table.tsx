import type { ReactElement } from 'react';
import type { SetupReport, SetupStepView } from '../../../shared/contract/aws.ts';
import type { LookState } from '../../../shared/domain/aws/look-state.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { inLinks } from '../../session/action-words.ts';
import { Details } from '../../session/details.tsx';
import { formatRoute, mpaRoute } from '../../session/route.ts';
import { Header, Table } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { Said } from '../../ui/said.tsx';
import { ShowLink } from '../../ui/show-link.tsx';
import { StateText } from '../../ui/state.tsx';
import { DueText } from '../../ui/time.tsx';
import { plural } from '../../ui/words.ts';
import { StepPanel } from './step-panel.tsx';
import { STATE_OF_LOOK } from './store.ts';
import type { RunState } from './store.ts';

/** The steps of the set-up: how each stands, and what would be done. The chosen one is shown in the panel. */
export function StepsTable(props: {
  readonly mpa: MpaSummary;
  readonly report: SetupReport;
  readonly run: RunState;
  readonly chosen: string | null;
  readonly onChoose: (step: string | null) => void;
  readonly onTryAgain: () => void;
  readonly onLink: () => void;
}): ReactElement {
  const { mpa, report, run, chosen, onChoose } = props;
  const shown = report.steps.find(({ key }) => key === chosen);
  return (
    <>
      <Table
        header={<Header counter={`(${report.steps.length})`}>Steps</Header>}
        items={report.steps}
        trackBy="key"
        wrapLines
        enableKeyboardNavigation
        ariaLabels={{ tableLabel: 'Steps of the AWS set-up' }}
        columnDefinitions={columnsOf(mpa, run, onChoose)}
      />
      {shown === undefined ? null : (
        <Details title={shown.name} onClose={() => onChoose(null)}>
          <StepPanel {...props} step={shown} lines={run.lines[shown.key] ?? []} />
        </Details>
      )}
    </>
  );
}

function columnsOf(
  mpa: MpaSummary,
  run: RunState,
  onChoose: (step: string) => void,
): TableProps.ColumnDefinition<SetupStepView>[] {
  const running = run.mode !== null;
  const hrefOf = (step: SetupStepView): string => formatRoute(mpaRoute(mpa.id, 'aws-set-up', { step: step.key }));
  const stateOf = (step: SetupStepView): LookState =>
    running ? (run.states[step.key]?.state ?? step.state) : step.state;
  const sentenceOf = (step: SetupStepView): string =>
    running ? (run.states[step.key]?.sentence ?? step.sentence) : step.sentence;
  return [
    {
      id: 'name',
      header: 'Step',
      isRowHeader: true,
      minWidth: 190,
      cell: (step) => (
        <ShowLink href={hrefOf(step)} onShow={() => onChoose(step.key)} ariaLabel={`${step.name}: show`}>
          {step.position}. {step.name}
        </ShowLink>
      ),
    },
    {
      id: 'state',
      header: 'State',
      minWidth: 150,
      cell: (step) =>
        running && run.at === step.key ? (
          <StateText state="running" />
        ) : (
          <StateText state={STATE_OF_LOOK[stateOf(step)]}>
            {step.due === null || stateOf(step) !== 'waiting' ? undefined : <DueText at={step.due} />}
          </StateText>
        ),
    },
    { id: 'now', header: 'Now', minWidth: 320, cell: (step) => <Said parts={inLinks(sentenceOf(step))} /> },
    {
      id: 'do',
      header: 'Will do',
      minWidth: 110,
      cell: (step) =>
        stateOf(step) === 'will-do' ? (
          <ShowLink href={hrefOf(step)} onShow={() => onChoose(step.key)} ariaLabel={`${step.name}: show the calls`}>
            {plural(step.calls.length, 'call')}
          </ShowLink>
        ) : (
          '–'
        ),
    },
  ];
}
