import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { Updates } from '../../host.ts';
import { useSession } from '../../session/session.ts';
import { Container, Header, StatusIndicator } from '../../ui/kit.ts';
import { updatesText } from './store.ts';

/** Whether newer versions are looked for, and how that is set up. */
export function UpdatesNote(): ReactElement | null {
  const { host } = useSession();
  const [updates, setUpdates] = useState<Updates | null | undefined>();
  useEffect(() => {
    let shown = true;
    void host.updates().then((found) => {
      if (shown) setUpdates(found);
    });
    return () => {
      shown = false;
    };
  }, [host]);
  if (updates === undefined) return null;
  const { state, text } = updatesText(updates);
  const type = { on: 'success', off: 'stopped', refused: 'warning' } as const;
  return (
    <Container header={<Header variant="h2">Updates</Header>}>
      <StatusIndicator type={type[state]}>{text}</StatusIndicator>
    </Container>
  );
}
