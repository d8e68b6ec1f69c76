import type { ShownStack } from '../../../../shared/contract/own-procedures.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import type { SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import { lastShownStack, putShownStack } from './repo.ts';

/** Keeps what a run shows of a stack that would be made; what it has shown of the same step before gives way. */
export function keepShownStack({ db }: WriteContext, shown: ShownStack & { runId: number }): object {
  const { runId, step, stack, binding, templateSha256, parameters, consents } = shown;
  putShownStack.run(db, {
    run_id: runId,
    step,
    stack,
    binding,
    template_sha256: templateSha256,
    parameters: JSON.stringify(parameters),
    consents: JSON.stringify(consents),
  });
  return {};
}

/** What the newest run of a payer account has shown of a step's stack, in AWS or in the sandbox; null where none has. `at`: when the run began. */
export function shownStack(
  { db }: ReadContext,
  { mpaId, step, simulated }: { mpaId: AccountId; step: SetupStepKey; simulated: boolean },
): (ShownStack & { at: string }) | null {
  const row = lastShownStack.get(db, { mpaId, step, simulated: Number(simulated) });
  if (row === undefined) return null;
  const { stack, binding, template_sha256: templateSha256, started_at: at } = row;
  // Both were written by keepShownStack.
  const parameters = JSON.parse(row.parameters) as ShownStack['parameters'];
  const consents = JSON.parse(row.consents) as ShownStack['consents'];
  return { step, stack, binding, templateSha256, parameters, consents, at };
}
