import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { Step } from '../../../shared/contract/steps.ts';
import { inLinks } from '../../session/action-words.ts';
import { mpaRoute } from '../../session/route.ts';
import { useAct, useSession } from '../../session/session.ts';
import { CopyButton } from '../../ui/copy.tsx';
import { Alert, Box, Button, ButtonDropdown, Container, Header, KeyValuePairs, SpaceBetween } from '../../ui/kit.ts';
import { Said } from '../../ui/said.tsx';
import { StateText } from '../../ui/state.tsx';
import { DueText, TimeText } from '../../ui/time.tsx';
import { nameInWords } from '../../ui/words.ts';
import { BlockForm, DoneForm, NoteForm, SkipForm, WaitForm } from './forms.tsx';
import { StepHistory } from './step-history.tsx';
import { isOpen, pageOfStep } from './store.ts';
import { MOVES, WORDS } from './words.ts';

type FormKey = 'done' | 'wait' | 'block' | 'skip' | 'note';

/** One step: what it is for, its one next action, evidence, notes, wait, and what happened to it. */
export function StepDetails({ mpa, step }: { mpa: MpaSummary; step: Step }): ReactElement {
  const [form, setForm] = useState<FormKey | null>(null);
  const close = (): void => setForm(null);
  const shown = { mpaId: mpa.id, step, onClose: close };
  return (
    <SpaceBetween size="m">
      <Container
        header={
          <Header
            variant="h2"
            description={`${WORDS.inDocument}: ${step.reference}`}
            actions={<StateText state={step.state} />}
          >
            {step.name}
          </Header>
        }
      >
        <SpaceBetween size="m">
          <div>
            {step.lines.map((line) => (
              <Box key={line}>{line}</Box>
            ))}
          </div>
          <Standing step={step} />
          <Actions mpa={mpa} step={step} onForm={setForm} />
        </SpaceBetween>
      </Container>
      <Evidence step={step} onNote={() => setForm('note')} />
      <StepHistory mpaId={mpa.id} step={step.key} />
      {form === 'done' ? <DoneForm {...shown} /> : null}
      {form === 'wait' ? <WaitForm {...shown} /> : null}
      {form === 'block' ? <BlockForm {...shown} /> : null}
      {form === 'skip' ? <SkipForm {...shown} /> : null}
      {form === 'note' ? <NoteForm {...shown} /> : null}
    </SpaceBetween>
  );
}

/** What keeps the step from being done now: a wait, a block, steps before it. */
function Standing({ step }: { step: Step }): ReactElement | null {
  if (step.waitingFor !== null) {
    return (
      <Alert type={step.state === 'overdue' ? 'error' : 'info'} header={`Waiting for ${step.waitingFor}`}>
        {step.mover === null ? null : `${MOVES[step.mover]} `}
        {step.waitingSince === null ? null : (
          <>
            Since <TimeText at={step.waitingSince} />.{' '}
          </>
        )}
        {step.due === null ? (
          'No date was said.'
        ) : (
          <>
            Due <DueText at={step.due} />.
          </>
        )}
      </Alert>
    );
  }
  if (step.state === 'blocked')
    return (
      <Alert type="error" header="Blocked">
        {step.reason}
      </Alert>
    );
  // What stands in the lines above need not be said again.
  if (step.action !== null && step.lines.includes(step.action)) return null;
  if (step.action !== null) {
    return (
      <Alert type={step.state === 'needs-you' ? 'warning' : 'info'}>
        <Said parts={inLinks(step.action)} />
      </Alert>
    );
  }
  return step.reason === '' ? null : <Box color="text-body-secondary">{step.reason}</Box>;
}

function Actions(props: {
  readonly mpa: MpaSummary;
  readonly step: Step;
  readonly onForm: (form: FormKey) => void;
}): ReactElement {
  const { mpa, step, onForm } = props;
  const { go } = useSession();
  const { change } = useAct();
  const target = pageOfStep(step);
  const reopen = (): void =>
    void change(`Opened '${step.name}' again.`, (client) => client.steps.reopen({ mpaId: mpa.id, step: step.key }));
  if (!isOpen(step)) return <Button onClick={reopen}>{WORDS.reopen}</Button>;
  const more = [
    ...(target === null ? [] : [{ id: 'done', text: WORDS.done }]),
    { id: 'wait', text: WORDS.wait },
    { id: 'block', text: WORDS.block },
    ...(step.optional ? [{ id: 'skip', text: WORDS.skip }] : []),
    ...(step.state === 'waiting' || step.state === 'overdue' || step.state === 'blocked'
      ? [{ id: 'reopen', text: 'It is my move again' }]
      : []),
  ];
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {target === null ? (
        <Button variant="primary" onClick={() => onForm('done')}>
          {WORDS.done}
        </Button>
      ) : (
        <Button
          variant="primary"
          onClick={() =>
            go(
              mpaRoute(mpa.id, target.page, target.page === 'tickets' && step.ticket ? { kind: step.ticket.kind } : {}),
            )
          }
        >
          {target.text}
        </Button>
      )}
      {/* Nobody can say of a rehearsed step that it is done, waited for or blocked. */}
      {step.state === 'rehearsed' ? null : (
        <ButtonDropdown
          items={more}
          onItemClick={({ detail: { id } }) => {
            if (id === 'reopen') reopen();
            else onForm(id as FormKey);
          }}
        >
          More
        </ButtonDropdown>
      )}
    </SpaceBetween>
  );
}

function Evidence({ step, onNote }: { step: Step; onNote: () => void }): ReactElement {
  const labels = new Map(step.evidenceFields.map(({ key, label }) => [key, label]));
  const kept = Object.entries(step.evidence);
  const missing = step.evidenceFields.filter(({ key, asked }) => asked && step.evidence[key] === undefined);
  return (
    <Container
      header={
        <Header variant="h3" actions={<Button onClick={onNote}>{WORDS.note}</Button>}>
          Evidence and note
        </Header>
      }
    >
      <SpaceBetween size="s">
        {kept.length === 0 ? (
          <Box color="text-body-secondary">
            {missing.length === 0
              ? 'Nothing is kept yet.'
              : `Nothing is kept yet. Worth keeping: ${missing.map(({ label }) => label).join(', ')}.`}
          </Box>
        ) : (
          <KeyValuePairs
            columns={2}
            items={kept.map(([key, value]) => ({
              label: labels.get(key) ?? nameInWords(key),
              value: (
                <span className="copyable">
                  {value} <CopyButton text={value} what={labels.get(key) ?? key} />
                </span>
              ),
            }))}
          />
        )}
        {step.note === '' ? null : <Box variant="p">{step.note}</Box>}
      </SpaceBetween>
    </Container>
  );
}
