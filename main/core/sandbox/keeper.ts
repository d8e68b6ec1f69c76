import type { AccountId } from '../../../shared/domain/account-id.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { StartEngine } from '../duckdb/protocol.ts';
import type { Sandbox } from './sandbox.ts';

/** Runs the sandbox of a core's folder in this program, for as long as the core is open. Its modules are loaded when it starts. */
export class SandboxKeeper {
  readonly #folder: string | null;
  readonly #startEngine: StartEngine | undefined;
  #work: Promise<Sandbox | null> = Promise.resolve(null);

  /** @param folder null where the host has none @param startEngine as openSandbox takes it */
  constructor(folder: string | null, startEngine?: StartEngine) {
    this.#folder = folder;
    this.#startEngine = startEngine;
  }

  /**
   * Makes sure that the sandbox runs and simulates these accounts. One that runs already, here or in another program, is given those
   * that it lacks.
   * @throws AppError NOT_FOUND where the host has no folder for it; FILE_DAMAGED, SERVICE_FAILED.
   */
  async start(accounts: readonly AccountId[]): Promise<void> {
    const folder = this.#folder;
    if (folder === null) throw new AppError('NOT_FOUND', 'This program has no folder for a sandbox.');
    const started = this.#work.then((running) => running ?? this.#open(folder, accounts));
    // A start that failed is its caller's to know; the next one tries again.
    this.#work = started.catch(() => null);
    await started;
    const { connectSandbox } = await import('./control/connect.ts');
    await connectSandbox(folder).addAccounts(accounts);
  }

  /** Ends the sandbox that this program runs; another program's goes on. */
  async stop(): Promise<void> {
    const running = await this.#work;
    this.#work = Promise.resolve(null);
    await running?.stop();
  }

  /** @returns null where another program runs it */
  async #open(folder: string, accounts: readonly AccountId[]): Promise<Sandbox | null> {
    const [{ openSandbox }, { connectSandbox }] = await Promise.all([
      import('./sandbox.ts'),
      import('./control/connect.ts'),
    ]);
    return connectSandbox(folder).running === null
      ? openSandbox({ folder, accounts, startEngine: this.#startEngine })
      : null;
  }
}
