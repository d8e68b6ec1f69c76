import { useState } from 'react';
import type { ReactElement } from 'react';
import { concealed } from '../../shared/domain/hidden-text.ts';
import { Button } from './kit.ts';

/** Copies a text as it is in the ledger, without markers of what hides in it; the button says for a moment that it did. @param what what is copied, for screen readers: 'the role ARN' */
export function CopyButton({
  text,
  what,
  label,
}: {
  text: string;
  what: string;
  /** The button's words; an icon alone without them. */
  label?: string;
}): ReactElement {
  const [said, setSaid] = useState<string | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(concealed(text));
      setSaid('Copied');
    } catch {
      // A browser may refuse; the text can still be selected by hand.
      setSaid('Not copied');
    }
    setTimeout(() => setSaid(null), 2000);
  };
  return (
    <Button
      variant={label === undefined ? 'inline-icon' : 'normal'}
      iconName={said === 'Copied' ? 'status-positive' : 'copy'}
      ariaLabel={said ?? label ?? `Copy ${what}`}
      onClick={() => void copy()}
    >
      {label === undefined ? undefined : (said ?? label)}
    </Button>
  );
}
