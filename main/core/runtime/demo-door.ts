import type { Progress } from '../../../shared/contract/base.ts';
import type { LedgerChange } from '../../../shared/contract/ledger.ts';

/** Lets a host that shows a ledger show that of the demo instead, for a while. */
export interface DemoDoor {
  /** Calls back whenever the ledger that is open now changes: the host's own, or the demo's. */
  readonly core: { onChange(listener: (change: LedgerChange) => void): () => void };
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
