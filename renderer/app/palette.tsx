import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import type { MpaSummary } from '../../shared/contract/mpas.ts';
import { useDemo } from '../session/demo.ts';
import { useLedgerActions } from '../session/ledger-actions.ts';
import { useSession } from '../session/session.ts';
import { skipToken, useRead } from '../session/use-read.ts';
import { Box, Input, Modal, SpaceBetween } from '../ui/kit.ts';
import type { InputProps } from '../ui/kit.ts';
import { plural } from '../ui/words.ts';
import { actionItems, hitItem, pageItems } from './palette-items.ts';
import type { PaletteAction, PaletteItem } from './palette-items.ts';

/** Finds a page, a payer account, an account, a subset … by a few letters, and goes there. Enter takes the first; arrows go through. */
export function Palette({ mpa, onClose }: { mpa: MpaSummary | null; onClose: () => void }): ReactElement {
  const { go, queries } = useSession();
  const [text, setText] = useState('');
  const field = useRef<InputProps.Ref>(null);
  useEffect(() => {
    // After the dialog has taken the focus for its own first button.
    const frame = requestAnimationFrame(() => field.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  const wanted = text.trim();
  const input = wanted === '' ? skipToken : { text: wanted, limit: 20 };
  const { data } = useRead(queries.search.all.queryOptions({ input }));
  const hits = data?.hits.map(hitItem) ?? [];
  const demo = useDemo();
  const ledger = useLedgerActions();
  const items = [...pageItems(text, mpa), ...actionItems(text, { demo, go, ledger }), ...hits].slice(0, 30);
  const choose = (item: PaletteItem | PaletteAction | undefined): void => {
    if (!item) return;
    onClose();
    if ('run' in item) item.run();
    else go(item.route);
  };
  return (
    <Modal visible size="medium" header="Search" closeAriaLabel="Close the search" onDismiss={onClose}>
      <div className="palette-keys" onKeyDown={moveFocus} role="presentation">
        <SpaceBetween size="s">
          <form
            onSubmit={(event) => {
              event.preventDefault();
              choose(items[0]);
            }}
          >
            <Input
              ref={field}
              type="search"
              value={text}
              ariaLabel="Search payer accounts, accounts, subsets, workflows, end customers, tickets and pages"
              placeholder="A name, an account ID, a page"
              onChange={({ detail }) => setText(detail.value)}
            />
          </form>
          <ul className="palette plain-list" aria-label="Found">
            {items.map((item) => (
              <li key={item.id}>
                <button type="button" onClick={() => choose(item)}>
                  <span>{item.title}</span>
                  <span className="palette-detail">{item.detail}</span>
                </button>
              </li>
            ))}
          </ul>
          <Box color="text-body-secondary">
            <span aria-live="polite">
              {items.length === 0 ? 'Nothing is found.' : `${plural(items.length, 'place')} found.`}
            </span>
          </Box>
        </SpaceBetween>
      </div>
    </Modal>
  );
}

/** The arrows go from the field through what was found, and back. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, .palette button')];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  stops[(at + step + stops.length) % stops.length]?.focus();
}
