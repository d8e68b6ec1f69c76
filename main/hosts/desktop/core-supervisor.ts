import type { Log } from '../../core/log/log.ts';
import type { CrashLimit } from './crash-limit.ts';

/** What the main process and the core's process tell each other; ports travel with `port`. */
export type ToCore = { readonly type: 'port' } | { readonly type: 'stop' };
export type FromCore = { readonly type: 'ready' };

/** A running core process, as far as the supervisor uses Electron's UtilityProcess. */
export interface CoreProcess<Port> {
  postMessage(message: ToCore, ports?: Port[]): void;
  on(event: 'message', listener: (message: FromCore) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

/** What the supervisor is made of. */
export interface SupervisorParts<Port> {
  readonly fork: () => CoreProcess<Port>;
  readonly makeChannel: () => { port1: Port; port2: Port };
  readonly limit: CrashLimit;
  readonly log: Log;
}

/** How long the core may take to close the ledger when the program ends. */
const STOP_MS = 5_000;

/**
 * Keeps the core's process running and the page connected to it: whenever the core is ready, first or again, the page gets a
 * new port. A core that keeps dying is left alone until the page asks again.
 */
export class CoreSupervisor<Port> {
  readonly #parts: SupervisorParts<Port>;
  #process: CoreProcess<Port> | null = null;
  #ready = false;
  #stopping = false;
  #deliver: ((port: Port) => void) | null = null;
  #whenGone: (() => void) | null = null;

  constructor(parts: SupervisorParts<Port>) {
    this.#parts = parts;
  }

  /** Starts the core, unless it runs or has died too often. */
  start(): void {
    if (this.#process || this.#stopping) return;
    if (!this.#parts.limit.allow()) {
      this.#parts.log.error('desktop.core-gave-up', 'The core died too often and is not started again by itself');
      return;
    }
    const started = this.#parts.fork();
    this.#process = started;
    started.on('message', ({ type }) => {
      if (type !== 'ready' || this.#process !== started) return;
      this.#ready = true;
      this.#connect();
    });
    started.on('exit', (code) => {
      if (this.#process === started) this.#ended(code);
    });
  }

  /**
   * Connects a page: now, and again after each restart of the core. It takes the place of the page before it.
   * @param deliver hands a port to the page
   */
  connect(deliver: (port: Port) => void): void {
    this.#deliver = deliver;
    if (!this.#process) {
      this.#parts.limit.reset();
      this.start();
    }
    if (this.#ready) this.#connect();
  }

  /** Lets the core close the ledger and end; ends it the hard way when it takes too long. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const running = this.#process;
    if (!running) return;
    const gone = new Promise<void>((resolve) => (this.#whenGone = resolve));
    const timer = setTimeout(() => running.kill(), STOP_MS);
    running.postMessage({ type: 'stop' });
    await gone;
    clearTimeout(timer);
  }

  #connect(): void {
    if (!this.#deliver || !this.#process) return;
    const { port1, port2 } = this.#parts.makeChannel();
    this.#process.postMessage({ type: 'port' }, [port1]);
    this.#deliver(port2);
  }

  #ended(code: number): void {
    this.#process = null;
    this.#ready = false;
    this.#whenGone?.();
    if (this.#stopping) return;
    this.#parts.log.warn('desktop.core-died', 'The core ended by itself', { code });
    this.start();
  }
}
