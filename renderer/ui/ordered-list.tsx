import { useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactElement, ReactNode } from 'react';
import { Button, Icon, SpaceBetween } from './kit.ts';
import { useOrderDrag } from './use-order-drag.ts';

/** What a rule is moved by; it keeps the focus. */
type MoveControl = 'handle' | 'up' | 'down';

/** The page's ID of a part of a rule's card. */
export function cardPart(key: number, part: 'card' | MoveControl): string {
  return `rule-${key}-${part}`;
}

/** What stands in the card of a rule. */
export interface CardContent {
  /** What it says beside its number. */
  readonly sentence: ReactNode;
  /** Buttons after those that move it. */
  readonly buttons: ReactNode;
  /** Below the sentence; null where there is nothing. */
  readonly body: ReactNode;
}

/** Rules in an order that matters, as cards; they are moved by dragging, by the arrow keys on their handles, and by buttons. */
export function OrderedList<Rule extends { readonly key: number }>({
  rules,
  onMove,
  content,
}: {
  /** In order; each with a key of its own. */
  rules: readonly Rule[];
  /** A rule's key and its new place, from 0. */
  onMove: (key: number, to: number) => void;
  /** @param position from 1 */
  content: (rule: Rule, position: number) => CardContent;
}): ReactElement {
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
  const { drag, start } = useOrderDrag(list, (key, to) => move(key, to, 'handle'));
  // A card that changes its place in the document loses the focus.
  useLayoutEffect(() => {
    if (refocus.current === null) return;
    const { key, control } = refocus.current;
    refocus.current = null;
    focusControl(key, control);
  });
  const from = drag === null ? -1 : rules.findIndex(({ key }) => key === drag.key);
  const markOf = (index: number): Mark => {
    if (drag === null) return null;
    if (index === from) return 'dragged';
    if (index !== drag.to) return null;
    return drag.to < from ? 'drop-before' : 'drop-after';
  };
  return (
    <>
      <ol ref={list} className={`rule-list${drag === null ? '' : ' dragging'}`} aria-label="Rules in order">
        {rules.map((rule, index) => (
          <Card
            key={rule.key}
            id={rule.key}
            index={index}
            last={rules.length - 1}
            mark={markOf(index)}
            content={content(rule, index + 1)}
            onMove={move}
            onDrag={start}
          />
        ))}
      </ol>
      <output aria-live="polite" className="for-screen-readers">
        {said}
      </output>
    </>
  );
}

/** While one drags: this rule, or the line before or after which it would be dropped. */
type Mark = 'dragged' | 'drop-before' | 'drop-after' | null;

/** A rule as a card: its number and sentence, the ways to move it, and what belongs to it. */
function Card(props: {
  readonly id: number;
  readonly index: number;
  readonly last: number;
  readonly mark: Mark;
  readonly content: CardContent;
  readonly onMove: (key: number, to: number, control: MoveControl) => void;
  readonly onDrag: (event: PointerEvent<HTMLElement>, key: number, from: number) => void;
}): ReactElement {
  const { id, index, last, mark, content, onMove, onDrag } = props;
  const position = index + 1;
  const byKey = (event: KeyboardEvent): void => {
    const to = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onMove(id, to, 'handle');
  };
  return (
    <li className={`rule-card${mark === null ? '' : ` ${mark}`}`}>
      <button
        type="button"
        id={cardPart(id, 'handle')}
        className="rule-handle"
        aria-label={`Move rule ${position} by the arrow keys or by dragging`}
        onPointerDown={(event) => onDrag(event, id, index)}
        onKeyDown={byKey}
      >
        <Icon name="drag-indicator" />
      </button>
      <h3 id={cardPart(id, 'card')} tabIndex={-1} className="rule-sentence">
        <span className="rule-number">{position}.</span>
        <span>{content.sentence}</span>
      </h3>
      <SpaceBetween direction="horizontal" size="xxxs">
        <span id={cardPart(id, 'up')}>
          <Button
            variant="icon"
            iconName="angle-up"
            ariaLabel={`Move rule ${position} up`}
            disabled={index === 0}
            onClick={() => onMove(id, index - 1, 'up')}
          />
        </span>
        <span id={cardPart(id, 'down')}>
          <Button
            variant="icon"
            iconName="angle-down"
            ariaLabel={`Move rule ${position} down`}
            disabled={index === last}
            onClick={() => onMove(id, index + 1, 'down')}
          />
        </span>
        {content.buttons}
      </SpaceBetween>
      {content.body === null ? null : <div className="rule-body">{content.body}</div>}
    </li>
  );
}

/** Focuses what a rule was moved by; at an end, where that button is off, the handle. */
function focusControl(key: number, control: MoveControl): void {
  const part = document.getElementById(cardPart(key, control));
  const button = control === 'handle' ? part : part?.querySelector('button');
  if (button instanceof HTMLButtonElement && !button.disabled) button.focus();
  else document.getElementById(cardPart(key, 'handle'))?.focus();
}
