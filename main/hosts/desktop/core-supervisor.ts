import type { Log } from '../../core/log/log.ts';
import type { CrashLimit } from './crash-limit.ts';

/**
 * What the main process and the core's process tell each other; ports travel with `port` and `engine`, and each `grant` is answered. Only the
 * main process can start another one, so the core asks it for engines of cost data, each by a number of its own, and to end them.
 */
export type ToCore =
  | { readonly type: 'port' }
  | { readonly type: 'grant'; readonly paths: readonly string[] }
  | { readonly type: 'engine'; readonly id: number }
  | { readonly type: 'engine-ended'; readonly id: number; readonly code: number }
  | { readonly type: 'stop' };
export type FromCore =
  | { readonly type: 'ready' }
  | { readonly type: 'granted' }
  | { readonly type: 'start-engine'; readonly id: number }
  | { readonly type: 'end-engine'; readonly id: number };

/** The engine's process, as far as the supervisor uses Electron's UtilityProcess. */
export interface EngineProcess<Port> {
  postMessage(message: unknown, ports: Port[]): void;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

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
  readonly forkEngine: () => EngineProcess<Port>;
  readonly makeChannel: () => { port1: Port; port2: Port };
  /** The paths that a core which has just been started is to be told of. */
  readonly granted: () => readonly string[];
  readonly limit: CrashLimit;
  readonly log: Log;
}

/** How long the core may take to close the ledger when the program ends. */
const STOP_MS = 5_000;

/**
 * Keeps the core's process running and the pages connected to it: whenever the core is ready, first or again, each page gets a
 * new port. A core that keeps dying is left alone until a page asks again.
 */
export class CoreSupervisor<Port> {
  readonly #parts: SupervisorParts<Port>;
  #process: CoreProcess<Port> | null = null;
  readonly #engines = new Map<number, EngineProcess<Port>>();
  #ready = false;
  #stopping = false;
  readonly #pages = new Map<number, (port: Port) => void>();
  readonly #whenGranted: (() => void)[] = [];
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
    started.on('message', (message) => {
      if (this.#process !== started) return;
      switch (message.type) {
        case 'granted':
          return this.#whenGranted.shift()?.();
        case 'start-engine':
          return this.#startEngine(started, message.id);
        case 'end-engine':
          return this.#engines.get(message.id)?.kill();
        case 'ready':
          return this.#isReady();
      }
    });
    started.on('exit', (code) => {
      if (this.#process === started) this.#ended(code);
    });
  }

  /**
   * Connects a page: now, and again after each restart of the core.
   * @param page tells pages apart; one that connects again takes its own place
   * @param deliver hands a port to the page
   */
  connect(page: number, deliver: (port: Port) => void): void {
    this.#pages.set(page, deliver);
    if (!this.#process) {
      this.#parts.limit.reset();
      this.start();
    }
    if (this.#ready) this.#connect(deliver);
  }

  /** Forgets a page that is gone. */
  disconnect(page: number): void {
    this.#pages.delete(page);
  }

  /** Tells the core of paths that it may follow, and waits until it knows; a core that is not ready is told when it is. */
  async grant(paths: readonly string[]): Promise<void> {
    if (!this.#process || !this.#ready) return;
    const known = new Promise<void>((resolve) => this.#whenGranted.push(resolve));
    this.#process.postMessage({ type: 'grant', paths });
    await known;
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

  #isReady(): void {
    this.#ready = true;
    // Before the ports: what a page calls comes after.
    void this.grant(this.#parts.granted());
    for (const deliver of this.#pages.values()) this.#connect(deliver);
  }

  /** Starts an engine of cost data for the core that asked, with a port between them. */
  #startEngine(core: CoreProcess<Port>, id: number): void {
    const engine = this.#parts.forkEngine();
    const { port1, port2 } = this.#parts.makeChannel();
    this.#engines.set(id, engine);
    engine.on('exit', (code) => {
      if (this.#process !== core) return;
      this.#engines.delete(id);
      core.postMessage({ type: 'engine-ended', id, code });
    });
    engine.postMessage({ type: 'port' }, [port2]);
    core.postMessage({ type: 'engine', id }, [port1]);
  }

  #connect(deliver: (port: Port) => void): void {
    if (!this.#process) return;
    const { port1, port2 } = this.#parts.makeChannel();
    this.#process.postMessage({ type: 'port' }, [port1]);
    try {
      deliver(port2);
    } catch (error) {
      // In the middle of a navigation there is no frame to hand it to; the page that comes asks itself. The others must not wait for it.
      this.#parts.log.error('desktop.page-gone', 'A page was gone when its way to the core came', error);
    }
  }

  #ended(code: number): void {
    this.#process = null;
    this.#ready = false;
    // What they did was for the core that is gone.
    for (const engine of this.#engines.values()) engine.kill();
    this.#engines.clear();
    for (const known of this.#whenGranted.splice(0)) known();
    this.#whenGone?.();
    if (this.#stopping) return;
    this.#parts.log.warn('desktop.core-died', 'The core ended by itself', { code });
    this.start();
  }
}
