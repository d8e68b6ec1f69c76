import type { ReactElement } from 'react';
import { HelpPanel } from '../../ui/kit.ts';

/** What cost data is for. */
export function CostDataHelp(): ReactElement {
  return (
    <HelpPanel header={<h2>Cost data</h2>}>
      <p>
        The Cost and Usage Reports of the payer account, month by month: what every account has used, and what it cost.
        Billing workflows are tried on it before anybody is charged.
      </p>
      <p>
        A report is read from its first to its last byte; what is damaged, or breaks the rules of AWS’s own reports, is
        refused. Add the whole folder of a month, or drop it on the page: its manifest says which files there are.
      </p>
      <p>
        The lines stay on this computer, in no backup. What is known of each month is in the ledger: adding a report can
        be undone.
      </p>
    </HelpPanel>
  );
}
