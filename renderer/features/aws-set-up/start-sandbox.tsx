import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { SANDBOX_PROFILE } from '../../../shared/domain/aws/profile.ts';
import { useAct } from '../../session/session.ts';
import { useBusy } from '../../session/use-submit.ts';
import { Box, Button } from '../../ui/kit.ts';

const WORDS = {
  start: 'Start the sandbox',
  practise: 'Practise in a sandbox',
  practiseText:
    'A simulated AWS account on this computer: nothing real is touched, and you can go back to a profile at any time.',
} as const;

/** Starts the sandbox with the payer account in it, where it does not run. */
export function StartSandbox({ mpa, onStarted }: { mpa: MpaSummary; onStarted: () => void }): ReactElement {
  const { attempt } = useAct();
  const [busy, during] = useBusy();
  const start = async (): Promise<void> => {
    const status = await during(() => attempt((client) => client.sandbox.start({ accounts: [mpa.id] })));
    if (status !== undefined) onStarted();
  };
  return (
    <Button variant="primary" loading={busy} onClick={() => void start()}>
      {WORDS.start}
    </Button>
  );
}

/** Lets a payer account be rehearsed: starts the sandbox, and has the account reached there from now on. */
export function PractiseInSandbox({ mpa }: { mpa: MpaSummary }): ReactElement {
  const { attempt, change } = useAct();
  const [busy, during] = useBusy();
  const practise = async (): Promise<void> => {
    const status = await attempt((client) => client.sandbox.start({ accounts: [mpa.id] }));
    if (status !== undefined) {
      await change(`${mpa.name} is set up in the sandbox from now on; nothing of it is real.`, (client) =>
        client.mpas.set({ id: mpa.id, profileName: SANDBOX_PROFILE }),
      );
    }
  };
  return (
    <div>
      <Button loading={busy} onClick={() => void during(practise)}>
        {WORDS.practise}
      </Button>
      <Box color="text-body-secondary" fontSize="body-s">
        {WORDS.practiseText}
      </Box>
    </div>
  );
}
