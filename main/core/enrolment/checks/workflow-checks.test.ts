import { describe, expect, test } from 'vitest';
import { checkedLedger, MPA } from '../../../../test/support/checked-ledger.ts';

/** SQL that adds a workflow with an id from 2, with the subset Acme if `used`. */
function workflowSql(
  id: number,
  name: string,
  rules: readonly unknown[] = [{ kind: 'remove-taxes' }],
  used = true,
): string {
  const json = JSON.stringify(rules).replaceAll("'", "''");
  return `INSERT INTO workflow (id, mpa_id, name, name_key, rules)
    VALUES (${id}, '${MPA}', '${name}', 'key ${id}', '${json}');
    ${used ? `UPDATE subset SET workflow_id = ${id} WHERE id = 1; DELETE FROM workflow WHERE id = 1;` : ''}`;
}

describe('checks of billing workflows', () => {
  test('one that no subset has', () => {
    const { findings } = checkedLedger(workflowSql(2, 'Spare', undefined, false));
    const expected = ['hint workflow-unused workflow 2: No subset has the billing workflow Spare.'];
    expect(findings()).toEqual(expected);
    expect(findings('workflows')).toEqual(expected);
    expect(findings('associate-workflows')).toEqual([]);
    expect(findings('sheet-4')).toEqual([]);
  });

  test('one without rules is a hint, and a warning where workflows are described', () => {
    const { findings } = checkedLedger(workflowSql(2, 'Raw', []));
    const told =
      'workflow-without-rules workflow 2: Raw: The workflow has no rules: its customers are charged the raw AWS cost.';
    expect(findings()).toEqual([`hint ${told}`]);
    expect(findings('workflows')).toEqual([`warning ${told}`]);
    expect(findings('associate-workflows')).toEqual([]);
  });

  test('orders that do harm are told of for all, and where workflows are described', () => {
    const { check } = checkedLedger(
      workflowSql(2, 'Wrong order', [
        { kind: 'remove-taxes' },
        { kind: 'percentage', direction: 'uplift', percentage: '3', scope: {} },
        { kind: 'replace-discount', commitment: 'ri', purchasedBy: { kind: 'any' } },
      ]),
    );
    const codes = (deliverable: 'workflows' | 'sheet-4' | null): unknown[] =>
      check(deliverable).findings.map(({ code, severity, subject }) => [severity, code, subject.name]);
    expect(codes(null)).toEqual([['error', 'workflow-replacement-after-percentage', 'Wrong order']]);
    expect(codes('workflows')).toEqual([['error', 'workflow-replacement-after-percentage', 'Wrong order']]);
    expect(codes('sheet-4')).toEqual([]);
  });

  test('an account that a rule names and the payer account does not have', () => {
    const purchasedBy = { kind: 'accounts', accountIds: ['111111111111', MPA, '333333333333'] };
    const { findings } = checkedLedger(
      workflowSql(2, 'Named', [{ kind: 'replace-discount', commitment: 'ri', purchasedBy }]),
    );
    expect(findings()).toEqual([
      'warning workflow-account-unknown workflow 2: Named: rule 1 names the account 333333333333, which the payer account does not have.',
    ]);
    expect(findings('workflows')).toEqual(findings());
  });

  test('names with colons and line breaks', () => {
    const separator = checkedLedger(workflowSql(2, 'A : B'));
    const expected = [
      "error workflow-name-separator workflow 2: The name of the billing workflow 'A : B' has a colon that stands free, so a line of a ticket falls into the wrong parts.",
    ];
    expect(separator.findings()).toEqual(expected);
    expect(separator.findings('associate-workflows')).toEqual(expected);
    // The lines about end customers do not name workflows.
    expect(separator.findings('end-customers')).toEqual([]);
    expect(checkedLedger(workflowSql(2, 'A:B')).findings('associate-workflows')).toEqual([
      "warning workflow-name-colon workflow 2: The name of the billing workflow 'A:B' has a colon, which a line of a ticket has between its parts.",
    ]);
    expect(checkedLedger(workflowSql(2, 'A\u2028B')).findings('sheet-4')).toEqual([
      "warning workflow-hidden-characters workflow 2: The name of the billing workflow 'A⟨U+2028⟩B' has U+2028 (line separator).",
      'warning workflow-name-line-break workflow 2: The name of the billing workflow "A\u2028B" has a line break.',
    ]);
  });

  test('names that look alike', () => {
    const { findings } = checkedLedger(
      workflowSql(2, 'St\u0430ndard', undefined, false) + workflowSql(3, 'x'.repeat(129), undefined, false),
    );
    expect(findings('workflows')).toEqual([
      "warning workflow-names-alike workflow 2: These names of billing workflows look alike: 'St\u0430ndard', 'Standard'.",
      "hint workflow-name-long workflow 3: The name of the billing workflow 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…' has 129 characters.",
      'hint workflow-unused workflow 2: No subset has the billing workflow St\u0430ndard.',
      `hint workflow-unused workflow 3: No subset has the billing workflow ${'x'.repeat(129)}.`,
    ]);
    expect(findings('sheet-4')).toEqual([]);
  });
});
