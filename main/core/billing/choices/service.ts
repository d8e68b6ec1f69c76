import type { InputOfName, ResultOfName } from '../../../../shared/contract/kinds.ts';
import type { CostChoices } from '../../../../shared/contract/own-procedures.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { isCommitment } from '../../../../shared/domain/eco-commitment.ts';
import { creditClass } from '../../../../shared/domain/line-item-type.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import { assertPayer } from '../data-sets/service.ts';
import {
  creditClasses,
  deleteEcoCommitment,
  ecoCommitments,
  forgetCreditClass,
  insertEcoCommitment,
  keepCreditClass,
} from './repo.ts';

/** What a person has decided about the cost data of a payer account. */
export function costChoices({ db }: ReadContext, { mpaId }: { mpaId: AccountId }): CostChoices {
  const eco = ecoCommitments.all(db, { mpaId }).map(({ commitment }) => commitment);
  return { classes: creditClasses.all(db, { mpaId }), eco: eco.length === 0 ? null : eco };
}

/** Gives a credit another class, or its own again. @throws AppError NOT_FOUND (the payer account) */
export function setCreditClass(
  context: WriteContext,
  { class: chosen, ...credit }: InputOfName<'costData.setCreditClass'>,
): { class: ReturnType<typeof creditClass> } {
  assertPayer(context, credit);
  const own = creditClass(credit);
  if (chosen === null) forgetCreditClass.run(context.db, credit);
  else keepCreditClass.run(context.db, { ...credit, class: chosen });
  context.label(`${credit.type} '${shortened(credit.description)}' counts as ${chosen ?? own}`);
  context.mpa(credit.mpaId);
  return { class: chosen ?? own };
}

/** A whole invoice line as a label would fill the history's page. */
function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** Keeps which commitments Eco manages, in the place of those that were kept. @throws AppError NOT_FOUND, INVALID_INPUT */
export function setEcoList(
  context: WriteContext,
  { mpaId, commitments }: InputOfName<'costData.setEcoList'>,
): ResultOfName<'costData.setEcoList'>['value'] {
  assertPayer(context, { mpaId });
  const wrong = commitments.find((each) => !isCommitment(each));
  if (wrong !== undefined)
    throw new AppError('INVALID_INPUT', `${wrong} is neither the ARN nor the ID of a reservation or Savings Plan.`, {
      wrong,
    });
  const [wanted, kept] = [
    new Set(commitments),
    new Set(ecoCommitments.all(context.db, { mpaId }).map(({ commitment }) => commitment)),
  ];
  const added = [...wanted].filter((each) => !kept.has(each));
  const removed = [...kept].filter((each) => !wanted.has(each));
  for (const commitment of added) insertEcoCommitment.run(context.db, { mpaId, commitment });
  for (const commitment of removed) deleteEcoCommitment.run(context.db, { mpaId, commitment });
  context.label(
    wanted.size === 0
      ? 'Forgot which commitments Eco manages'
      : `Eco manages ${wanted.size.toLocaleString('en-US')} ${wanted.size === 1 ? 'commitment' : 'commitments'} (${added.length} new, ${removed.length} no more)`,
  );
  context.mpa(mpaId);
  return { commitments: wanted.size, added: added.length, removed: removed.length };
}
