import { z } from 'zod';
import type { WorkflowRule } from '../../../shared/domain/workflow-rule.ts';

/** A rule while it is edited: its kind, and options that may not be complete yet. */
export const ruleValueSchema = z.object({ kind: z.string() }).catchall(z.unknown());
export type RuleValue = z.infer<typeof ruleValueSchema>;

const draftRuleSchema = z.object({ key: z.int(), value: ruleValueSchema });

/** A rule with a key that stays when it moves. */
export type DraftRule = z.infer<typeof draftRuleSchema>;

/** Edits of a workflow that are not saved. */
export const draftSchema = z.object({
  /** The rules as they were saved when the edits began. */
  base: z.string(),
  rules: z.array(draftRuleSchema).max(200),
});
export type Draft = z.infer<typeof draftSchema>;

/** The most rules that a workflow has. */
export const MOST_RULES = 200;

/** A draft in which nothing is changed yet. */
export function beginDraft(saved: readonly WorkflowRule[]): Draft {
  return { base: fingerprint(saved), rules: saved.map((value, index) => ({ key: index + 1, value: { ...value } })) };
}

/** The edits, with other rules as what they are compared with: after a look at what somebody else saved meanwhile. */
export function rebase(draft: Draft, saved: readonly WorkflowRule[]): Draft {
  return { ...draft, base: fingerprint(saved) };
}

/** Whether the edits leave everything as it is saved. */
export function isUnchanged(draft: Draft, saved: readonly WorkflowRule[]): boolean {
  return fingerprint(draft.rules.map(({ value }) => value)) === fingerprint(saved);
}

/** Whether the workflow was saved by somebody else since the edits began. */
export function isOutrun(draft: Draft, saved: readonly WorkflowRule[]): boolean {
  return draft.base !== fingerprint(saved);
}

/** Puts a rule in at the end. @returns the draft, and the key that the rule got */
export function addRule(draft: Draft, value: RuleValue): { draft: Draft; key: number } {
  const key = Math.max(0, ...draft.rules.map((rule) => rule.key)) + 1;
  return { draft: { ...draft, rules: [...draft.rules, { key, value }] }, key };
}

/** Takes a rule out and puts it in so that it stands at a place, from 0; places beyond the ends are the ends. */
export function moveRule(draft: Draft, key: number, to: number): Draft {
  const from = draft.rules.findIndex((rule) => rule.key === key);
  const rule = draft.rules[from];
  if (rule === undefined) return draft;
  const place = Math.max(0, Math.min(to, draft.rules.length - 1));
  return { ...draft, rules: draft.rules.toSpliced(from, 1).toSpliced(place, 0, rule) };
}

/** Gives a rule other options. */
export function changeRule(draft: Draft, key: number, value: RuleValue): Draft {
  return { ...draft, rules: draft.rules.map((rule) => (rule.key === key ? { key, value } : rule)) };
}

/** Takes a rule out. */
export function removeRule(draft: Draft, key: number): Draft {
  return { ...draft, rules: draft.rules.filter((rule) => rule.key !== key) };
}

/** Puts a rule back that was taken out, at a place from 0. */
export function putBack(draft: Draft, rule: DraftRule, at: number): Draft {
  if (draft.rules.some(({ key }) => key === rule.key)) return draft;
  return { ...draft, rules: draft.rules.toSpliced(at, 0, rule) };
}

/** Rules as one text, the same for the same rules whatever the order of their options. */
function fingerprint(rules: readonly unknown[]): string {
  return JSON.stringify(rules, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
