import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { WorkflowDetail } from '../../../shared/contract/workflows.ts';
import type { WorkflowRule } from '../../../shared/domain/workflow-rule.ts';
import { useSession } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Alert, Box, Button, SpaceBetween } from '../../ui/kit.ts';
import { cardPart } from '../../ui/ordered-list.tsx';
import { plural } from '../../ui/words.ts';
import { AddRule } from './add-rule.tsx';
import { BuilderHeader } from './builder-header.tsx';
import { addRule, beginDraft, changeRule, MOST_RULES, moveRule, putBack, rebase, removeRule } from './draft.ts';
import type { DraftRule } from './draft.ts';
import type { Drafts } from './drafts.ts';
import { fieldsOf } from './fields.ts';
import type { ReviewedRule } from './review.ts';
import { RuleList } from './rule-list.tsx';
import { useWorkflowDraft } from './use-workflow-draft.ts';
import { VendorText } from './vendor-text.tsx';
import { Versions } from './versions.tsx';
import { WhereUsed } from './where-used.tsx';
import { WORDS } from './words.ts';

/** What is asked or shown above the page. */
type Dialog = 'add' | 'discard' | 'versions';

/** One workflow: its rules to be edited, and beside them what the vendor will read. */
export function Builder({
  mpa,
  workflow,
  drafts,
  onChoose,
}: {
  mpa: MpaSummary;
  workflow: WorkflowDetail;
  drafts: Drafts;
  /** Shows another workflow; null where this one was removed. */
  onChoose: (id: number | null) => void;
}): ReactElement {
  const { notices } = useSession();
  const draft = useWorkflowDraft(workflow, drafts);
  const { review, edit } = draft;
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [removed, setRemoved] = useState<{ rule: DraftRule; at: number } | null>(null);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const unfold = (key: number, open: boolean): void => {
    setOpened((before) => new Set(open ? [...before, key] : [...before].filter((each) => each !== key)));
  };
  /** After what makes the cards anew. */
  const beginAnew = (): void => {
    setOpened(new Set());
    setRemoved(null);
  };
  const remove = ({ key, value, position }: ReviewedRule): void => {
    edit((before) => removeRule(before, key));
    setRemoved({ rule: { key, value }, at: position - 1 });
    setTimeout(() => document.getElementById('put-back')?.querySelector('button')?.focus(), 0);
  };
  const jump = (position: number): void => {
    const rule = review.rules[position - 1];
    if (rule === undefined) return;
    unfold(rule.key, true);
    show(rule.key);
  };
  /** Lets go of the edits, in a way that can be taken back. */
  const letGo = (said: string): void => {
    const before = draft.discard();
    beginAnew();
    setDialog(null);
    if (before === undefined) return;
    notices.show({ kind: 'info', text: said, action: { text: 'Bring my edits back', run: () => edit(() => before) } });
  };
  const discard = (): void => letGo(`Discarded the edits of ${workflow.name}.`);
  const take = (rules: readonly WorkflowRule[]): void => {
    letGo(`The draft of ${workflow.name} is an earlier version now.`);
    edit((before) => ({ ...beginDraft(rules), base: before.base }));
  };
  return (
    <>
      <div className="workflow-main">
        <SpaceBetween size="m">
          <BuilderHeader
            mpa={mpa}
            workflow={workflow}
            draft={draft}
            onSaved={beginAnew}
            onDiscard={() => setDialog('discard')}
            onCompare={() => setDialog('versions')}
            onChoose={onChoose}
          />
          {draft.outrun ? (
            <Alert
              type="warning"
              header="The workflow was saved elsewhere since you began"
              action={
                <SpaceBetween size="xs">
                  <Button onClick={() => setDialog('versions')}>{WORDS.compare}</Button>
                  <Button onClick={() => edit((before) => rebase(before, workflow.rules))}>Keep my edits</Button>
                </SpaceBetween>
              }
            >
              Saving your edits replaces what was saved. Compare them first, or discard your edits.
            </Alert>
          ) : null}
          <RuleList
            review={review}
            opened={opened}
            onMove={(key, to) => edit((before) => moveRule(before, key, to))}
            actions={{
              open: unfold,
              change: (key, value) => edit((before) => changeRule(before, key, value)),
              remove,
            }}
          />
          {removed === null ? null : (
            <div id="put-back">
              <Box variant="span">Removed what was rule {removed.at + 1}. </Box>
              <Button
                variant="inline-link"
                onClick={() => {
                  edit((before) => putBack(before, removed.rule, removed.at));
                  setRemoved(null);
                  show(removed.rule.key);
                }}
              >
                Put it back
              </Button>
            </div>
          )}
          <Button iconName="add-plus" disabled={review.rules.length >= MOST_RULES} onClick={() => setDialog('add')}>
            {WORDS.addRule}
          </Button>
          <WhereUsed mpa={mpa} usedBy={workflow.usedBy} />
        </SpaceBetween>
      </div>
      <VendorText review={review} onJump={jump} />
      {dialog === 'add' ? (
        <AddRule
          onAdd={({ start }) => {
            let added = 0;
            edit((before) => {
              const { draft: next, key } = addRule(before, start);
              added = key;
              return next;
            });
            if (fieldsOf(start).length > 0) unfold(added, true);
            setDialog(null);
            show(added, 'first field');
          }}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog === 'discard' ? (
        <Confirm
          title={`Discard the edits of ${workflow.name}`}
          confirmText={WORDS.discard}
          onConfirm={discard}
          onCancel={() => setDialog(null)}
        >
          The {plural(review.rules.length, 'rule')} of the draft are lost; the {plural(workflow.rules.length, 'rule')}{' '}
          that are saved stay.
        </Confirm>
      ) : null}
      {dialog === 'versions' ? (
        <Versions
          workflow={workflow}
          review={review}
          edited={draft.edited}
          onTake={take}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </>
  );
}

/** Brings a rule's card into view and gives it the focus, once it is there and no dialog takes the focus back. */
function show(key: number, focus: 'card' | 'first field' = 'card'): void {
  setTimeout(() => {
    const card = document.getElementById(cardPart(key, 'card'));
    const field = focus === 'card' ? null : card?.parentElement?.querySelector<HTMLElement>('input, textarea');
    card?.scrollIntoView({ block: 'center' });
    (field ?? card)?.focus({ preventScroll: true });
  }, 50);
}
