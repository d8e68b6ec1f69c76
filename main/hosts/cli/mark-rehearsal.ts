import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { Cli } from './cli.ts';

/** Says on standard error that a payer account's set-up is a rehearsal, where it is one: what goes to the vendor then is about no real set-up. */
export function markRehearsal(cli: Cli, { name, id, setUp }: Pick<MpaSummary, 'name' | 'id' | 'setUp'>): void {
  if (setUp !== 'rehearsal' || cli.output.json) return;
  cli.output.tell(
    `*** SIMULATED: the AWS set-up of ${name} (${id}) is a rehearsal in the sandbox, which connects nothing. ***`,
  );
}
