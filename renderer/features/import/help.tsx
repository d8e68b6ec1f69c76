import type { ReactElement } from 'react';
import { HelpPanel } from '../../ui/kit.ts';

/** What an import is. */
export function ImportHelp(): ReactElement {
  return (
    <HelpPanel header={<h2>Import accounts</h2>}>
      <p>
        Takes a list of accounts out of a workbook, a .csv file, a text that you paste, or AWS Organizations. Nothing
        changes in the ledger before you have seen what would.
      </p>
      <h3>Account IDs</h3>
      <p>
        Spreadsheets eat the leading zeros of account IDs and round long numbers. What can be repaired for sure is
        repaired; what needs you is asked; an ID like 1.21212E+11 has lost its digits for good and is refused.
      </p>
      <h3>Accounts that are not in the list</h3>
      <p>Nothing happens to them.</p>
    </HelpPanel>
  );
}
