import { createHash } from 'node:crypto';
import type { SetupStepKey } from '../../../../../shared/domain/aws/setup-step.ts';
import type { StackTemplate } from '../../link/fetch-template.ts';

/** A stack that a step wants to be there, as its look has shown it: nothing of it is read anew when it is made. */
export interface WantedStack {
  readonly step: SetupStepKey;
  readonly name: string;
  readonly template: StackTemplate;
  readonly parameters: Readonly<Record<string, string>>;
  /** Names of parameters that CloudFormation does not show (NoEcho). */
  readonly hidden: readonly string[];
  /** What CloudFormation wants acknowledged: CAPABILITY_IAM. */
  readonly capabilities: readonly string[];
}

/**
 * What an agreement to make a stack is bound to, in one hash: account, region, name, template, parameters and capabilities. Another
 * account, text or value is another stack, which nobody has agreed to.
 */
export function bindingOf(
  { name, template, parameters, capabilities }: WantedStack,
  { accountId, region }: { accountId: string; region: string },
): string {
  const values = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  const bound = [accountId, region, name, template.sha256, values, [...capabilities].sort()];
  return createHash('sha256').update(JSON.stringify(bound)).digest('hex');
}

/** The parameters as they may be shown and kept. */
export function shownParameters({ parameters, hidden }: WantedStack): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      hidden.includes(name) && value !== '' ? '(given)' : value,
    ]),
  );
}
