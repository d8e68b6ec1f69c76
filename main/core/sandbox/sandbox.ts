import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { accountId } from '../../../shared/domain/account-id.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { DuckdbEngine } from '../duckdb/engine.ts';
import type { StartEngine } from '../duckdb/protocol.ts';
import { startEngine as startInNode } from '../duckdb/start-engine.ts';
import { makeOwnFolder } from '../files/own-files.ts';
import { assertUsablePath } from '../files/usable-path.ts';
import { answerControl } from './control/answer.ts';
import { takeSandboxFolder } from './folder-lock.ts';
import { dispatch, runAs } from './http/dispatch.ts';
import type { Interceptor, SandboxCall } from './http/dispatch.ts';
import { listen } from './http/server.ts';
import type { Listening } from './http/server.ts';
import { SandboxModel } from './model.ts';
import { forgetRunning, writeRunning } from './running.ts';
import { EVENTS } from './services/index.ts';
import { filesOfObjects, takeBytesOut } from './services/s3-state.ts';
import { FileWorld, newWorldState, readWorldState } from './world-file.ts';

/** The account of a sandbox for which none was named. */
export const DEFAULT_ACCOUNT = accountId('111122223333');

export interface SandboxOptions {
  folder: string;
  /** Payer accounts to simulate, besides those that the folder has; DEFAULT_ACCOUNT where there would be none. */
  accounts?: readonly AccountId[];
  /** 0 or absent: any that is free. */
  port?: number;
  /** How many member accounts each organization has, where the folder has none yet. */
  members?: number;
  /** What its clock starts from, in milliseconds since 1970; this computer's time unless given. Signatures go by the computer's. */
  clock?: () => number;
  /** What starts the engine that writes its cost data; Node's child process unless given. */
  startEngine?: StartEngine | undefined;
}

/** A simulated AWS on 127.0.0.1, as the program that runs it sees it. */
export class Sandbox extends SandboxModel {
  readonly #folder: string;
  #listening: Listening | null = null;
  #number = 0;
  #interceptor: Interceptor | null = null;
  readonly #listeners = new Set<(call: SandboxCall, phase: 'before' | 'after') => void>();
  /** Every call since it was opened. */
  readonly calls: SandboxCall[] = [];

  readonly #lock: { release(): void };
  readonly #engine: DuckdbEngine;

  constructor(folder: string, world: FileWorld, lock: { release(): void }, startEngine: StartEngine) {
    super(world);
    this.#folder = folder;
    this.#lock = lock;
    this.#engine = new DuckdbEngine(startEngine);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#listening?.port ?? 0}`;
  }

  /** Tells of every call, before and after it is done, until the returned function is called. */
  onCall(listener: (call: SandboxCall, phase: 'before' | 'after') => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Lets something else than the switched-on faults decide what happens to a call; null: nothing does. */
  intercept(interceptor: Interceptor | null): void {
    this.#interceptor = interceptor;
  }

  async start(port: number): Promise<void> {
    const token = randomBytes(24).toString('base64url');
    const maker = { engine: this.#engine, folder: join(this.#folder, 'made') };
    this.#listening = await listen(port, (request) =>
      request.path.startsWith('/_sandbox/')
        ? answerControl(request, this, token)
        : dispatch(request, {
            world: this.world,
            intercept: () => this.#interceptor,
            number: () => (this.#number += 1),
            onCall: (call, phase) => this.#tell(call, phase),
            maker,
          }),
    );
    writeRunning(this.#folder, { port: this.#listening.port, pid: process.pid, token });
  }

  /** Ends it. Its state stays. */
  async stop(): Promise<void> {
    if (!this.#listening) return;
    const listening = this.#listening;
    this.#listening = null;
    await listening.close();
    this.#engine.close();
    this.world.save({ counts: true });
    forgetRunning(this.#folder);
    this.#lock.release();
  }

  #tell(call: SandboxCall, phase: 'before' | 'after'): void {
    if (phase === 'before') this.calls.push(call);
    for (const listener of this.#listeners) listener(call, phase);
  }
}

/**
 * Opens the sandbox of a folder, or makes one there, and lets it listen.
 * @throws AppError CONFLICT where it runs already, or the port is taken; FILE_DAMAGED.
 */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { folder, accounts = [], port = 0, members, clock, startEngine = startInNode } = options;
  assertUsablePath(folder);
  makeOwnFolder(folder);
  const lock = takeSandboxFolder(folder);
  try {
    // Left behind by a program that was killed.
    forgetRunning(folder);
    const sandbox = new Sandbox(folder, openWorld(folder, accounts, members, clock), lock, startEngine);
    await sandbox.start(port);
    return sandbox;
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The world of a folder, or a new one. @throws AppError FILE_DAMAGED. */
export function openWorld(
  folder: string,
  accounts: readonly AccountId[],
  members?: number,
  clock?: () => number,
): FileWorld {
  const state = readWorldState(folder) ?? newWorldState([], members);
  for (const account of accounts) if (!state.accounts.includes(account)) state.accounts.push(account);
  if (state.accounts.length === 0) state.accounts.push(DEFAULT_ACCOUNT);
  const world = new FileWorld(folder, state, { handlers: EVENTS, act: runAs, clock });
  // Made where a version without one kept it: clients look for it in the file.
  void world.key;
  takeBytesOut(world);
  world.save();
  world.objects.keepOnly(filesOfObjects(world));
  return world;
}
