import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import { Core } from '../../core/core.ts';
import type { CoreOptions } from '../../core/core.ts';
import type { Progress } from '../../core/job.ts';
import { takeWriterLock } from '../../core/ledger/lock.ts';
import type { WriterLock } from '../../core/ledger/lock.ts';
import type { DemoDoor } from '../../core/demo/demo-door.ts';
import { systemClock } from '../../core/system-time.ts';
import type { RpcContext } from '../../rpc/context.ts';
import { openCore } from './open-core.ts';

/** What a host that stays says when it opens its ledger. */
export interface DeskOptions extends Omit<CoreOptions, 'demo'> {
  readonly localFiles: RpcContext['localFiles'];
  /** Where the demo is made; see `demoFolder`. */
  readonly demoFolder: string;
}

/** In the demo's folder: that it was made to its end. */
const WHOLE = 'whole.txt';

/** How many lines the demo tells when it is made: what its progress is measured by. */
const LINES = 41;

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
    if (anew || !existsSync(join(folder, WHOLE))) {
      await this.leave();
      await this.#make(control);
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

  async #make({ signal, onProgress }: Control): Promise<void> {
    const { folder } = this;
    const { host, log } = this.#options;
    const lock = this.#alone();
    try {
      rmSync(join(folder, WHOLE), { force: true });
      const { runDemo } = await import('./demo/demo.ts');
      let done = 0;
      const say = (line: string): void => {
        done += 1;
        onProgress({ what: line.trim(), done: Math.min(done, LINES), total: LINES });
        if (signal.aborted) throw new AppError('CANCELLED', 'The demo was not made to its end.');
      };
      await runDemo({ root: folder, host, log, now: systemClock().toISOString(), signal, say });
      writeFileSync(join(folder, WHOLE), 'The demo was made to its end.\n');
    } finally {
      lock.release();
    }
  }

  /** Keeps other programs from making the demo at the same time. @throws AppError CONFLICT. */
  #alone(): WriterLock {
    const { folder } = this;
    try {
      mkdirSync(join(folder, '..'), { recursive: true });
      const actor = { who: userInfo().username, host: this.#options.host };
      return takeWriterLock(folder, actor, systemClock);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'LEDGER_LOCKED') throw error;
      throw new AppError('CONFLICT', 'Another window makes the demo just now. Try again in a moment.', {
        path: folder,
      });
    }
  }
}

interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}
