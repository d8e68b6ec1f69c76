import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { WorkflowDetail } from '../../../shared/contract/workflows.ts';
import { useAct } from '../../session/session.ts';
import { plural } from '../../ui/words.ts';
import { beginDraft, isOutrun, isUnchanged } from './draft.ts';
import type { Draft } from './draft.ts';
import type { Drafts } from './drafts.ts';
import { reviewOf } from './review.ts';
import type { Review } from './review.ts';
import { reachOf } from './store.ts';

/** A workflow as it is edited. */
export interface WorkflowDraft {
  readonly review: Review;
  /** Whether there is something to save. */
  readonly edited: boolean;
  /** Whether somebody else saved the workflow since the edits began. */
  readonly outrun: boolean;
  readonly edit: (change: (draft: Draft) => Draft) => void;
  /** @returns the draft that was discarded, to bring it back */
  readonly discard: () => Draft | undefined;
  /** @returns whether it was saved */
  readonly save: () => Promise<boolean>;
}

/** The draft of a workflow, or the workflow as it is saved. */
export function useWorkflowDraft(workflow: WorkflowDetail, drafts: Drafts): WorkflowDraft {
  const { change } = useAct();
  const { id, name, rules: saved, usedBy } = workflow;
  const kept = useStore(drafts.store, (all) => all[id]);
  const draft = useMemo(() => kept ?? beginDraft(saved), [kept, saved]);
  const review = useMemo(() => reviewOf(name, draft.rules), [name, draft]);
  const unchanged = useMemo(() => isUnchanged(draft, saved), [draft, saved]);
  // What was saved, here or elsewhere, is no draft any more.
  useEffect(() => {
    if (unchanged && kept !== undefined) drafts.discard(id);
  }, [drafts, id, unchanged, kept]);
  return {
    review,
    edited: !unchanged,
    outrun: !unchanged && isOutrun(draft, saved),
    edit: (run) => drafts.edit(id, saved, run),
    discard: () => {
      drafts.discard(id);
      return kept;
    },
    save: async () => {
      const { complete } = review;
      if (complete === null) return false;
      const { subsets } = reachOf(usedBy);
      const whom = subsets === 0 ? '' : ` for ${plural(subsets, 'subset')}`;
      const done = await change(`Saved ${name}${whom}.`, (client) =>
        // What is saved now is what this draft was compared with; see `outrun`.
        client.workflows.setRules({ id, rules: complete, shown: { rules: saved } }),
      );
      return done !== undefined;
    },
  };
}
