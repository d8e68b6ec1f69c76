import { useState } from 'react';
import type { ReactElement } from 'react';
import { Box, Button, Modal, SpaceBetween, TextFilter } from '../../ui/kit.ts';
import { Empty } from '../../ui/empty.tsx';
import { CATALOGUE } from './catalogue.ts';
import type { CatalogueEntry } from './catalogue.ts';

/** The rules that there are, with one line each; a click adds one at the end. */
export function AddRule({
  onAdd,
  onClose,
}: {
  onAdd: (entry: CatalogueEntry) => void;
  onClose: () => void;
}): ReactElement {
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const shown = CATALOGUE.filter(({ title, line }) => `${title} ${line}`.toLowerCase().includes(wanted));
  return (
    <Modal
      visible
      header="Add rule"
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="link" onClick={onClose}>
            Cancel
          </Button>
        </Box>
      }
    >
      <SpaceBetween size="s">
        <TextFilter
          filteringText={text}
          filteringPlaceholder="Find rules"
          filteringAriaLabel="Find rules by what they do"
          onChange={({ detail }) => setText(detail.filteringText)}
        />
        {shown.length === 0 ? (
          <Empty
            title="No rule matches"
            text="What the vendor's builder does not offer can be written in your own words."
            action={<Button onClick={() => setText('')}>Clear the filter</Button>}
          />
        ) : (
          <ul className="pick-list" aria-label="Rules to add">
            {shown.map((entry) => (
              <li key={entry.id}>
                <button type="button" onClick={() => onAdd(entry)}>
                  <span className="pick-name">{entry.title}</span>
                  <span>{entry.line}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </SpaceBetween>
    </Modal>
  );
}
