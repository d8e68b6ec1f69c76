import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';

/** The input that a cell becomes when one asks for it. Enter and going elsewhere keep what was written, Escape leaves the cell as it was. */
export function CellEditor(props: {
  readonly label: string;
  readonly value: string;
  readonly onSave: (value: string) => void;
  readonly onLeave: () => void;
}): ReactElement {
  const { label, value, onSave, onLeave } = props;
  const input = useRef<HTMLInputElement>(null);
  const left = useRef(false);
  useEffect(() => input.current?.select(), []);
  const end = (isKept: boolean): void => {
    // Leaving by a key takes the input away, which would end it a second time.
    if (left.current) return;
    left.current = true;
    const written = input.current?.value ?? value;
    if (isKept && written !== value) onSave(written);
    else onLeave();
  };
  return (
    <input
      ref={input}
      className="cell-input"
      aria-label={label}
      defaultValue={value}
      spellCheck={false}
      onBlur={() => end(true)}
      onKeyDown={({ key }) => {
        if (key === 'Enter') end(true);
        else if (key === 'Escape') end(false);
      }}
    />
  );
}
