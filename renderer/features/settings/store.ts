import type { BackupFile, LedgerStatus } from '../../../shared/contract/ledger.ts';
import type { Setting } from '../../../shared/contract/settings.ts';
import type { Client } from '../../api.ts';

/** All that the settings page shows. */
export interface SettingsView {
  readonly settings: readonly Setting[];
  readonly ledger: LedgerStatus;
  /** The newest first. */
  readonly backups: readonly BackupFile[];
}

/** The settings of the ledger, where it lies, and its backups. */
export async function readSettings(client: Client): Promise<SettingsView> {
  const [settings, ledger, backups] = await Promise.all([
    client.settings.list(),
    client.ledger.status(),
    client.ledger.backups(),
  ]);
  return { settings, ledger, backups: [...backups].sort((a, b) => (a.at < b.at ? 1 : -1)) };
}
