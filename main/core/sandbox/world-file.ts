import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { act } from '../../../shared/domain/action.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { makeOwnFolder, writeOwnFile } from '../files/own-files.ts';
import { systemTime } from '../time/clock.ts';
import { ObjectFiles } from './object-files.ts';
import type { WireObject } from './wire.ts';
import type { ActedCall, EventHandler, ScheduledEvent, World } from './world.ts';

/** A fault that is switched on. */
export interface FaultSetting {
  key: string;
  /** Of this account only; null: of every one. */
  accountId: AccountId | null;
  /** How often it still happens; null: until it is switched off. */
  uses: number | null;
  /** `s3:CreateBucket`: in calls of this operation only. */
  operation: string | null;
}

/** All of the sandbox as it is kept. */
export interface WorldState {
  version: 1;
  accounts: AccountId[];
  /** How far the clock was advanced, in milliseconds. */
  offset: number;
  counter: number;
  slices: Record<string, Record<string, object>>;
  shared: Record<string, object>;
  schedule: ScheduledEvent[];
  faults: FaultSetting[];
  /** How many calls of clients there were, by service:operation. */
  calls: Record<string, number>;
  /** What was made, in order: 'stack SpotEcoStack'. */
  created: string[];
  /** How many member accounts each organization has. */
  members: number;
  /** What the secrets of its access keys are made from. Absent in what was kept by versions that had none. */
  key?: string;
}

const FILE = 'world.json';

/** A new sandbox. */
export function newWorldState(accounts: readonly AccountId[], members = 24): WorldState {
  return {
    version: 1,
    accounts: [...accounts],
    offset: 0,
    counter: 0,
    slices: {},
    shared: {},
    schedule: [],
    faults: [],
    calls: {},
    created: [],
    members,
    key: newKey(),
  };
}

function newKey(): string {
  return randomBytes(32).toString('base64url');
}

/** The sandbox that a folder keeps; null where it keeps none. @throws AppError FILE_DAMAGED. */
export function readWorldState(folder: string): WorldState | null {
  const path = join(folder, FILE);
  if (!existsSync(path)) return null;
  try {
    const state = JSON.parse(readFileSync(path, 'utf8')) as WorldState;
    if (state.version === 1) return state;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new AppError(
    'FILE_DAMAGED',
    `The sandbox's file can't be read: ${path}. Begin anew with: ${act('sandbox.reset')}`,
    { path },
  );
}

/** Takes away a folder's state that can't be read, so that a new one can begin. */
export function dropDamagedState(folder: string): void {
  try {
    readWorldState(folder);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    rmSync(join(folder, FILE));
  }
}

/** What the services do in a world. */
export interface Behaviour {
  /** By the kind of the event. */
  handlers: Readonly<Record<string, EventHandler>>;
  act: (world: World, accountId: AccountId, call: ActedCall) => WireObject;
  /** The time to which the clock's advance is added, in milliseconds since 1970; this computer's unless given. */
  clock?: (() => number) | undefined;
}

/** The sandbox's world: kept in a file after each call that changed it, with a clock that can be advanced. */
export class FileWorld implements World {
  state: WorldState;
  readonly objects: ObjectFiles;
  readonly #folder: string;
  readonly #handlers: Readonly<Record<string, EventHandler>>;
  readonly #act: (world: World, accountId: AccountId, call: ActedCall) => WireObject;
  readonly #clock: () => number;
  #written = '';

  constructor(folder: string, state: WorldState, does: Behaviour) {
    this.#folder = folder;
    this.state = state;
    this.#handlers = does.handlers;
    this.#act = does.act;
    this.#clock = does.clock ?? systemTime;
    makeOwnFolder(folder);
    this.objects = new ObjectFiles(folder);
  }

  get accounts(): readonly AccountId[] {
    return this.state.accounts;
  }

  get key(): string {
    return (this.state.key ??= newKey());
  }

  get members(): number {
    return this.state.members;
  }

  now(): number {
    return this.#clock() + this.state.offset;
  }

  slice<T extends object>(accountId: AccountId, service: string, initial: () => T): T {
    const slices = (this.state.slices[accountId] ??= {});
    // Each service keeps its own shape under its own name.
    return (slices[service] ??= initial()) as T;
  }

  shared<T extends object>(name: string, initial: () => T): T {
    return (this.state.shared[name] ??= initial()) as T;
  }

  act(accountId: AccountId, call: ActedCall): WireObject {
    return this.#act(this, accountId, call);
  }

  schedule(event: ScheduledEvent): void {
    this.state.schedule.push(event);
  }

  hasFault(key: string, accountId: AccountId): boolean {
    return this.#fault(key, accountId) !== undefined;
  }

  takeFault(key: string, accountId: AccountId): boolean {
    const fault = this.#fault(key, accountId);
    if (!fault) return false;
    if (fault.uses !== null) fault.uses -= 1;
    return true;
  }

  /** Takes one use of a fault that is meant for a call: for every call, or for this operation alone. */
  takeCallFault(key: string, call: { accountId: AccountId; service: string; operation: string }): boolean {
    const name = `${call.service}:${call.operation}`;
    const fault = this.state.faults.find(
      (each) =>
        each.key === key &&
        (each.accountId ?? call.accountId) === call.accountId &&
        (each.operation ?? name) === name &&
        each.uses !== 0,
    );
    if (!fault) return false;
    if (fault.uses !== null) fault.uses -= 1;
    return true;
  }

  nextNumber(): number {
    return (this.state.counter += 1);
  }

  created(what: string): void {
    this.state.created.push(what);
  }

  /** Does everything whose time has come, in its order. @returns how much was done */
  catchUp(): number {
    let done = 0;
    for (;;) {
      const now = this.now();
      const next = this.state.schedule.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)[0];
      if (!next) return done;
      this.state.schedule.splice(this.state.schedule.indexOf(next), 1);
      this.#handlers[next.kind]?.(this, next);
      done += 1;
    }
  }

  /**
   * Moves the clock forward, from one scheduled event to the next, so that what follows from an event happens in its turn.
   */
  advance(milliseconds: number): void {
    const end = this.now() + milliseconds;
    // To the millisecond, although real time goes on meanwhile.
    const whole = this.state.offset + milliseconds;
    for (;;) {
      this.catchUp();
      const next = Math.min(...this.state.schedule.map(({ at }) => at));
      if (next > end) break;
      this.state.offset += Math.max(0, next - this.now());
    }
    this.state.offset = whole;
    this.catchUp();
  }

  /**
   * Writes the file, where anything has changed. The rename is atomic: a reader, or the next start, finds all of it or the one before.
   * @param counts write also where only the counts of calls have changed: most calls look at something and change nothing else
   */
  save({ counts = false } = {}): void {
    const { calls, ...kept } = this.state;
    const text = JSON.stringify(kept);
    if (text === this.#written && !counts) return;
    const path = join(this.#folder, FILE);
    writeOwnFile(path, `${text.slice(0, -1)},"calls":${JSON.stringify(calls)}}`);
    this.#written = text;
  }

  #fault(key: string, accountId: AccountId): FaultSetting | undefined {
    return this.state.faults.find(
      (fault) => fault.key === key && (fault.accountId ?? accountId) === accountId && fault.uses !== 0,
    );
  }
}
