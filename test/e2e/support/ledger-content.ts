import type { WriteContext } from '../../../main/core/ledger/context.ts';
import { PROCEDURES } from '../../../main/core/procedures.ts';
import type { Scenario } from '../../../shared/contract/mpas.ts';
import { accountId } from '../../../shared/domain/account-id.ts';
import type { AssignmentField, AssignmentOperator } from '../../../shared/domain/assignment-rule.ts';
import { openLedger } from '../../support/open-ledger.ts';

/** What a test's ledger has in it before the program is started. Plain data. */
export interface LedgerContent {
  readonly mpa: ContentMpa;
  /** Subsets that nothing is in yet; each is an operation of its own. */
  readonly subsets?: readonly string[];
  /** Accounts; the subsets and workflows that they name are made. */
  readonly accounts?: readonly ContentAccount[];
  /** Assignment rules in order; the subsets that they name are made. */
  readonly rules?: readonly (readonly [AssignmentField, AssignmentOperator, string, string])[];
}

interface ContentMpa {
  readonly id: string;
  readonly name: string;
  /** 'enterprise' unless given. */
  readonly scenario?: Scenario;
  readonly spotOrgId?: string;
  readonly mspAccountId?: string;
}

interface ContentAccount {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly subset?: string;
  /** Of its subset. */
  readonly workflow?: string;
}

/** Writes a ledger with this content. @param path its file, which is not there yet */
export function writeLedger(path: string, { mpa, subsets = [], accounts = [], rules = [] }: LedgerContent): void {
  const { operate, close } = openLedger(path);
  const mpaId = accountId(mpa.id);
  const ids = new Map<string, number>();
  const once = (name: string, make: () => { id: number }): number => {
    const id = ids.get(name) ?? make().id;
    ids.set(name, id);
    return id;
  };
  const { scenario = 'enterprise', spotOrgId = null, mspAccountId } = mpa;
  const mspId = mspAccountId === undefined ? null : accountId(mspAccountId);
  operate(
    (context) => PROCEDURES.mpas.add(context, { id: mpaId, name: mpa.name, scenario, spotOrgId, mspAccountId: mspId }),
    'mpas.add',
  );
  const addSubset = (context: WriteContext, name: string, workflowId: number | null): number =>
    once(name, () => PROCEDURES.subsets.add(context, { mpaId, name, note: '', workflowId, endCustomerId: null }));
  for (const name of subsets) operate((context) => addSubset(context, name, null), 'subsets.add');
  operate((context) => {
    for (const { id, name, email = '', subset, workflow } of accounts) {
      const workflowId =
        workflow === undefined
          ? null
          : once(`workflow ${workflow}`, () =>
              PROCEDURES.workflows.add(context, { mpaId, name: workflow, rules: [], note: '' }),
            );
      const subsetId = subset === undefined ? null : addSubset(context, subset, workflowId);
      PROCEDURES.accounts.add(context, { mpaId, id: accountId(id), name, email, subsetId });
    }
  }, 'accounts.add');
  operate((context) => {
    for (const [field, operator, value, subset] of rules) {
      const subsetId = addSubset(context, subset, null);
      PROCEDURES.assignmentRules.add(context, { mpaId, field, operator, value, to: { id: subsetId }, position: null });
    }
  }, 'assignmentRules.add');
  close();
}
