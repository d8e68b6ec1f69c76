import { workflowRuleSchema } from '../../../shared/domain/workflow-rule.ts';
import type { WorkflowRule } from '../../../shared/domain/workflow-rule.ts';
import { checkWorkflow } from '../../../shared/domain/workflow-order.ts';
import type { WorkflowFinding } from '../../../shared/domain/workflow-finding.ts';
import { ruleSentence, workflowText } from '../../../shared/domain/workflow-text.ts';
import type { DraftRule } from './draft.ts';
import { fieldsOf, problemsOf } from './fields.ts';
import { fieldWords } from './words.ts';

/** A rule with what is to be shown of it. */
export interface ReviewedRule extends DraftRule {
  /** From 1. */
  readonly position: number;
  /** As the vendor will read it; what stands in its place while options are missing. */
  readonly sentence: string;
  /** By the option's path; empty where the rule is complete. */
  readonly problems: ReadonlyMap<string, string>;
  readonly findings: readonly WorkflowFinding[];
}

/** A workflow as it is edited, as the vendor would read it, and what is to be said about it. */
export interface Review {
  readonly rules: readonly ReviewedRule[];
  readonly text: string;
  /** Errors first, then by place. */
  readonly findings: readonly WorkflowFinding[];
  /** The rules to save; null while one of them is not complete. */
  readonly complete: WorkflowRule[] | null;
}

const SEVERITY_ORDER = ['error', 'warning', 'hint'] as const;

/** Looks at a workflow as it is edited. */
export function reviewOf(name: string, draft: readonly DraftRule[]): Review {
  const parsed = draft.map(({ value }) => workflowRuleSchema.safeParse(value));
  // A rule that is not complete holds its place as prose, so that the others keep their numbers.
  const placed = parsed.map(
    ({ data }, index): WorkflowRule => data ?? { kind: 'prose', text: `(rule ${index + 1} is not complete)` },
  );
  const whole = (position: number | null): boolean => position === null || parsed[position - 1]?.success === true;
  const findings = [
    ...checkWorkflow({ rules: placed }).filter(
      ({ position, otherPosition }) => whole(position) && whole(otherPosition),
    ),
    ...parsed.flatMap(({ success }, index) => (success ? [] : [notComplete(index + 1, draft[index])])),
  ].sort(compareFindings);
  const rules = draft.map((rule, index): ReviewedRule => {
    const position = index + 1;
    const shown = placed[index];
    return {
      ...rule,
      position,
      sentence: shown === undefined ? '' : ruleSentence(shown),
      problems: problemsOf(rule.value),
      findings: findings.filter((finding) => finding.position === position),
    };
  });
  const complete = parsed.flatMap(({ data }) => (data === undefined ? [] : [data]));
  return {
    rules,
    text: workflowText({ name, rules: placed }),
    findings,
    complete: complete.length === draft.length ? complete : null,
  };
}

/** @param rule names what is blank or wrong */
function notComplete(position: number, rule: DraftRule | undefined): WorkflowFinding {
  const wrong = rule === undefined ? new Map<string, string>() : problemsOf(rule.value);
  const labels = rule === undefined ? [] : fieldsOf(rule.value).filter(({ path }) => wrong.has(path.join('.')));
  const what = labels.map((field) => fieldWords(field).label.toLowerCase()).join(', ');
  return {
    code: 'workflow-rule-incomplete',
    severity: 'error',
    position,
    otherPosition: null,
    sentence: `Rule ${position} is not complete${what === '' ? '' : `: ${what}`}.`,
    remedy: 'Fill in its options, or remove it.',
  };
}

function compareFindings(a: WorkflowFinding, b: WorkflowFinding): number {
  return (
    SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity) || (a.position ?? 0) - (b.position ?? 0)
  );
}
