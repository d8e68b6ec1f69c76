import { AwsFault } from '../service.ts';

/** A request that CloudFormation refuses, in its words. */
export function refused(message: string): AwsFault {
  return new AwsFault('ValidationError', message);
}

/** Something of CloudFormation that the sandbox does not have. It says so rather than doing something else. */
export function unsupported(what: string): AwsFault {
  return new AwsFault('SandboxUnsupported', `The sandbox does not know ${what}.`);
}
