import type { KeptStep } from '../../../../shared/domain/aws/kept-step.ts';
import type { SetupFailure } from '../../../../shared/domain/aws/setup-failure.ts';
import type { SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';
import type { SetupStepRow } from './repo.ts';

/** The evidence of a row with more of it, as JSON, its names in a fixed order; an empty value takes a name away. */
export function mergedEvidence(row: SetupStepRow | undefined, more: Readonly<Record<string, string>>): string {
  const all = Object.entries({ ...stepEvidence(row), ...more }).filter(([, value]) => value !== '');
  return JSON.stringify(Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** What a row has as evidence; nothing where there is none. */
export function stepEvidence(row: SetupStepRow | undefined): Record<string, string> {
  // Written by mergedEvidence alone.
  return row === undefined ? {} : (JSON.parse(row.evidence) as Record<string, string>);
}

/** A row as tasks know it. */
export function toKept(row: SetupStepRow): KeptStep {
  return {
    // Written from the step keys alone; the CHECKs allow these states only.
    step: row.step as SetupStepKey,
    state: row.state as KeptStep['state'],
    knownBy: row.known_by as KeptStep['knownBy'],
    since: row.since,
    dueAt: row.due_at,
    sentence: row.sentence,
    failure: row.failure === null ? null : (JSON.parse(row.failure) as SetupFailure),
    evidence: stepEvidence(row),
    note: row.note,
  };
}
