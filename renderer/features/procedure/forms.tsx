import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Step } from '../../../shared/contract/steps.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { endOfDay } from '../../../shared/domain/local-day.ts';
import { useAct } from '../../session/session.ts';
import { useFields } from '../../session/use-fields.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Alert, FormField, Input, RadioGroup, SpaceBetween, Textarea } from '../../ui/kit.ts';
import { openTicketsText } from './store.ts';
import { WORDS } from './words.ts';

interface StepFormProps {
  readonly mpaId: AccountId;
  readonly step: Step;
  readonly onClose: () => void;
}

/** Marks a step as done: how one knows, the evidence, and why now where steps before it are open. */
export function DoneForm({ mpaId, step, onClose }: StepFormProps): ReactElement {
  const { change } = useAct();
  const [how, setHow] = useState('');
  const [why, setWhy] = useState('');
  const [evidence, setEvidence] = useState<Readonly<Record<string, string>>>({});
  const early = step.openBefore.length > 0;
  const missing = how.trim() === '' || (early && why.trim() === '');
  const save = async (): Promise<void> => {
    const given = Object.fromEntries(Object.entries(evidence).filter(([, value]) => value.trim() !== ''));
    const done = await change(
      (closed: Step) => `Marked '${step.name}' as done.${openTicketsText(closed)}`,
      (client) => client.steps.done({ mpaId, step: step.key, how, evidence: given, outOfOrder: early ? why : null }),
    );
    if (done !== undefined) onClose();
  };
  return (
    <Confirm
      title={`${WORDS.done}: ${step.name}`}
      confirmText={WORDS.done}
      disabled={missing}
      onConfirm={() => void save()}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        {early ? (
          <Alert type="warning">
            Steps before it are open. Say why this one is done now; it stands in the history.
          </Alert>
        ) : null}
        <FormField label={WORDS.how} description={WORDS.howHint}>
          <Textarea value={how} rows={2} onChange={({ detail }) => setHow(detail.value)} />
        </FormField>
        {early ? (
          <FormField label={WORDS.outOfOrder}>
            <Input value={why} onChange={({ detail }) => setWhy(detail.value)} />
          </FormField>
        ) : null}
        {askedOf(step).map(({ key, label }) => (
          <FormField
            key={key}
            label={
              <>
                {label} <i>(optional)</i>
              </>
            }
          >
            <Input
              value={evidence[key] ?? step.evidence[key] ?? ''}
              onChange={({ detail }) => setEvidence({ ...evidence, [key]: detail.value })}
            />
          </FormField>
        ))}
      </SpaceBetween>
    </Confirm>
  );
}

/** The evidence that is asked for with the step itself. */
function askedOf({ evidenceFields }: Step): Step['evidenceFields'] {
  return evidenceFields.filter(({ asked }) => asked);
}

/** Begins a wait: one that the procedure announces, or another one with a date. */
export function WaitForm({ mpaId, step, onClose }: StepFormProps): ReactElement {
  const { change } = useAct();
  const [wait, setWait] = useState(step.waits[0]?.key ?? 'other');
  const [what, setWhat] = useState('');
  const [due, setDue] = useState('');
  const other = wait === 'other';
  const missing = other && (what.trim() === '' || due === '');
  const save = async (): Promise<void> => {
    const done = await change(`'${step.name}' waits.`, (client) =>
      client.steps.wait({
        mpaId,
        step: step.key,
        wait: other ? null : wait,
        what: other ? what : null,
        due: due === '' ? null : endOfDay(due).toISOString(),
      }),
    );
    if (done !== undefined) onClose();
  };
  return (
    <Confirm
      title={`${WORDS.wait}: ${step.name}`}
      confirmText="Begin the wait"
      disabled={missing}
      onConfirm={() => void save()}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <FormField label="What is waited for">
          <RadioGroup
            value={wait}
            items={[
              ...step.waits.map(({ key, what: announced, said }) => ({
                value: key,
                label: announced,
                description: said,
              })),
              { value: 'other', label: 'Something else' },
            ]}
            onChange={({ detail }) => setWait(detail.value)}
          />
        </FormField>
        {other ? (
          <FormField label="Waiting for" description="As it follows these words: 'the purchase order'.">
            <Input value={what} onChange={({ detail }) => setWhat(detail.value)} />
          </FormField>
        ) : null}
        <FormField
          label="Due"
          description={
            other ? 'The day at whose end it should have come.' : 'As the procedure says, unless another day is given.'
          }
        >
          <input
            type="date"
            className="date-input"
            aria-label="Due"
            value={due}
            onChange={(event) => setDue(event.target.value)}
          />
        </FormField>
      </SpaceBetween>
    </Confirm>
  );
}

