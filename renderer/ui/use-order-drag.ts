import { useEffect, useRef, useState } from 'react';
import type { PointerEvent, RefObject } from 'react';

/** A rule that is being dragged, and the place that it would get, from 0. */
export interface Drag {
  readonly key: number;
  readonly to: number;
}

/** How near to an edge of the window the page begins to scroll, and by how much at each move, in pixels. */
const EDGE = 60;
const STEP = 12;

/**
 * Dragging rules by their handles. Escape leaves all as it was.
 * @param list the element whose children are the rules, in order
 * @param onDrop the rule's key and its new place, from 0; not called where the place is the old one
 */
export function useOrderDrag(
  list: RefObject<HTMLElement | null>,
  onDrop: (key: number, to: number) => void,
): { drag: Drag | null; start: (event: PointerEvent<HTMLElement>, key: number, from: number) => void } {
  const [drag, setDrag] = useState<Drag | null>(null);
  const end = useRef<(() => void) | null>(null);
  useEffect(() => () => end.current?.(), []);

  const start = (event: PointerEvent<HTMLElement>, key: number, from: number): void => {
    if (event.button !== 0) return;
    const { pointerId } = event;
    const ended = new AbortController();
    const { signal } = ended;
    let to = from;
    end.current = () => {
      ended.abort();
      setDrag(null);
    };
    const on = (type: 'pointermove' | 'pointerup' | 'pointercancel', act: (y: number) => void): void =>
      window.addEventListener(
        type,
        (moved) => {
          if (moved.pointerId === pointerId) act(moved.clientY);
        },
        { signal },
      );
    on('pointermove', (y) => {
      scrollNear(y);
      to = placeAt(list.current, y, from);
      setDrag({ key, to });
    });
    on('pointerup', () => {
      end.current?.();
      if (to !== from) onDrop(key, to);
    });
    on('pointercancel', () => end.current?.());
    window.addEventListener('keydown', (pressed) => pressed.key === 'Escape' && end.current?.(), { signal });
  };
  return { drag, start };
}

/** The place that a rule from `from` gets at a height of the window: before the first other whose middle is below. */
function placeAt(list: HTMLElement | null, y: number, from: number): number {
  const above = [...(list?.children ?? [])].filter((card, index) => {
    const { top, height } = card.getBoundingClientRect();
    return index !== from && top + height / 2 < y;
  });
  return above.length;
}

function scrollNear(y: number): void {
  if (y < EDGE) window.scrollBy(0, -STEP);
  else if (y > window.innerHeight - EDGE) window.scrollBy(0, STEP);
}
