import type { BackupFile } from '../../shared/contract/ledger.ts';
import { toFailure } from './failure.ts';
import { useAct, useSession } from './session.ts';

/** What can be done with the ledger from everywhere; each says how it ended. */
export interface LedgerActions {
  /** Takes the last change back. */
  readonly undo: () => Promise<void>;
  /** Makes again what was taken back last. */
  readonly redo: () => Promise<void>;
  /** Makes a copy of the ledger. @returns null where it could not be made, which was told */
  readonly backUp: () => Promise<BackupFile | null>;
}

/** The actions on the ledger, for menus, keys, the palette and the settings alike. */
export function useLedgerActions(): LedgerActions {
  const { api, jobs, notices } = useSession();
  const { attempt } = useAct();
  const step = async (what: 'undo' | 'redo'): Promise<void> => {
    const done = await attempt((client) => client.history[what]());
    if (done)
      notices.show({ kind: 'success', text: `${what === 'undo' ? 'Undone' : 'Done again'}: ${done.value.label}` });
  };
  return {
    undo: () => step('undo'),
    redo: () => step('redo'),
    backUp: async () => {
      try {
        const { client } = await api.connected();
        const made = await jobs.run<object, BackupFile>('Backing up the ledger', (signal) =>
          client.ledger.backup({ path: null }, { signal }),
        );
        notices.show({ kind: 'success', text: `Backed up to ${made.path}.` });
        return made;
      } catch (error) {
        notices.fail(toFailure(error));
        return null;
      }
    },
  };
}
