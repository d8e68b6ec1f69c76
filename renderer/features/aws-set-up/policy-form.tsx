import type { ReactElement } from 'react';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { Client } from '../../api.ts';
import { useLive } from '../../session/session.ts';
import { CopyButton } from '../../ui/copy.tsx';
import { Box, Modal, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import { WORDS } from './words.ts';

function readPolicy(
  client: Client,
  { mpaId }: { mpaId: AccountId },
): Promise<{ policy: Record<string, unknown>; notes: string[] }> {
  return client.aws.policy({ mpaId });
}

/** The least-privilege policy for exactly this set-up, to copy for whoever grants rights. */
export function PolicyForm({ mpaId, onClose }: { mpaId: AccountId; onClose: () => void }): ReactElement {
  const { data } = useLive(readPolicy, { mpaId });
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
