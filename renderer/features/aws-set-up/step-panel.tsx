import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ByHand, PlannedCall, SetupStepView } from '../../../shared/contract/aws.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { isInPlace } from '../../../shared/domain/aws/look-state.ts';
import { inLinks, inPlaces } from '../../session/action-words.ts';
import { toFailure } from '../../session/failure.ts';
import { useAct, useSession } from '../../session/session.ts';
import { CopyButton } from '../../ui/copy.tsx';
import {
  Alert,
  Box,
  Button,
  Checkbox,
  ExpandableSection,
  FormField,
  Input,
  KeyValuePairs,
  SpaceBetween,
} from '../../ui/kit.ts';
import { Said } from '../../ui/said.tsx';
import { StateText } from '../../ui/state.tsx';
import { DueText } from '../../ui/time.tsx';
import { nameInWords } from '../../ui/words.ts';
import { NotificationsForm } from './notifications-form.tsx';
import { STATE_OF_LOOK } from './store.ts';
import type { EventLine } from './store.ts';
import { UndoForm } from './undo-form.tsx';
import { WORDS } from './words.ts';

/** One step: how it stands, why it can't go on and what helps, the calls, how to do it by hand, what proves it. */
export function StepPanel(props: {
  readonly mpa: MpaSummary;
  readonly step: SetupStepView;
  readonly lines: readonly EventLine[];
  readonly onTryAgain: () => void;
  readonly onLink: () => void;
}): ReactElement {
  const { mpa, step, lines, onTryAgain, onLink } = props;
  const [undoing, setUndoing] = useState(false);
  const [showing, setShowing] = useState(false);
  const evidence = Object.entries(step.evidence).filter(([, value]) => value !== '');
  return (
    <SpaceBetween size="m">
      <Box color="text-body-secondary">{step.purpose}</Box>
      <StateText state={STATE_OF_LOOK[step.state]}>
        {step.due === null ? undefined : <DueText at={step.due} />}
      </StateText>
      {step.failure === null ? (
        <Box>
          <Said parts={inLinks(step.sentence)} />
        </Box>
      ) : (
        <FailureBox step={step} onTryAgain={onTryAgain} />
      )}
      {step.knownBy === 'operator' ? <Alert type="info">Known by the operator&rsquo;s word: {step.note}</Alert> : null}
      {step.key === 'vendor-link' && !isInPlace(step.state) ? <Button onClick={onLink}>{WORDS.link}…</Button> : null}
      <Lines lines={lines} />
      <Calls calls={step.calls} />
      {step.byHand === null ? null : <HandInstructions mpa={mpa} step={step} byHand={step.byHand} />}
      {evidence.length === 0 ? null : (
        <ExpandableSection headerText="Evidence" defaultExpanded>
          <KeyValuePairs
            items={evidence.map(([key, value]) => ({
              label: nameInWords(key),
              value: (
                <span className="copyable">
                  {value} <CopyButton text={value} what={key} />
                </span>
              ),
            }))}
          />
        </ExpandableSection>
      )}
      {(step.evidence['savedNotifications'] ?? '') === '' ? null : (
        <Button onClick={() => setShowing(true)}>{WORDS.notifications}…</Button>
      )}
      {showing ? <NotificationsForm mpa={mpa} onClose={() => setShowing(false)} /> : null}
      {isInPlace(step.state) ? <Button onClick={() => setUndoing(true)}>Take this step back…</Button> : null}
      {undoing ? <UndoForm mpa={mpa} step={step} onClose={() => setUndoing(false)} onDone={onTryAgain} /> : null}
    </SpaceBetween>
  );
}

