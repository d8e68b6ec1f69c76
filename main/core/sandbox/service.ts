import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { World } from './world.ts';
import type { WireObject } from './wire.ts';

/** Who calls, as the signature says. */
export interface Caller {
  accountId: AccountId;
  arn: string;
  userId: string;
}

/** One call of an operation, decoded from its protocol. */
export interface ServiceCall {
  /** The service's name in a signature: 's3', 'cloudformation'. */
  service: string;
  operation: string;
  input: WireObject;
  caller: Caller;
  region: string;
  requestId: string;
  world: World;
  /**
   * Calls another operation of the account as the caller does (CloudFormation with a resource's), through the same faults.
   * It counts as a call of CloudFormation's, not as one of the client's.
   */
  readonly invoke: (service: string, operation: string, input: WireObject) => WireObject;
}

/** An operation: its answer as an object in the shape of the service's model, or an AwsFault. Runs synchronously, so calls never interleave. */
export type Operation = (call: ServiceCall) => WireObject;

/** A refusal, in AWS's own code and words. */
export class AwsFault extends Error {
  readonly code: string;
  readonly status: number;
  /** More members of the error's shape, and headers of a REST answer. */
  readonly members: WireObject;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    message: string,
    options: { status?: number; members?: WireObject; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.name = 'AwsFault';
    this.code = code;
    this.status = options.status ?? 400;
    this.members = options.members ?? {};
    this.headers = options.headers ?? {};
  }
}
