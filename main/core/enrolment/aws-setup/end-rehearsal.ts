import type { SetupChoices } from '../../../../shared/contract/aws.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { isSandboxProfile } from '../../../../shared/domain/aws/profile.ts';
import type { WriteContext } from '../../ledger/context.ts';
import { nowText } from '../../time/clock.ts';
import { requireMpa, setMpa } from '../mpas/service.ts';
import { forgetRehearsed } from '../steps/rehearsed.ts';
import { getChoices } from './choices.ts';
import {
  deleteChoices,
  deleteSetupSteps,
  deleteSimulatedCostData,
  deleteSimulatedCostDataSums,
  endRun,
  insertRun,
  REHEARSAL_ENDED,
} from './repo.ts';

/**
 * Ends the rehearsal of a payer account: nothing is known of its set-up any more, so that it can begin in AWS. The journal keeps every
 * call and says when the rehearsal ended; the sandbox keeps what is in it. Cost data from the sandbox is forgotten. A profile of the sandbox is let go.
 * @throws AppError NOT_FOUND, CONFLICT (its set-up is no rehearsal).
 */
export function endRehearsal(context: WriteContext, { mpaId }: { mpaId: AccountId }): SetupChoices {
  const { db, clock, actor } = context;
  const mpa = requireMpa(db, mpaId);
  const choices = getChoices(context, { mpaId });
  if (choices.simulated !== true) {
    const how = choices.simulated === null ? 'was not begun yet' : 'is a real one';
    throw new AppError(
      'CONFLICT',
      `There is no rehearsal of ${mpa.name} (${mpaId}) to end: its AWS set-up ${how}. Nothing was changed.`,
      { id: mpaId, simulated: choices.simulated },
    );
  }
  forgetRehearsed(context, mpaId);
  deleteSetupSteps.run(db, { mpaId });
  deleteChoices.run(db, { mpaId });
  deleteSimulatedCostDataSums.run(db, { mpaId });
  deleteSimulatedCostData.run(db, { mpaId });
  const profile = mpa.profileName ?? '';
  const now = nowText(clock);
  const { who, host } = actor;
  const run = { mpaId, kind: 'undo', profile, region: choices.region, simulated: 1, who, host, startedAt: now };
  const { lastId } = insertRun.run(db, run);
  endRun.run(db, {
    id: lastId,
    accountId: null,
    callerArn: null,
    endedAt: now,
    outcome: REHEARSAL_ENDED,
    result: null,
  });
  if (isSandboxProfile(profile)) setMpa(context, { id: mpaId, profileName: null });
  context.label(`Ended the rehearsal of ${mpa.name} in the sandbox`);
  context.mpa(mpaId);
  return getChoices(context, { mpaId });
}