function FailureBox({ step, onTryAgain }: { step: SetupStepView; onTryAgain: () => void }): ReactElement | null {
  const { failure } = step;
  if (failure === null) return null;
  const { aws } = failure;
  const details = [
    `${failure.code}: ${inPlaces(failure.sentence)}`,
    inPlaces(failure.remedy),
    ...(aws === null
      ? []
      : [`AWS said, to ${aws.operation}: ${aws.code}: ${aws.message} (request ID ${aws.requestId ?? 'none'})`]),
  ].join('\n');
  return (
    <Alert
      type="error"
      header={<Said parts={inLinks(failure.sentence)} />}
      action={
        <SpaceBetween size="xs">
          <Button onClick={onTryAgain}>{WORDS.tryAgain}</Button>
          <CopyButton text={details} what="the details" label="Copy details" />
        </SpaceBetween>
      }
    >
      <Said parts={inLinks(failure.remedy)} />
      {aws === null ? null : (
        <Box variant="small" color="text-body-secondary">
          AWS said: {aws.code}
          {aws.requestId === null ? '' : `, request ${aws.requestId}`}
        </Box>
      )}
    </Alert>
  );
}

function Lines({ lines }: { lines: readonly EventLine[] }): ReactElement | null {
  if (lines.length === 0) return null;
  return (
    <ul className="event-lines" aria-label="What happened" aria-live="polite">
      {lines.map(({ text, kind }, index) => (
        // Lines are only ever added at the end, and two may say the same.
        <li key={`${index} ${text}`} className={kind}>
          {kind === 'error' ? 'Failed: ' : ''}
          {text}
        </li>
      ))}
    </ul>
  );
}

function Calls({ calls }: { calls: readonly PlannedCall[] }): ReactElement | null {
  if (calls.length === 0) return null;
  return (
    <ExpandableSection headerText="Calls that apply would make" defaultExpanded>
      <ul className="plain-list">
        {calls.map(({ service, operation, what }) => (
          <li key={`${service}:${operation} ${what}`}>
            <Box variant="code">
              {service}:{operation}
            </Box>{' '}
            {what}
          </li>
        ))}
      </ul>
    </ExpandableSection>
  );
}

function HandInstructions(props: { mpa: MpaSummary; step: SetupStepView; byHand: ByHand }): ReactElement {
  const { mpa, step, byHand } = props;
  const { host } = useSession();
  return (
    <ExpandableSection headerText={WORDS.byHand}>
      <SpaceBetween size="s">
        <Button iconName="external" onClick={() => host.openOutside(byHand.consoleUrl)}>
          Open the AWS console
        </Button>
        <KeyValuePairs
          items={byHand.values.map(({ label, value }) => ({
            label,
            value: (
              <span className="copyable">
                {value} <CopyButton text={value} what={label} />
              </span>
            ),
          }))}
        />
        <ol>
          {byHand.order.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        <DoneByHand mpa={mpa} step={step} />
      </SpaceBetween>
    </ExpandableSection>
  );
}

function DoneByHand({ mpa, step }: { mpa: MpaSummary; step: SetupStepView }): ReactElement {
  const { change } = useAct();
  const [how, setHow] = useState('');
  // AWS has shown that it is in place: the word replaces that only where a person says so.
  const [seen, setSeen] = useState(false);
  const [replace, setReplace] = useState(false);
  const keep = (): Promise<unknown> =>
    change(`Kept that '${step.name}' was done by hand.`, (client) =>
      client.aws.done({ mpaId: mpa.id, step: step.key, how, evidence: {}, replace }).catch((error: unknown) => {
        setSeen(toFailure(error).code === 'CONFLICT');
        throw error;
      }),
    );
  return (
    <FormField
      label="Done by hand"
      description="Looking at AWS again verifies it where that can be read. Else your word is kept, with your note."
    >
      <SpaceBetween size="xs">
        <Input
          value={how}
          placeholder="Made in the console by Kim, 21 Nov"
          onChange={({ detail }) => setHow(detail.value)}
        />
        {seen ? (
          <Checkbox checked={replace} onChange={({ detail }) => setReplace(detail.checked)}>
            My word counts all the same
          </Checkbox>
        ) : null}
        <Button disabled={how.trim() === ''} onClick={() => void keep()}>
          Keep my word
        </Button>
      </SpaceBetween>
    </FormField>
  );
}
