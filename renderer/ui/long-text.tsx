import type { ReactElement } from 'react';
import { cutMiddle } from './words.ts';

/**
 * A name that may be long: cut in the middle, whole for who hovers, and for screen readers always whole. Letters that run from right to
 * left turn nothing beside it.
 */
export function LongText({ text, most = 40 }: { text: string; most?: number }): ReactElement {
  const cut = cutMiddle(text, most);
  if (cut === text) return <bdi>{text}</bdi>;
  return (
    <bdi title={text}>
      <span aria-hidden="true">{cut}</span>
      <span className="for-screen-readers">{text}</span>
    </bdi>
  );
}
