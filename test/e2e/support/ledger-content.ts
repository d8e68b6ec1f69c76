import { WRITES } from '../../../main/core/registry.ts';
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
  /** Assignment rules in order; their subsets are there by now. */
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
  const id = (name: string, make: () => number): number => {
    const known = ids.get(name) ?? make();
    ids.set(name, known);
    return known;
  };
  const { scenario = 'enterprise', spotOrgId = null, mspAccountId } = mpa;
  const msp = mspAccountId === undefined ? null : accountId(mspAccountId);
  operate((context) =>
    WRITES['mpas.add'].run(context, { id: mpaId, name: mpa.name, scenario, spotOrgId, mspAccountId: msp }),
  );
  for (const name of subsets) {
    operate((context) =>
      WRITES['subsets.add'].run(context, { mpaId, name, note: '', workflowId: null, endCustomerId: null }),
    );
  }
  operate((context) => {
    for (const { id: account, name, email = '', subset, workflow } of accounts) {
      const workflowId = (): number | null =>
        workflow === undefined
          ? null
          : id(
              `workflow ${workflow}`,
              () => WRITES['workflows.add'].run(context, { mpaId, name: workflow, rules: [], note: '' }).id,
            );
      const subsetId =
        subset === undefined
          ? null
          : id(subset, () => {
              const links = { workflowId: workflowId(), endCustomerId: null };
              return WRITES['subsets.add'].run(context, { mpaId, name: subset, note: '', ...links }).id;
            });
      WRITES['accounts.add'].run(context, { mpaId, id: accountId(account), name, email, subsetId });
    }
  });
  operate((context) => {
    for (const [field, operator, value, subset] of rules) {
      const subsetId = ids.get(subset);
      if (subsetId === undefined) throw new Error(`there is no subset ${subset}`);
      WRITES['assignmentRules.add'].run(context, { mpaId, field, operator, value, subsetId, position: null });
    }
  });
  close();
}
