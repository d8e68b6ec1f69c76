import type { RuleDraft, RulePreview, RulesPreview } from '../../../shared/contract/assignment-rules.ts';
import { ASSIGNMENT_FIELDS, ASSIGNMENT_OPERATORS } from '../../../shared/domain/assignment-rule.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { Client } from '../../api.ts';
import { resultOf } from '../../session/stream.ts';

/** What is asked of the rules: whether they also move accounts that are in another subset. */
export interface RulesAsked {
  readonly mpaId: AccountId;
  readonly includeAssigned: boolean;
}

/** The rules in order with what each would do. */
export function readRules(client: Client, asked: RulesAsked, signal: AbortSignal): Promise<RulesPreview> {
  return resultOf(client.assignmentRules.preview(asked, { signal }));
}

/** What a rule that is being written would do, in its place among the others; null where it can't be asked yet. */
export async function readDraft(
  client: Client,
  { draft, ...asked }: RulesAsked & { readonly draft: RuleDraft | null },
  signal: AbortSignal,
): Promise<RulePreview | null> {
  if (draft === null) return null;
  const { rules } = await resultOf(client.assignmentRules.preview({ ...asked, draft }, { signal }));
  return rules.find(({ rule }) => rule.id === (draft.id ?? 0)) ?? null;
}

/** A rule with the key of its card. */
export type ListedRule = RulePreview & { readonly key: number };

/** The rules as cards. @param order their keys as they were just moved, before the ledger has said so; null: as they stand */
export function listedRules(rules: readonly RulePreview[], order: readonly number[] | null): ListedRule[] {
  const listed = rules.map((preview) => ({ ...preview, key: preview.rule.id }));
  if (order === null) return listed;
  return listed.toSorted((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
}

/** The keys of the rules after one was moved. @param to its new place, from 0 */
export function movedOrder(rules: readonly ListedRule[], key: number, to: number): number[] {
  const keys = rules.map((rule) => rule.key).filter((each) => each !== key);
  return keys.toSpliced(to, 0, key);
}

/** Where accounts would go, most accounts first. */
export function byTarget(rules: readonly RulePreview[]): { readonly name: string; readonly accounts: number }[] {
  const targets = new Map<number, { name: string; accounts: number }>();
  for (const { rule, takes } of rules) {
    const before = targets.get(rule.subset.id)?.accounts ?? 0;
    if (takes > 0) targets.set(rule.subset.id, { name: rule.subset.name, accounts: before + takes });
  }
  return [...targets.values()].toSorted((a, b) => b.accounts - a.accounts);
}

export const FIELDS = ASSIGNMENT_FIELDS;
export const OPERATORS = ASSIGNMENT_OPERATORS;
