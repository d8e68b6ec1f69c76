import { accountId } from '../../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import type { SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';
import type { ReadContext } from '../../ledger/context.ts';
import { waitingMpas } from './repo.ts';

/** A wait of a set-up that is going on. */
export interface SetupWait {
  mpaId: AccountId;
  step: SetupStepKey;
  since: string;
  dueAt: string | null;
}

/** Every wait of every set-up, the first to end first. */
export function waitingSetups({ db }: ReadContext, _input: unknown): SetupWait[] {
  return waitingMpas.all(db).map(({ mpa_id, step, since, due_at }) => ({
    mpaId: accountId(mpa_id),
    // Written by keepSteps alone, from the step keys.
    step: step as SetupStepKey,
    since,
    dueAt: due_at,
  }));
}
