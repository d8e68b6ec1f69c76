import type { TemplateValue } from '../template.ts';

/** What a finding is about, as its consent's key begins. */
export type FindingKind =
  | 'not-understood'
  | 'resource'
  | 'user'
  | 'access-key'
  | 'group'
  | 'attached-policy'
  | 'made-policy'
  | 'everything'
  | 'whole-service'
  | 'wildcard'
  | 'right'
  | 'not-action'
  | 'not-resource'
  | 'not-principal'
  | 'denial'
  | 'everyone'
  | 'foreign-principal'
  | 'own-account'
  | 'service-principal'
  | 'missing-condition'
  | 'foreign-role'
  | 'code-elsewhere'
  | 'inline-code'
  | 'layer'
  | 'environment'
  | 'custom-resource'
  | 'nested-template'
  | 'stack-set'
  | 'include'
  | 'transform'
  | 'function'
  | 'module'
  | 'hook'
  | 'rule'
  | 'resource-policy'
  | 'public-access'
  | 'dynamic-reference'
  | 'ssm-parameter'
  | 'kept-resource'
  | 'export'
  | 'name';

/** Something of a template that nobody agrees to by agreeing to the stack: it needs a consent of its own. */
export interface Finding {
  readonly kind: FindingKind;
  /** Where in the template: `SpotFinOpsRole.Policies[0]`. */
  readonly at: string;
  /** What it is, in sentences. */
  readonly sentence: string;
  /** What follows from it. */
  readonly consequence: string;
}

/** What is known of a template, in a sentence. */
export interface Fact {
  readonly about: 'resources' | 'rights' | 'code';
  readonly sentence: string;
}

/** What takes findings, and facts for the sentence of a stack. */
export interface Report {
  readonly findings: Finding[];
  readonly facts: Fact[];
}

const MOST_SHOWN = 2000;

/** Controls, marks that turn the direction of writing or are not seen, and the two that hold an action in a sentence (ADR 18). */
const UNSEEN =
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u2069\u27E6\u27E7\uFEFF\u{E0000}-\u{E007F}]/gu;

/** A text of a template as it may stand in a sentence: what is not seen is written out, what is long is cut, and that is said. */
export function shownText(text: string, most = MOST_SHOWN): string {
  const seen = text.replace(UNSEEN, (mark) => `\\u${(mark.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
  return seen.length <= most ? seen : `${seen.slice(0, most)}… (${seen.length} characters)`;
}

/** Any value of a template as it may stand in a sentence. */
export function shownValue(value: TemplateValue): string {
  return shownText(typeof value === 'string' ? value : JSON.stringify(value));
}

/** That something is not understood, which is a finding wherever it is. @param value itself, as it may be shown */
export function notUnderstood(report: Report, at: string, value: string): void {
  report.findings.push({
    kind: 'not-understood',
    at,
    sentence: `${shownText(at, 200)} is not understood: ${value}.`,
    consequence:
      'It is not among what the known templates have, so nobody can say what it does. CloudFormation does it.',
  });
}
