import type { EngineLink, FromEngine } from '../../core/duckdb/protocol.ts';

/** The end of the core of its port to the engine's process. */
export interface EnginePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  start(): void;
}

/** What is asked of the main process, about the engine of a number. */
type Ask = (message: { type: 'start-engine' | 'end-engine'; id: number }) => void;

/**
 * Starts engines of cost data from the core's process, which can't start one itself: it asks the main process, which gives it a port to each, and
 * tells when one has ended. The demo has one of its own beside that of the ledger.
 */
export class CoreEngine {
  readonly #ask: Ask;
  readonly #waiting = new Map<number, (link: EngineLink) => void>();
  readonly #onEnd = new Map<number, (how: string) => void>();
  #last = 0;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  start(): Promise<EngineLink> {
    const id = (this.#last += 1);
    this.#ask({ type: 'start-engine', id });
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  /** The main process has started it. */
  started(id: number, port: EnginePort): void {
    const resolve = this.#waiting.get(id);
    this.#waiting.delete(id);
    resolve?.({
      post: (message) => port.postMessage(message),
      onMessage: (listener) => {
        port.on('message', ({ data }) => listener(data as FromEngine));
        port.start();
      },
      onEnd: (listener) => void this.#onEnd.set(id, listener),
      end: () => this.#ask({ type: 'end-engine', id }),
      // The process of the core stays anyway.
      hold: () => undefined,
    });
  }

  /** The main process says that it has ended. */
  ended(id: number, code: number): void {
    const listener = this.#onEnd.get(id);
    this.#onEnd.delete(id);
    listener?.(`code ${code}`);
  }
}
