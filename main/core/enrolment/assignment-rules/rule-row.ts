import type { AssignmentRule } from '../../../../shared/contract/assignment-rules.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import { assignmentConditionSchema, describeCondition } from '../../../../shared/domain/assignment-rule.ts';
import type { AssignmentCondition } from '../../../../shared/domain/assignment-rule.ts';
import type { RuleRow } from './repo.ts';

/** The condition of a row. The CHECKs of the columns allow known fields and operators only. */
export function conditionOf({ field, operator, value }: RuleRow): AssignmentCondition {
  return assignmentConditionSchema.parse({ field, operator, value });
}

/** A row's condition as a person reads it. */
export function ruleText(row: RuleRow): string {
  return describeCondition(conditionOf(row));
}

/** A row as the contract has it. */
export function toRule(row: RuleRow): AssignmentRule {
  return {
    id: row.id,
    mpaId: accountId(row.mpa_id),
    position: row.position,
    ...conditionOf(row),
    subset: { id: row.subset_id, name: row.subset_name },
    text: ruleText(row),
  };
}
