import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { WorkflowDetail } from '../../../shared/contract/workflows.ts';
import { useAct } from '../../session/session.ts';
import { useBusy } from '../../session/use-submit.ts';
import { Box, Button, ButtonDropdown, Header, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import { LongText } from '../../ui/long-text.tsx';
import { CopyForm, duplicate, NoteForm, RemoveForm, RenameForm } from './forms.tsx';
import { reachOf } from './store.ts';
import type { WorkflowDraft } from './use-workflow-draft.ts';
import { saveWords, usageWords, WORDS } from './words.ts';

type FormKey = 'rename' | 'note' | 'copy' | 'remove';

const FORMS: readonly string[] = ['rename', 'note', 'copy', 'remove'] satisfies FormKey[];

/** A workflow's name, what can be done with the whole of it, and its draft. */
export function BuilderHeader({
  mpa,
  workflow,
  draft,
  onSaved,
  onDiscard,
  onCompare,
  onChoose,
}: {
  mpa: MpaSummary;
  workflow: WorkflowDetail;
  draft: WorkflowDraft;
  onSaved: () => void;
  onDiscard: () => void;
  onCompare: () => void;
  /** Shows another workflow; null where this one was removed. */
  onChoose: (id: number | null) => void;
}): ReactElement {
  const { change } = useAct();
  const [form, setForm] = useState<FormKey | null>(null);
  const [busy, during] = useBusy();
  const { edited, outrun, review } = draft;
  const reach = reachOf(workflow.usedBy);
  const save = async (): Promise<void> => {
    if (await during(() => draft.save())) onSaved();
  };
  const act = async (id: string): Promise<void> => {
    if (id === 'versions') onCompare();
    else if (id === 'duplicate') {
      const copy = await duplicate(change, workflow);
      if (copy !== undefined) onChoose(copy);
    } else if (FORMS.includes(id)) setForm(id as FormKey);
  };
  const why = whyNotSaved(draft);
  const formProps = { mpa, workflow, onClose: () => setForm(null) };
  return (
    <SpaceBetween size="s">
      <Header
        variant="h2"
        counter={`(${review.rules.length})`}
        description={workflow.note === '' ? undefined : workflow.note}
        actions={
          <ButtonDropdown
            items={[
              { id: 'rename', text: 'Rename…' },
              { id: 'note', text: 'Note…' },
              { id: 'duplicate', text: 'Duplicate' },
              { id: 'copy', text: 'Copy to another payer account…' },
              { id: 'versions', text: `${WORDS.compare}…` },
              { id: 'remove', text: 'Remove…' },
            ]}
            onItemClick={({ detail }) => void act(detail.id)}
          >
            With this workflow
          </ButtonDropdown>
        }
      >
        <LongText text={workflow.name} most={60} />
      </Header>
      <div className="draft-bar">
        <Box color="text-body-secondary">{usageWords(reach)}</Box>
        <StatusIndicator type={edited ? 'pending' : 'success'}>
          {edited ? 'Draft, not saved' : 'As it is saved'}
        </StatusIndicator>
      </div>
      <div className="draft-bar actions">
        <Button variant="link" disabled={!edited || busy} onClick={onDiscard}>
          {WORDS.discard}
        </Button>
        <Button
          variant="primary"
          loading={busy}
          disabled={!edited || outrun || review.complete === null}
          {...(why === null ? {} : { disabledReason: why })}
          onClick={() => void save()}
        >
          {saveWords(reach)}
        </Button>
      </div>
      {form === 'rename' ? <RenameForm {...formProps} /> : null}
      {form === 'note' ? <NoteForm {...formProps} /> : null}
      {form === 'copy' ? <CopyForm {...formProps} /> : null}
      {form === 'remove' ? <RemoveForm {...formProps} onRemoved={() => onChoose(null)} /> : null}
    </SpaceBetween>
  );
}

function whyNotSaved({ edited, outrun, review }: WorkflowDraft): string | null {
  if (!edited) return 'Nothing was edited.';
  if (outrun) return 'It was saved elsewhere since you began: keep your edits or discard them.';
  const blank = review.findings.find(({ code }) => code === 'workflow-rule-incomplete');
  return review.complete === null ? (blank?.sentence ?? null) : null;
}
