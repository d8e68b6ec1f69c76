import { rmSync } from 'node:fs';
import type { SetupReport } from '../../../../shared/contract/aws.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { privateFolder } from '../../files/private-folder.ts';
import { FAULTS } from '../../sandbox/faults/catalogue.ts';
import type { FaultDefinition } from '../../sandbox/faults/catalogue.ts';
import { DEFAULT_ACCOUNT } from '../../sandbox/sandbox.ts';
import { FAILURE_CASES } from './cases.ts';
import type { FailureCase } from './cases.ts';
import { Desks } from './desk.ts';
import type { DesksAround } from './desk.ts';

/** What the program showed when a failure was injected. */
export interface RehearsedFailure {
  key: string;
  /** What was done to the sandbox. */
  injected: string;
  /** The code that was shown; null where the program got over it by itself. */
  code: string | null;
  sentence: string;
  remedy: string;
  /** Whether that is what should be shown. */
  right: boolean;
}

const DAY = 86_400_000;

/** How many are rehearsed side by side: most of their time is waiting, for answers that do not come and before trying again. */
const SIDE_BY_SIDE = 6;

/**
 * Injects each failure of the list into a sandbox of its own, set up as far as needed, runs apply and tells what was shown.
 * @param around its signal ends it
 * @param keys the cases to run; all where it is null
 * @param onDone called with how many are done
 * @returns what each showed, in the order of the list
 * @throws AppError CANCELLED when told to stop.
 */
export async function rehearseFailures(
  around: DesksAround,
  keys: readonly string[] | null = null,
  onDone: (done: number) => void = () => undefined,
): Promise<RehearsedFailure[]> {
  const { signal } = around;
  const root = privateFolder('enrollment-desk-failures-');
  const desks = new Desks(root, around);
  const cases = FAILURE_CASES.filter(({ key }) => keys === null || keys.includes(key));
  const left = cases.toSorted((a, b) => Number(b.slow ?? false) - Number(a.slow ?? false));
  const found = new Map<FailureCase, RehearsedFailure>();
  const goOn = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined && !signal.aborted; next = left.shift()) {
      found.set(next, await rehearse(desks, next));
      onDone(found.size);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: SIDE_BY_SIDE }, goOn));
  rmSync(root, { recursive: true, force: true });
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  if (signal.aborted) throw new AppError('CANCELLED', 'Stopped before all failures were looked at.');
  return cases.flatMap((each) => found.get(each) ?? []);
}

async function rehearse(desks: Desks, failure: FailureCase): Promise<RehearsedFailure> {
  const desk = await desks.at(failure.stage);
  try {
    const { key, operation = null, days = 0, ledger } = failure;
    if (ledger) await desk.core.write('mpas.set', { id: DEFAULT_ACCOUNT, ...ledger });
    else desk.sandbox.setFault({ key, operation });
    if (days > 0) desk.sandbox.advance(days * DAY);
    return judge(failure, await desk.apply());
  } finally {
    await desk.close();
  }
}

function judge({ key, operation, ledger, overcome }: FailureCase, { steps }: SetupReport): RehearsedFailure {
  const failures = steps.flatMap((step) => (step.failure === null ? [] : [step.failure]));
  const shown = failures.find((each) => each.key === key) ?? failures[0] ?? null;
  const faults: Readonly<Record<string, FaultDefinition>> = FAULTS;
  const what = ledger ? Object.entries(ledger).map(([name, value]) => `${name} is '${value}'`) : [faults[key]?.what];
  return {
    key,
    injected: `${what.join(', ')}${operation === undefined ? '' : ` (${operation})`}`,
    code: shown?.code ?? null,
    sentence: shown?.sentence ?? (overcome === undefined ? 'Nothing was shown.' : `Overcome: ${overcome}.`),
    remedy: shown?.remedy ?? '',
    right: overcome === undefined ? shown?.key === key : shown === null,
  };
}