/** Says what blocks a step. */
export function BlockForm({ mpaId, step, onClose }: StepFormProps): ReactElement {
  const { change } = useAct();
  return (
    <ReasonForm
      title={`${WORDS.block}: ${step.name}`}
      confirmText={WORDS.block}
      label="What blocks it, and who can help"
      onClose={onClose}
      save={(reason) =>
        change(`Marked '${step.name}' as blocked.`, (client) => client.steps.block({ mpaId, step: step.key, reason }))
      }
    />
  );
}

/** Leaves an optional step out, with the reason. */
export function SkipForm({ mpaId, step, onClose }: StepFormProps): ReactElement {
  const { change } = useAct();
  return (
    <ReasonForm
      title={`${WORDS.skip}: ${step.name}`}
      confirmText={WORDS.skip}
      label="Why it is left out"
      onClose={onClose}
      save={(reason) =>
        change(
          (closed: Step) => `Skipped '${step.name}'.${openTicketsText(closed)}`,
          (client) => client.steps.skip({ mpaId, step: step.key, reason }),
        )
      }
    />
  );
}

function ReasonForm(props: {
  readonly title: string;
  readonly confirmText: string;
  readonly label: string;
  readonly onClose: () => void;
  readonly save: (reason: string) => Promise<unknown>;
}): ReactElement {
  const { title, confirmText, label, onClose } = props;
  const [reason, setReason] = useState('');
  const save = async (): Promise<void> => {
    if ((await props.save(reason)) !== undefined) onClose();
  };
  return (
    <Confirm
      title={title}
      confirmText={confirmText}
      disabled={reason.trim() === ''}
      onConfirm={() => void save()}
      onCancel={onClose}
    >
      <FormField label={label}>
        <Textarea value={reason} rows={3} onChange={({ detail }) => setReason(detail.value)} />
      </FormField>
    </Confirm>
  );
}

/** Keeps a note and the evidence that is worth keeping. */
export function NoteForm({ mpaId, step, onClose }: StepFormProps): ReactElement {
  const { save } = useAct();
  const { values, set, edits } = useFields({ note: step.note });
  const [evidence, setEvidence] = useState<Readonly<Record<string, string>>>({});
  const [evidenceShown] = useState(step.evidence);
  const keep = async (): Promise<void> => {
    const given = Object.keys(evidence).length > 0;
    const typed = { ...edits?.typed, ...(given ? { evidence } : {}) };
    const shown = { ...edits?.shown, ...(given ? { evidence: evidenceShown } : {}) };
    const done = await save(`Kept the note of '${step.name}'.`, { typed, shown }, (client, seen) =>
      client.steps.note({
        mpaId,
        step: step.key,
        note: edits?.typed.note ?? null,
        evidence: { ...evidence },
        shown: seen,
      }),
    );
    if (done !== undefined) onClose();
  };
  return (
    <Confirm
      title={`Evidence and note: ${step.name}`}
      confirmText="Keep"
      onConfirm={() => void keep()}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        {askedOf(step).map(({ key, label }) => (
          <FormField key={key} label={label}>
            <Input
              value={evidence[key] ?? step.evidence[key] ?? ''}
              onChange={({ detail }) => setEvidence({ ...evidence, [key]: detail.value })}
            />
          </FormField>
        ))}
        <FormField label="Note">
          <Textarea value={values.note} rows={4} onChange={({ detail }) => set({ note: detail.value })} />
        </FormField>
      </SpaceBetween>
    </Confirm>
  );
}
