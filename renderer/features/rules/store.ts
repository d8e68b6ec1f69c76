import type { RulePreview } from '../../../shared/contract/assignment-rules.ts';
import { ASSIGNMENT_FIELDS, ASSIGNMENT_OPERATORS } from '../../../shared/domain/assignment-rule.ts';

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
