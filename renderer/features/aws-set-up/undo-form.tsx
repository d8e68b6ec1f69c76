import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { SetupEvent, SetupStepView, UndoPlan } from '../../../shared/contract/aws.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { toFailure } from '../../session/failure.ts';
import type { Failure } from '../../session/failure.ts';
import { useSession } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { FailureAlert } from '../failure-alert.tsx';
import { isWaiting } from '../../session/jobs.ts';
import type { JobProgress } from '../../session/jobs.ts';
import { waitingInWords } from '../../../shared/domain/aws/waiting.ts';
import { Alert, Box, Checkbox, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';

/** Says what taking a step back would mean, and does it when that was agreed to. */
export function UndoForm(props: {
  readonly mpa: MpaSummary;
  readonly step: SetupStepView;
  readonly onDone: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { mpa, step, onDone, onClose } = props;
  const { api, jobs, notices } = useSession();
  const [plan, setPlan] = useState<UndoPlan | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [waiting, setWaiting] = useState<string | null>(null);
  const [taken, setTaken] = useState<readonly string[]>([]);
  const input = { mpaId: mpa.id, profile: null, only: step.key, consents: [...taken] };
  const offers = plan?.offers ?? [];
  useEffect(() => {
    const end = new AbortController();
    const look = async (): Promise<void> => {
      try {
        const { client } = await api.connected();
        const stream = await client.aws.undo(
          { mpaId: mpa.id, profile: null, only: step.key, agreed: false },
          { signal: end.signal },
        );
        for (;;) {
          const next = await stream.next();
          if (next.done === true) return setPlan(next.value);
          setWaiting(isWaiting(next.value) ? waitingInWords(next.value) : null);
        }
      } catch (error) {
        if (!end.signal.aborted) setFailure(toFailure(error));
      }
    };
    void look();
    return () => end.abort();
  }, [api, mpa.id, step.key]);
  const undo = async (): Promise<void> => {
    onClose();
    try {
      const { client } = await api.connected();
      const { calls } = await jobs.run<SetupEvent | JobProgress, UndoPlan>(`Taking back ${step.name}`, (signal) =>
        client.aws.undo({ ...input, agreed: true }, { signal }),
      );
      const text = calls.length === 0 ? `There was nothing to take back of ${step.name}.` : `Took back ${step.name}.`;
      notices.show({ kind: calls.length === 0 ? 'info' : 'success', text });
    } catch (error) {
      notices.fail(toFailure(error));
    }
    onDone();
  };
  return (
    <Confirm
      title={`Take back: ${step.name}`}
      confirmText={`Take back ${step.name}`}
      disabled={plan === null}
      onConfirm={() => void undo()}
      onCancel={onClose}
    >
      <SpaceBetween size="s">
        <FailureAlert failure={failure} />
        {plan === null && failure === null ? (
          <StatusIndicator type="loading">{waiting ?? 'Looking at AWS'}</StatusIndicator>
        ) : null}
        {plan === null ? null : (
          <>
            <Alert type="warning">{plan.consequence}</Alert>
            <ul>
              {plan.calls.map(({ service, operation, what }) => (
                <li key={`${service}:${operation} ${what}`}>
                  <Box variant="code">
                    {service}:{operation}
                  </Box>{' '}
                  {what}
                </li>
              ))}
            </ul>
            {offers.map(({ key, question, consequence }) => (
              <Checkbox
                key={key}
                checked={taken.includes(key)}
                description={consequence}
                onChange={({ detail }) =>
                  setTaken(detail.checked ? [...taken, key] : taken.filter((each) => each !== key))
                }
              >
                {question}
              </Checkbox>
            ))}
          </>
        )}
      </SpaceBetween>
    </Confirm>
  );
}
