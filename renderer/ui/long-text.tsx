import type { ReactElement } from 'react';
import { cutMiddle } from './words.ts';

/** A name that may be long: cut in the middle, whole for who hovers, and for screen readers always whole. */
export function LongText({ text, most = 40 }: { text: string; most?: number }): ReactElement {
  const cut = cutMiddle(text, most);
  if (cut === text) return <>{text}</>;
  return (
    <span title={text}>
      <span aria-hidden="true">{cut}</span>
      <span className="for-screen-readers">{text}</span>
    </span>
  );
}
