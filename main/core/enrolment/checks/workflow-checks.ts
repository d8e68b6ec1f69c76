import type { BillingWorkflow } from '../../../../shared/contract/workflows.ts';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import type { Finding } from '../../../../shared/domain/finding.ts';
import { accountsNamed } from '../../../../shared/domain/workflow-rule.ts';
import { checkWorkflow } from '../../../../shared/domain/workflow-order.ts';
import { workflowsWithRules } from '../workflows/service.ts';
import { checkNames } from './name-checks.ts';
import { accountInMpa } from './repo.ts';
import { mpaSubject, rowSubject } from './report.ts';
import type { CheckScope, Found } from './report.ts';

/** What is wrong with billing workflows: their names, that nobody has them, their rules, the accounts that these name. */
export function checkWorkflows(scope: CheckScope): void {
  const { db, mpa, parts, report } = scope;
  const workflows = workflowsWithRules(db, mpa.id);
  const described = parts.includes('description');
  if (described && workflows.length === 0) {
    const sentence = 'There is nothing to send: there are no billing workflows.';
    report.add('nothing-to-send', [{ subject: mpaSubject(mpa), sentence }]);
  }
  report.add(
    'workflow-unused',
    workflows
      .filter(({ subsets }) => subsets === 0)
      .map((workflow) => ({
        subject: rowSubject('workflow', workflow),
        sentence: `No subset has the billing workflow ${workflow.name}.`,
      })),
  );
  const all = described || parts.includes('mpa');
  // A sheet or a line has only those that a subset has.
  checkNames(scope, 'workflow', all ? workflows : workflows.filter(({ subsets }) => subsets > 0));
  if (!all) return;
  const findings = workflows.flatMap((workflow) => ruleFindings(workflow, described));
  report.addAll(findings, 'billing workflows to look at');
  report.add('workflow-account-unknown', unknownAccounts(scope, workflows));
}

function ruleFindings(workflow: BillingWorkflow, described: boolean): Finding[] {
  const subject = rowSubject('workflow', workflow);
  return checkWorkflow(workflow).map(({ code, severity, sentence, remedy }) => ({
    code,
    // Nothing to describe is odd in a description, and quite usual elsewhere.
    severity: described && code === 'workflow-without-rules' ? 'warning' : severity,
    subject,
    sentence: `${workflow.name}: ${sentence}`,
    remedy,
  }));
}

function unknownAccounts({ db, mpa }: CheckScope, workflows: readonly BillingWorkflow[]): Found[] {
  const known = new Map<AccountId, boolean>([[mpa.id, true]]);
  const isKnown = (id: AccountId): boolean => {
    const found = known.get(id) ?? accountInMpa.get(db, { id, mpaId: mpa.id }) !== undefined;
    known.set(id, found);
    return found;
  };
  return workflows.flatMap((workflow) =>
    workflow.rules.flatMap((rule, index) =>
      accountsNamed(rule)
        .filter((id) => !isKnown(id))
        .map((id) => ({
          subject: rowSubject('workflow', workflow),
          sentence: `${workflow.name}: rule ${index + 1} names the account ${id}, which the payer account does not have.`,
        })),
    ),
  );
}
