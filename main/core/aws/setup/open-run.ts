import type { SetupEvent, SetupRun } from '../../../../shared/contract/aws.ts';
import type { Mpa } from '../../../../shared/contract/mpas.ts';
import { act } from '../../../../shared/domain/action.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { TaskContext } from '../../runtime/task.ts';
import { openProfile } from '../open-profile.ts';
import { unusedEnvironment } from '../profiles/unused-environment.ts';
import { CallJournal } from '../session/journal.ts';
import { AwsSession } from '../session/session.ts';

/** A run on a payer account: its session and its place in the journal. */
export interface OpenRun {
  runId: number;
  session: AwsSession;
  journal: CallJournal;
}

/**
 * Begins a run with a profile: the payer account's own unless another is named.
 * @throws AppError CHOICE_NEEDED (no profile is known), PROFILE_NOT_FOUND …, CONFLICT (a rehearsal is to go on in a real account, or the
 * other way round; nothing is asked then).
 */
export async function openRun(
  task: TaskContext,
  options: { mpa: Mpa; profile: string | null; region: string; kind: SetupRun['kind']; mode: 'plan' | 'apply' },
): Promise<OpenRun> {
  const { mpa, region, kind, mode } = options;
  const name = options.profile ?? mpa.profileName;
  if (name === null) {
    const { sentence = '' } = unusedEnvironment(task.environment) ?? {};
    throw new AppError(
      'CHOICE_NEEDED',
      `No AWS profile is known for ${mpa.name} (${mpa.id}). Name one with ${act('aws.choose-profile')}; ${act('aws.profiles')} lists them. ${sentence}`.trim(),
      { option: act('aws.choose-profile') },
    );
  }
  const profile = openProfile(task, name, { wanted: mpa.id, region });
  const { simulated } = profile;
  // Accounts that come from AWS are no part of the set-up; all else is looked at by what is known of it, so it has to be of one world.
  if (kind !== 'import') await task.read('aws.assertSimulation', { mpaId: mpa.id, simulated });
  if (mode === 'apply') await task.write('aws.bindSimulation', { mpaId: mpa.id, simulated });
  const {
    value: { runId },
  } = await task.write('aws.beginRun', { mpaId: mpa.id, kind, profile: name, region, simulated });
  const journal = new CallJournal(task, runId, (event: SetupEvent) => task.tell(event));
  const session = new AwsSession({
    ...profile,
    profile: name,
    expected: mpa.id,
    region,
    mode,
    journal,
    signal: task.signal,
  });
  return { runId, session, journal };
}
