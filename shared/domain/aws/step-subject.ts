import type { SetupStepKey } from './setup-step.ts';

type Evidence = Readonly<Record<string, string>>;

/** The evidence that says what a step's state is about, where that may become another while the state stays. */
const SUBJECTS: Partial<Readonly<Record<SetupStepKey, readonly string[]>>> = {
  report: ['report'],
  'first-delivery': ['report', 'reportMadeOn'],
  'vendor-link': ['mailSha256'],
  'console-data': ['role'],
};

/**
 * Whether two looks at a step are about the same thing: the same report is waited for, the same mail is to be answered. Since when
 * and until when it waits counts for that alone. What was kept before this was noted counts as the same.
 */
export function isSameSubject(step: SetupStepKey, before: Evidence, now: Evidence): boolean {
  const names = SUBJECTS[step] ?? [];
  if (names.every((name) => before[name] === undefined)) return true;
  return names.every((name) => (before[name] ?? '') === (now[name] ?? ''));
}
