import { useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent, ReactElement, RefObject } from 'react';
import type { After, Command } from './sheet-state.ts';

/** What the editor of a cell needs. */
export interface EditorProps {
  readonly text: string;
  /** Opened by typing: then arrows leave the cell, as in a spreadsheet. */
  readonly typed: boolean;
  readonly options: readonly string[] | undefined;
  readonly label: string;
  readonly id: string;
  readonly draft: RefObject<string>;
  readonly run: (command: Command) => void;
}

/** The field in which the text of one cell is changed. It has the focus as long as it is there. */
export function Editor({ text, typed, options, label, id, draft, run }: EditorProps): ReactElement {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(text.length, text.length);
  }, [text]);

  const common = {
    ref: field,
    className: 'sheet-editor',
    'aria-label': label,
    defaultValue: text,
    spellCheck: false,
    onInput: (event: { currentTarget: { value: string } }) => {
      // The same ref that the sheet reads when something else ends the editing.
      setDraft(draft, event.currentTarget.value);
    },
    onKeyDown: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      if (event.nativeEvent.isComposing) return;
      const command = leaving(event, event.currentTarget.value, typed, options !== undefined);
      if (command === 'new-line') {
        event.preventDefault();
        event.currentTarget.setRangeText(
          '\n',
          event.currentTarget.selectionStart ?? 0,
          event.currentTarget.selectionEnd ?? 0,
          'end',
        );
        setDraft(draft, event.currentTarget.value);
      } else if (command !== null) {
        event.preventDefault();
        const grid = event.currentTarget.closest<HTMLElement>('[role="grid"]');
        run(command);
        grid?.focus({ preventScroll: true });
      }
    },
    onBlur: () => run({ do: 'commit', text: draft.current, go: 'stay' }),
  } as const;
  if (options === undefined) return <textarea {...common} rows={1} />;
  return (
    <>
      <input {...common} list={`${id}-options`} autoComplete="off" />
      <datalist id={`${id}-options`}>
        {options.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </datalist>
    </>
  );
}

function setDraft(draft: RefObject<string>, text: string): void {
  draft.current = text;
}

/** Where arrows lead out of a cell in which one just types. */
const ARROWS: Readonly<Record<string, After>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'previous',
  ArrowRight: 'next',
};

/** What a key does in the editor: it ends it, or begins a line (Alt-Enter), or is the field's own. */
function leaving(
  { key, shiftKey, altKey }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey'>,
  text: string,
  typed: boolean,
  hasOptions: boolean,
): Command | 'new-line' | null {
  if (key === 'Escape') return { do: 'cancel' };
  if (key === 'Enter' && altKey) return hasOptions ? null : 'new-line';
  if (key === 'Enter') return { do: 'commit', text, go: shiftKey ? 'up' : 'down' };
  if (key === 'Tab') return { do: 'commit', text, go: shiftKey ? 'previous' : 'next' };
  const go = typed && !hasOptions && !shiftKey ? ARROWS[key] : undefined;
  return go === undefined ? null : { do: 'commit', text, go };
}
