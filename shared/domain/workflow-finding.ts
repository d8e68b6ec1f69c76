import type { Severity } from './finding.ts';
import type { WorkflowRule } from './workflow-rule.ts';

/** Something that a workflow's rules or their order do that was hardly meant. */
export interface WorkflowFinding {
  code: string;
  severity: Severity;
  /** The rule's place in the list, from 1; null when it is about the whole workflow. */
  position: number | null;
  /** The other rule that it clashes with, from 1. */
  otherPosition: number | null;
  sentence: string;
  remedy: string;
}

/** A rule with its place in the list, from 1. */
export interface PlacedRule<Rule extends WorkflowRule = WorkflowRule> {
  rule: Rule;
  position: number;
}
