/** How bad a finding is: an error gets the deliverable sent back, a warning may, a hint is for the person to weigh. */
export const SEVERITIES = ['error', 'warning', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a finding can be about. `id` is the thing's key in the ledger (an account ID, a row's ID, a settings key). */
export const SUBJECT_KINDS = [
  'mpa',
  'account',
  'subset',
  'workflow',
  'end-customer',
  'assignment-rule',
  'ticket',
  'step',
  'setting',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** The thing that a finding is about, with the name that a person knows it by. */
export interface FindingSubject {
  kind: SubjectKind;
  id: string;
  name: string;
}

/** Something that a check found. */
export interface Finding {
  /** Stable, in kebab-case: `account-unassigned`. Programs go by this, never by the sentence. */
  code: string;
  severity: Severity;
  subject: FindingSubject;
  /** What is the matter, as a sentence. */
  sentence: string;
  /** What to do about it, as a sentence. */
  remedy: string;
}

/** How many findings of each severity there are. */
export type FindingCounts = Readonly<Record<Severity, number>>;

/** How many findings of a code are listed one by one, where nobody asks for more. */
export const FINDINGS_LISTED = 100;

/** Counts findings by severity. */
export function countFindings(findings: Iterable<{ severity: Severity }>): FindingCounts {
  const counts = { error: 0, warning: 0, hint: 0 };
  for (const finding of findings) counts[finding.severity] += 1;
  return counts;
}

/** Orders findings: errors first, then by code, then by the subject's name and ID, so that the same ledger gives the same list. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareText(a.code, b.code) ||
    compareText(a.subject.name, b.subject.name) ||
    compareText(a.subject.id, b.subject.id)
  );
}

/** By code units: the same on every machine, whatever its language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
