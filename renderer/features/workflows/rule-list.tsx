import { useLayoutEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { Empty } from '../../ui/empty.tsx';
import type { Review } from './review.ts';
import { cardPart, RuleCard } from './rule-card.tsx';
import type { MoveControl, RuleActions } from './rule-card.tsx';
import { useRuleDrag } from './use-rule-drag.ts';
import { WORDS } from './words.ts';

/** The rules in order; they are moved by dragging, by the arrow keys on their handles, and by buttons. */
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
  actions: Omit<RuleActions, 'move' | 'drag'>;
}): ReactElement {
  const { rules } = review;
  const list = useRef<HTMLOListElement>(null);
  const [said, setSaid] = useState('');
  const refocus = useRef<{ key: number; control: MoveControl } | null>(null);
  const move = (key: number, to: number, control: MoveControl): void => {
    const from = rules.findIndex((rule) => rule.key === key);
    const place = Math.max(0, Math.min(to, rules.length - 1));
    if (place === from) {
      setSaid(`Rule ${from + 1} is ${from === 0 ? 'the first' : 'the last'} already.`);
      return;
    }
    refocus.current = { key, control };
    onMove(key, place);
    setSaid(`Rule ${from + 1} is now rule ${place + 1} of ${rules.length}.`);
  };
  const { drag, start } = useRuleDrag(list, (key, to) => move(key, to, 'handle'));
  // A card that changes its place in the document loses the focus.
  useLayoutEffect(() => {
    if (refocus.current === null) return;
    const { key, control } = refocus.current;
    refocus.current = null;
    focusControl(key, control);
  });
  const from = drag === null ? -1 : rules.findIndex(({ key }) => key === drag.key);
  const markOf = (index: number): 'dragged' | 'drop-before' | 'drop-after' | null => {
    if (drag === null) return null;
    if (index === from) return 'dragged';
    if (index !== drag.to) return null;
    return drag.to < from ? 'drop-before' : 'drop-after';
  };
  return (
    <>
      {rules.length === 0 ? (
        <Empty title={WORDS.noRulesTitle} text={WORDS.noRulesText} />
      ) : (
        <ol ref={list} className={`rule-list${drag === null ? '' : ' dragging'}`} aria-label="Rules in order">
          {rules.map((rule, index) => (
            <RuleCard
              key={rule.key}
              rule={rule}
              last={rules.length}
              open={opened.has(rule.key)}
              mark={markOf(index)}
              actions={{ ...actions, move, drag: start }}
            />
          ))}
        </ol>
      )}
      <output aria-live="polite" className="for-screen-readers">
        {said}
      </output>
    </>
  );
}

/** Focuses what a rule was moved by; at an end, where that button is off, the handle. */
function focusControl(key: number, control: MoveControl): void {
  const part = document.getElementById(cardPart(key, control));
  const button = control === 'handle' ? part : part?.querySelector('button');
  if (button instanceof HTMLButtonElement && !button.disabled) button.focus();
  else document.getElementById(cardPart(key, 'handle'))?.focus();
}
