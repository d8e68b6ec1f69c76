import { useState } from 'react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { failure } from '../session/failure.ts';
import { useSession } from '../session/session.ts';
import type { WebSession } from '../session/web-session.ts';
import { Confirm } from '../ui/confirm.tsx';

/** Asks before the session is ended: a new address is to be had by a new start alone. */
export function EndSession({ web, onClose }: { web: WebSession; onClose: () => void }): ReactElement {
  const { jobs, notices } = useSession();
  const [busy, setBusy] = useState(false);
  const running = useStore(jobs.store).jobs;
  const end = async (): Promise<void> => {
    setBusy(true);
    try {
      await web.end();
    } catch {
      notices.fail(failure('CORE_STOPPED', 'Enrollment Desk does not answer: the session was not ended.'));
      onClose();
    }
  };
  return (
    <Confirm
      title="End the session"
      confirmText="End session"
      busy={busy}
      onConfirm={() => void end()}
      onCancel={onClose}
    >
      {running.length === 0 ? null : (
        <p>What is under way is cancelled: {running.map(({ title }) => title).join(', ')}.</p>
      )}
      <p>
        All pages of this browser are closed to whoever comes next. To open one again, start Enrollment Desk again where
        it runs: it prints a new address.
      </p>
    </Confirm>
  );
}
