import { join } from 'node:path';
import type { Progress } from '../../../shared/contract/base.ts';
import { Core } from '../../core/core.ts';
import type { CoreOptions } from '../../core/core.ts';
import { isDemoMade } from '../../core/rehearsals/demo/folder.ts';
import type { DemoDoor } from '../../core/runtime/demo-door.ts';
import type { RpcContext } from '../../rpc/context.ts';
import { connectInCommands } from './connect-in-commands.ts';
import { openCore } from './open-core.ts';

/** What a host that stays says when it opens its ledger. */
export interface DeskOptions extends Omit<CoreOptions, 'demo'> {
  readonly localFiles: RpcContext['localFiles'];
  /** Where the demo is made; see `demoFolder`. */
  readonly demoFolder: string;
}

/**
 * What a host that stays serves: its own ledger, or for a while the demo's. They are two cores over two files; a call gets the one
 * that is open when it comes, and keeps it to its end.
 */
export class HostDesk implements DemoDoor {
  /** What transports give each call; whoever copies it gets the core that is open then. */
  readonly context: RpcContext;
  readonly folder: string;
  readonly #options: DeskOptions;
  readonly #own: Core;
  readonly #listeners = new Set<() => void>();
  #shown: Core;
  #opening: Promise<void> = Promise.resolve();

  private constructor(options: DeskOptions, own: Core) {
    this.#options = options;
    this.#own = own;
    this.#shown = own;
    this.folder = options.demoFolder;
    const { log, localFiles } = options;
    const shown = (): Core => this.#shown;
    this.context = {
      get core(): Core {
        return shown();
      },
      log,
      localFiles,
      demo: this,
    };
  }

  /** Opens the host's own ledger; see `openCore`. */
  static async open(options: DeskOptions): Promise<HostDesk> {
    return new HostDesk(options, await openCore(options));
  }

  get core(): Core {
    return this.#shown;
  }

  get isOpen(): boolean {
    return this.#shown !== this.#own;
  }

  open(how: { anew: boolean }, control: Control): Promise<void> {
    // One after another: a second window that asks meanwhile finds it open.
    this.#opening = this.#opening.catch(() => undefined).then(() => this.#open(how, control));
    return this.#opening;
  }

  async #open({ anew }: { anew: boolean }, control: Control): Promise<void> {
    if (this.isOpen && !anew) return;
    const { folder } = this;
    if (anew || !isDemoMade(folder)) {
      await this.leave();
      const { makeDemo } = await import('../../core/rehearsals/demo/make-demo.ts');
      const { host, appVersion, log, startEngine } = this.#options;
      await makeDemo({ root: folder, host, appVersion, log, startEngine, connect: connectInCommands(log), ...control });
    }
    this.#show(
      new Core({
        ...this.#options,
        ledgerPath: join(folder, 'ledger', 'ledger.db'),
        sandboxFolder: join(folder, 'sandbox'),
        demo: true,
      }),
    );
  }

  async leave(): Promise<void> {
    const shown = this.#shown;
    if (shown === this.#own) return;
    this.#show(this.#own);
    await shown.close();
  }

  onSwitch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Closes whatever is open. */
  async close(): Promise<void> {
    await this.leave();
    await this.#own.close();
  }

  #show(core: Core): void {
    this.#shown = core;
    for (const listener of this.#listeners) listener();
  }
}

interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}
