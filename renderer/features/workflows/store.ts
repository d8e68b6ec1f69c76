import { z } from 'zod';
import type { Change } from '../../../shared/contract/history.ts';
import type { WorkflowDetail, WorkflowSummary } from '../../../shared/contract/workflows.ts';
import { workflowRulesSchema } from '../../../shared/domain/workflow-rule.ts';
import type { WorkflowRule } from '../../../shared/domain/workflow-rule.ts';

/** The workflows whose name or note has a text in it. */
export function shownWorkflows(workflows: readonly WorkflowSummary[], text: string): WorkflowSummary[] {
  const wanted = text.trim().toLowerCase();
  return workflows.filter(({ name, note }) => `${name}\n${note}`.toLowerCase().includes(wanted));
}

/** A workflow as it was saved at some time. */
export interface Version {
  /** The change that made it. */
  readonly id: number;
  readonly at: string;
  readonly who: string;
  readonly label: string;
  readonly name: string;
  readonly rules: readonly WorkflowRule[];
}

/** The history keeps the row as it is in the ledger: its rules are a text of JSON there. */
const rowSchema = z.object({
  name: z.string(),
  rules: z.preprocess(
    (value) => (typeof value === 'string' ? (JSON.parse(value) as unknown) : value),
    workflowRulesSchema,
  ),
});

/** The versions of a workflow, the latest first: every change of its name or rules that the history has. */
export function versionsOf(changes: readonly Change[]): Version[] {
  const versions = changes.flatMap(({ id, at, who, label, after }): Version[] => {
    const row = rowSchema.safeParse(after);
    return row.success ? [{ id, at, who, label, ...row.data }] : [];
  });
  // A change of the note alone is not another version.
  return versions.filter((version, index) => {
    const older = versions[index + 1];
    return older === undefined || contentOf(older) !== contentOf(version);
  });
}

function contentOf({ name, rules }: Version): string {
  return JSON.stringify([name, rules]);
}

/** Whom a workflow concerns. */
export function reachOf(usedBy: WorkflowDetail['usedBy']): { subsets: number; accounts: number } {
  return { subsets: usedBy.length, accounts: usedBy.reduce((sum, { accounts }) => sum + accounts, 0) };
}
