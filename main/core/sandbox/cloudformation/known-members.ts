import type { ServiceCall } from '../service.ts';
import { unsupported } from './refused.ts';

/** @throws AwsFault SandboxUnsupported where a request has a member that is not among those, rather than leaving it aside. */
export function assertKnownMembers({ input, operation }: ServiceCall, names: readonly string[]): void {
  const more = Object.keys(input).find((name) => !names.includes(name));
  if (more !== undefined) throw unsupported(`the parameter ${more} of ${operation}`);
}
