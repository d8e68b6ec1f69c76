import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { ObjectFiles } from './object-files.ts';
import type { WireObject } from './wire.ts';

/** Something that will happen in the sandbox at a time of its clock: a delivery, the next resource of a stack. */
export interface ScheduledEvent {
  /** Milliseconds since 1970 on the sandbox's clock. */
  at: number;
  kind: string;
  accountId: AccountId;
  /** JSON. */
  data: Record<string, unknown>;
}

/** A call that no client makes. */
export interface ActedCall {
  service: string;
  operation: string;
  input: WireObject;
  region: string;
}

/** Does what a scheduled event says. */
export type EventHandler = (world: World, event: ScheduledEvent) => void;

/**
 * Everything that there is in the sandbox. All of it is JSON and is kept in a file after each call that changed it, but for the bytes of
 * objects, which have files of their own.
 */
export interface World {
  /** Milliseconds on the sandbox's clock: the real time plus all that it was advanced. */
  now(): number;
  /** The payer accounts that it simulates, in the order in which they were given. */
  readonly accounts: readonly AccountId[];
  /** The state of a service in an account, made on first use. Change it in place. */
  slice<T extends object>(accountId: AccountId, service: string, initial: () => T): T;
  /** State of the whole simulated AWS: the bucket names that are taken. */
  shared<T extends object>(name: string, initial: () => T): T;
  readonly objects: ObjectFiles;
  schedule(event: ScheduledEvent): void;
  /** Calls an operation in an account's name, for what happens by itself: the next resource of a stack. @throws AwsFault. */
  act(accountId: AccountId, call: ActedCall): WireObject;
  /** Whether a fault is switched on for this account; takes one use of it where it has a number of uses. */
  takeFault(key: string, accountId: AccountId): boolean;
  /** Looks without taking. */
  hasFault(key: string, accountId: AccountId): boolean;
  /** Notes that something was made, for those who count: 'stack SpotEcoStack'. */
  created(what: string): void;
  /** How many member accounts each organization has. */
  readonly members: number;
  /** What the secrets of its access keys are made from; nobody can guess it. */
  readonly key: string;
  /** A number that no other call has had; for ids that look like AWS's. */
  nextNumber(): number;
}
