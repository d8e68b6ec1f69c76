import type { KeyboardEvent, PointerEvent, ReactElement } from 'react';
import { Button, ExpandableSection, Icon, SpaceBetween } from '../../ui/kit.ts';
import type { RuleValue } from './draft.ts';
import { fieldsOf } from './fields.ts';
import { FindingText } from './finding-text.tsx';
import type { ReviewedRule } from './review.ts';
import { RuleForm } from './rule-form.tsx';

/** What can be done with a rule. */
export interface RuleActions {
  readonly open: (key: number, open: boolean) => void;
  readonly change: (key: number, value: RuleValue) => void;
  readonly move: (key: number, to: number, focus: MoveControl) => void;
  readonly remove: (rule: ReviewedRule) => void;
  readonly drag: (event: PointerEvent<HTMLElement>, key: number, from: number) => void;
}

/** What a rule is moved by; it keeps the focus. */
export type MoveControl = 'handle' | 'up' | 'down';

/** The page's ID of a part of a rule's card. */
export function cardPart(key: number, part: 'card' | MoveControl): string {
  return `rule-${key}-${part}`;
}

/** A rule as a card: its number and sentence, what is wrong with it, its options folded, and the ways to move it. */
export function RuleCard({
  rule,
  last,
  open,
  mark,
  actions,
}: {
  rule: ReviewedRule;
  /** The place of the last rule, from 1. */
  last: number;
  open: boolean;
  /** While one drags: this rule, or the line before or after which it would be dropped. */
  mark: 'dragged' | 'drop-before' | 'drop-after' | null;
  actions: RuleActions;
}): ReactElement {
  const { key, position, sentence } = rule;
  const index = position - 1;
  const byKey = (event: KeyboardEvent): void => {
    const to = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: last - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    actions.move(key, to, 'handle');
  };
  return (
    <li className={`rule-card${mark === null ? '' : ` ${mark}`}`}>
      <button
        type="button"
        id={cardPart(key, 'handle')}
        className="rule-handle"
        aria-label={`Move rule ${position} by the arrow keys or by dragging`}
        onPointerDown={(event) => actions.drag(event, key, index)}
        onKeyDown={byKey}
      >
        <Icon name="drag-indicator" />
      </button>
      <h3 id={cardPart(key, 'card')} tabIndex={-1} className="rule-sentence">
        <span className="rule-number">{position}.</span>
        <span>{sentence.trim() === '' ? '(no text yet)' : sentence}</span>
      </h3>
      <SpaceBetween direction="horizontal" size="xxxs">
        <span id={cardPart(key, 'up')}>
          <Button
            variant="icon"
            iconName="angle-up"
            ariaLabel={`Move rule ${position} up`}
            disabled={position === 1}
            onClick={() => actions.move(key, index - 1, 'up')}
          />
        </span>
        <span id={cardPart(key, 'down')}>
          <Button
            variant="icon"
            iconName="angle-down"
            ariaLabel={`Move rule ${position} down`}
            disabled={position === last}
            onClick={() => actions.move(key, index + 1, 'down')}
          />
        </span>
        <Button
          variant="icon"
          iconName="remove"
          ariaLabel={`Remove rule ${position}`}
          onClick={() => actions.remove(rule)}
        />
      </SpaceBetween>
      <div className="rule-body">
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
      </div>
    </li>
  );
}
