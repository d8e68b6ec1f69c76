import type { EngineLink, FromEngine } from '../../core/duckdb/protocol.ts';

/** The end of the core of its port to the engine's process. */
export interface EnginePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  start(): void;
}

/**
 * Starts the engine of cost data from the core's process, which can't start one itself: it asks the main process, which gives it a port, and
 * tells when the engine has ended.
 */
export class CoreEngine {
  readonly #ask: (what: 'start-engine' | 'end-engine') => void;
  readonly #waiting: ((link: EngineLink) => void)[] = [];
  readonly #onEnd: ((how: string) => void)[] = [];

  constructor(ask: (what: 'start-engine' | 'end-engine') => void) {
    this.#ask = ask;
  }

  start(): Promise<EngineLink> {
    this.#ask('start-engine');
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The main process has started it. */
  started(port: EnginePort): void {
    this.#waiting.shift()?.({
      post: (message) => port.postMessage(message),
      onMessage: (listener) => {
        port.on('message', ({ data }) => listener(data as FromEngine));
        port.start();
      },
      onEnd: (listener) => this.#onEnd.push(listener),
      end: () => this.#ask('end-engine'),
      // The process of the core stays anyway.
      hold: () => undefined,
    });
  }

  /** The main process says that it has ended. */
  ended(code: number): void {
    for (const listener of this.#onEnd.splice(0)) listener(`code ${code}`);
  }
}
