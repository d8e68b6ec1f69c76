import type { ReactElement } from 'react';
import { Box, Button, Modal, SpaceBetween } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';
import { WORDS } from './words.ts';

/** Asks what becomes of the changes that are not applied when the sheet is left. */
export function LeaveSheet(props: {
  readonly accounts: number;
  readonly onStay: () => void;
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}): ReactElement {
  const { accounts, onStay, onKeep, onDiscard } = props;
  return (
    <Modal
      visible
      header={`${plural(accounts, 'changed account is', 'changed accounts are')} not applied yet`}
      closeAriaLabel="Close"
      onDismiss={onStay}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onStay}>
              {WORDS.stay}
            </Button>
            <Button onClick={onDiscard}>{WORDS.discardEdits}</Button>
            <Button variant="primary" onClick={onKeep}>
              {WORDS.keepEdits}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      The ledger does not have these changes. Kept for later, they are there when you come back to the spreadsheet, also
      after a restart; discarded, they are lost.
    </Modal>
  );
}
