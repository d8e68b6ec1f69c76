import type { ReactElement } from 'react';
import type { MpaSummary } from '../../shared/contract/mpas.ts';
import { isInSandbox } from '../session/rehearsal.ts';

/** A striped bar over the whole width while a payer account of the sandbox is open: nothing of it is real. */
export function SandboxStripe({ mpa }: { mpa: MpaSummary }): ReactElement | null {
  if (!isInSandbox(mpa)) return null;
  return (
    <div className="sandbox-stripe" role="note" aria-label="Sandbox">
      <span>SANDBOX · simulated AWS account, nothing here is real</span>
    </div>
  );
}
