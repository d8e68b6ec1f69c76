import type { ReactElement } from 'react';
import { Empty } from '../../ui/empty.tsx';
import { Button } from '../../ui/kit.ts';
import { OrderedList } from '../../ui/ordered-list.tsx';
import type { Review } from './review.ts';
import { RuleBody } from './rule-body.tsx';
import type { RuleActions } from './rule-body.tsx';
import { WORDS } from './words.ts';

/** The rules of a workflow in order, each with what is wrong with it and its options folded. */
export function RuleList({
  review,
  opened,
  onMove,
  actions,
}: {
  review: Review;
  /** The keys of the rules whose options are unfolded. */
  opened: ReadonlySet<number>;
  /** A rule's key and its new place, from 0. */
  onMove: (key: number, to: number) => void;
  actions: RuleActions;
}): ReactElement {
  const { rules } = review;
  if (rules.length === 0) return <Empty title={WORDS.noRulesTitle} text={WORDS.noRulesText} />;
  return (
    <OrderedList
      rules={rules}
      onMove={onMove}
      content={(rule, position) => ({
        sentence: rule.sentence.trim() === '' ? '(no text yet)' : rule.sentence,
        buttons: (
          <Button
            variant="icon"
            iconName="remove"
            ariaLabel={`Remove rule ${position}`}
            onClick={() => actions.remove(rule)}
          />
        ),
        body: <RuleBody rule={rule} open={opened.has(rule.key)} actions={actions} />,
      })}
    />
  );
}
