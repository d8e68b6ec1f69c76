import type {
  AppliedRules,
  ApplyRulesInput,
  PreviewRulesInput,
  RulePreview,
  RulesPreview,
} from '../../../../shared/contract/assignment-rules.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { compileRules } from '../../../../shared/domain/assignment-rule.ts';
import type { AssignableAccount } from '../../../../shared/domain/assignment-rule.ts';
import type { JobContext, WriteContext } from '../../ledger/context.ts';
import { assertRevision, ledgerRevision } from '../../ledger/revision.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { moveListed } from '../accounts/assign-repo.ts';
import { requireMpa } from '../mpas/service.ts';
import type { RuledAccountRow, RuleRow } from './repo.ts';
import { ruledAccounts, rulesOfMpa } from './repo.ts';
import { conditionOf, toRule } from './rule-row.ts';
import { withDraft } from './draft.ts';

const SAMPLE = 5;
const UNMATCHED_SAMPLE = 100;
/** Between two looks at progress and cancel. */
const ROWS_A_TURN = 5000;

type Control = Pick<JobContext, 'progress' | 'checkCancelled'>;

/**
 * What each rule would take, and what none fits. The first rule that fits an account wins; the payer account itself is taken
 * by none, because it must not be in a subset. A draft is asked as if it were in the ledger; of a new one the ID is 0.
 * @throws AppError NOT_FOUND (the payer account; rule or subset of the draft), CANCELLED.
 */
export function previewRules(context: JobContext, input: PreviewRulesInput): RulesPreview {
  const { db } = context;
  requireMpa(db, input.mpaId);
  const rules = withDraft(db, input.mpaId, rulesOfMpa.all(db, { mpaId: input.mpaId }), input.draft);
  const previews = new Map<number, RulePreview>(rules.map((row) => [row.id, emptyPreview(row)]));
  const total = { accounts: 0, unmatched: 0, unmatchedAssigned: 0 };
  const unmatchedSample: AssignableAccount[] = [];
  eachRuled(context, db, input.mpaId, false, rules, (account, rule) => {
    total.accounts += 1;
    const preview = rule && previews.get(rule.id);
    if (preview) {
      addTo(preview, account, input.includeAssigned);
    } else if (account.subset_id === null) {
      total.unmatched += 1;
      if (unmatchedSample.length < UNMATCHED_SAMPLE) unmatchedSample.push(toRef(account));
    } else {
      total.unmatchedAssigned += 1;
    }
  });
  const list = [...previews.values()];
  const takes = list.reduce((sum, preview) => sum + preview.takes, 0);
  return { revision: ledgerRevision(context), ...total, takes, rules: list, unmatchedSample };
}

/**
 * Puts every account where the first rule that fits it says: those in no subset, or all when `includeAssigned`. What no
 * rule fits stays as it is. One operation.
 * @throws AppError NOT_FOUND (the payer account), CONFLICT (the ledger has changed since the preview), CANCELLED.
 */
export function applyRules(context: WriteContext, input: ApplyRulesInput & { revision: number | null }): AppliedRules {
  const { db } = context;
  assertRevision(context, input.revision);
  requireMpa(db, input.mpaId);
  const rules = rulesOfMpa.all(db, { mpaId: input.mpaId });
  const done: AppliedRules = { assigned: 0, moved: 0, unmatched: 0 };
  const bySubset = new Map<number, string[]>();
  eachRuled(context, db, input.mpaId, !input.includeAssigned, rules, (account, rule) => {
    if (!rule) {
      if (account.subset_id === null) done.unmatched += 1;
      return;
    }
    if (account.subset_id === rule.subset_id) return;
    done[account.subset_id === null ? 'assigned' : 'moved'] += 1;
    const ids = bySubset.get(rule.subset_id);
    if (ids) ids.push(account.id);
    else bySubset.set(rule.subset_id, [account.id]);
  });
  for (const [to, ids] of bySubset) {
    moveListed.run(db, { mpaId: input.mpaId, ids: JSON.stringify(ids), to });
    context.checkCancelled();
  }
  const count = done.assigned + done.moved;
  context.label(`Assigned ${count === 1 ? '1 account' : `${count} accounts`} by rules`);
  context.mpa(input.mpaId);
  return done;
}

/** Calls back for each account that rules may take, with the first rule that fits it. */
function eachRuled(
  control: Control,
  db: ReadDb,
  mpaId: AccountId,
  unassignedOnly: boolean,
  rules: readonly RuleRow[],
  visit: (account: RuledAccountRow, rule: RuleRow | undefined) => void,
): void {
  const firstFit = compileRules(rules.map((row) => ({ row, condition: conditionOf(row) })));
  let done = 0;
  for (const account of ruledAccounts.iterate(db, { mpaId, unassignedOnly: unassignedOnly ? 1 : 0 })) {
    visit(account, firstFit(toRef(account))?.row);
    done += 1;
    if (done % ROWS_A_TURN > 0) continue;
    control.progress({ what: 'Asking the assignment rules', done });
    control.checkCancelled();
  }
}

function emptyPreview(row: RuleRow): RulePreview {
  return { rule: toRule(row), fits: 0, unassigned: 0, inPlace: 0, inOther: 0, takes: 0, sample: [] };
}

function addTo(preview: RulePreview, account: RuledAccountRow, includeAssigned: boolean): void {
  const { rule, sample } = preview;
  const place =
    account.subset_id === null ? 'unassigned' : account.subset_id === rule.subset.id ? 'inPlace' : 'inOther';
  preview.fits += 1;
  preview[place] += 1;
  if (place === 'inPlace' || (place === 'inOther' && !includeAssigned)) return;
  preview.takes += 1;
  if (sample.length < SAMPLE) sample.push(toRef(account));
}

function toRef({ id, name, email }: RuledAccountRow): AssignableAccount {
  return { id: accountId(id), name, email };
}
