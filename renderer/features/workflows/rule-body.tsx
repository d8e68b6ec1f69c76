import type { ReactElement } from 'react';
import { ExpandableSection } from '../../ui/kit.ts';
import type { RuleValue } from './draft.ts';
import { fieldsOf } from './fields.ts';
import { FindingText } from './finding-text.tsx';
import type { ReviewedRule } from './review.ts';
import { RuleForm } from './rule-form.tsx';

/** What can be done with a rule. */
export interface RuleActions {
  readonly open: (key: number, open: boolean) => void;
  readonly change: (key: number, value: RuleValue) => void;
  readonly remove: (rule: ReviewedRule) => void;
}

/** What stands below the sentence of a rule: what is wrong with it, and its options folded. */
export function RuleBody({
  rule,
  open,
  actions,
}: {
  rule: ReviewedRule;
  open: boolean;
  actions: RuleActions;
}): ReactElement {
  const { key, position } = rule;
  return (
    <>
      {rule.findings.length === 0 ? null : (
        <ul className="plain-list">
          {rule.findings.map((finding) => (
            <li key={`${finding.code}${finding.otherPosition ?? ''}`}>
              <FindingText finding={finding} />
            </li>
          ))}
        </ul>
      )}
      {fieldsOf(rule.value).length === 0 && rule.problems.size === 0 ? null : (
        <ExpandableSection
          headerText="Options"
          headingTagOverride="h4"
          headerAriaLabel={`Options of rule ${position}`}
          expanded={open}
          onChange={({ detail }) => actions.open(key, detail.expanded)}
        >
          {open ? <RuleForm rule={rule} onChange={(value) => actions.change(key, value)} /> : null}
        </ExpandableSection>
      )}
    </>
  );
}
