import type { ReactElement } from 'react';
import { HelpPanel } from '../../ui/kit.ts';

/** What the settings are for. */
export function SettingsHelp(): ReactElement {
  return (
    <HelpPanel header={<h2>Settings</h2>}>
      <p>To whom mails go, and who signs them. They stand in every text that is made from then on.</p>
      <h3>Backups</h3>
      <p>
        A copy of the ledger is made every day that something is changed, and before every restore. A backup can be
        restored here; the ledger as it is now is kept aside.
      </p>
    </HelpPanel>
  );
}
