import type { ReactElement } from 'react';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { CopyButton } from '../../ui/copy.tsx';
import { Box, Modal, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import { WORDS } from './words.ts';

/** The least-privilege policy for exactly this set-up, to copy for whoever grants rights. */
export function PolicyForm({ mpaId, onClose }: { mpaId: AccountId; onClose: () => void }): ReactElement {
  const { queries } = useSession();
  const { data } = useRead(queries.aws.policy.queryOptions({ input: { mpaId } }));
  const text = data === null ? '' : JSON.stringify(data.policy, null, 2);
  return (
    <Modal visible size="large" header={WORDS.policy} closeAriaLabel="Close" onDismiss={onClose}>
      {data === null ? (
        <StatusIndicator type="loading">Making the policy</StatusIndicator>
      ) : (
        <SpaceBetween size="s">
          <Box>It allows what this set-up does with the names chosen, and nothing else.</Box>
          {data.notes.map((note) => (
            <Box key={note} color="text-body-secondary">
              {note}
            </Box>
          ))}
          <CopyButton text={text} what="the policy" label="Copy policy" />
          <pre className="code-block">{text}</pre>
        </SpaceBetween>
      )}
    </Modal>
  );
}
