import type { Core } from '../core/core.ts';
import type { Progress } from '../core/job.ts';
import type { Log } from '../core/log/log.ts';

/** What a transport gives each call. */
export interface RpcContext {
  core: Core;
  log: Log;
  /**
   * Which files of this computer the caller may name: the command line all, a page in a browser none, the desktop app's those
   * that a person gave to the program (chosen in a dialog, dropped).
   */
  localFiles: boolean | ((path: string) => boolean);
  /** The way into the demo; absent where the host offers none. */
  demo?: DemoDoor | undefined;
}

/** Lets a host that shows a ledger show that of the demo instead, for a while. */
export interface DemoDoor {
  /** The core that is open now: over the host's own ledger, or over the demo's. */
  readonly core: Core;
  /** The folder of the demo: its account lists, sheets and tickets. */
  readonly folder: string;
  /** Whether the demo is open now. */
  readonly isOpen: boolean;
  /**
   * Opens the demo; makes it first where there is none.
   * @param anew makes it again, as it was at the very first
   * @throws AppError CONFLICT where another program makes it now, FILE_NOT_WRITTEN, CANCELLED.
   */
  open(
    how: { anew: boolean },
    control: { signal: AbortSignal; onProgress: (progress: Progress) => void },
  ): Promise<void>;
  /** Goes back to the host's own ledger; nothing where that is open. */
  leave(): Promise<void>;
  /** Calls back whenever another core is open than before, until the returned function is called. */
  onSwitch(listener: () => void): () => void;
}
