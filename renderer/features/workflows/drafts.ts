import { z } from 'zod';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { WorkflowRule } from '../../../shared/domain/workflow-rule.ts';
import type { Memory } from '../../session/memory.ts';
import { beginDraft, draftSchema, isUnchanged } from './draft.ts';
import type { Draft } from './draft.ts';

const draftsSchema = z.record(z.string(), draftSchema);

/** The unsaved edits of a payer account's workflows; they outlive the page, a reload and a restart. */
export interface Drafts {
  /** By the workflow's ID as text. */
  readonly store: StoreApi<Readonly<Record<string, Draft>>>;
  /** Changes a workflow's draft; edits that come back to what is saved are none. */
  edit(id: number, saved: readonly WorkflowRule[], change: (draft: Draft) => Draft): void;
  discard(id: number): void;
}

/** The drafts that were kept of a payer account. */
export function openDrafts(memory: Memory, mpaId: AccountId): Drafts {
  const name = `workflows/drafts/${mpaId}`;
  const store = createStore<Readonly<Record<string, Draft>>>(() => memory.get(name, draftsSchema, {}));
  const keep = (drafts: Readonly<Record<string, Draft>>): void => {
    store.setState(drafts, true);
    memory.set(name, drafts);
  };
  const discard = (id: number): void => {
    keep(Object.fromEntries(Object.entries(store.getState()).filter(([key]) => key !== String(id))));
  };
  return {
    store,
    discard,
    edit: (id, saved, change) => {
      const draft = change(store.getState()[id] ?? beginDraft(saved));
      if (isUnchanged(draft, saved)) discard(id);
      else keep({ ...store.getState(), [id]: draft });
    },
  };
}
