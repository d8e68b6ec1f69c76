/** What an instance of the engine may touch; nothing else of this computer is within its reach. */
export interface EngineFiles {
  /** Files that it may read. */
  readonly read: readonly string[];
  /** Files that are not there yet and that it may make, each once. */
  readonly write: readonly string[];
}

/** How much an instance may take. */
export interface EngineLimits {
  /** What it keeps in memory for its tables, in MiB: the process takes some 200 to 250 more. */
  readonly memoryMb: number;
  /** Where it puts what has no room in memory; it must be there. */
  readonly tempFolder: string;
  readonly tempMb: number;
}

/** A value as it crosses: whole numbers that may be beyond 2^53 as text, times and decimals as text. */
export type EngineValue = string | number | boolean | null;

/** Rows of an answer, in the order of the columns. */
export interface EngineRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly EngineValue[])[];
}

/** What the engine's process is told. One query runs at a time; `interrupt` is about the one that runs. */
export type ToEngine =
  | { readonly type: 'open'; readonly id: number; readonly files: EngineFiles; readonly limits: EngineLimits }
  | {
      readonly type: 'run';
      readonly id: number;
      readonly sql: string;
      readonly values: Readonly<Record<string, EngineValue>>;
    }
  | { readonly type: 'interrupt' }
  | { readonly type: 'close'; readonly id: number };

/** What the engine's process tells. Each request is answered once, by `done` or `failed`; a query that takes longer tells how far it is. */
export type FromEngine =
  | { readonly type: 'progress'; readonly id: number; readonly percent: number }
  | { readonly type: 'done'; readonly id: number; readonly answer: EngineRows }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };

/** The way to the engine's process, whatever starts it: Node's own or Electron's. */
export interface EngineLink {
  post(message: ToEngine): void;
  /** @param listener is told each message */
  onMessage(listener: (message: FromEngine) => void): void;
  /** @param listener is told once that the process has ended, and how as far as it is known: 'code 1', 'SIGKILL' */
  onEnd(listener: (how: string) => void): void;
  /** Ends the process at once. */
  end(): void;
  /** Whether the program stays alive for it. */
  hold(held: boolean): void;
}

/** Starts the engine's process. */
export type StartEngine = () => EngineLink | Promise<EngineLink>;
