import type { ReactElement, ReactNode } from 'react';
import { Box, Button, Modal, SpaceBetween } from './kit.ts';

/** What is asked before something is done. */
export interface ConfirmProps {
  readonly title: string;
  /** What will happen, and whether it can be taken back. */
  readonly children: ReactNode;
  /** What the button says it does: 'Assign 12 accounts'. */
  readonly confirmText: string;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly size?: 'small' | 'medium' | 'large' | 'max';
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before something is done; Escape and 'Cancel' leave everything as it is. */
export function Confirm(props: ConfirmProps): ReactElement {
  const { title, children, confirmText, busy = false, disabled = false, size = 'medium', onConfirm, onCancel } = props;
  return (
    <Modal
      visible
      size={size}
      header={title}
      closeAriaLabel="Close"
      onDismiss={onCancel}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onCancel}>
              Cancel
            </Button>
            <Button variant="primary" loading={busy} disabled={disabled} onClick={onConfirm}>
              {confirmText}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {children}
    </Modal>
  );
}
