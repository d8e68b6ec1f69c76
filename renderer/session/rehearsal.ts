import type { MpaSummary } from '../../shared/contract/mpas.ts';
import { isSandboxProfile } from '../../shared/domain/aws/profile.ts';

/** Whether a payer account is in the sandbox: its set-up is a rehearsal, or would become one by its profile. Nothing there is real. */
export function isInSandbox({ setUp, profileName }: Pick<MpaSummary, 'setUp' | 'profileName'>): boolean {
  return setUp === 'rehearsal' || (profileName !== null && isSandboxProfile(profileName));
}
