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
      <h3>Step by step</h3>
      <p>
        You see the cells of the file as they are, with the row that was taken for the header; a click on another row,
        or Enter on its number, changes it. Then what each column means, then every row: what is wrong stands under it.
        A cell can be written into, and the same be done for all rows that have the same text. The file itself stays as
        it is. Where several sheets have a list, all of them can be imported together.
      </p>
      <p>
        The import waits for you: it is where it was after a reload, and what you said about a list is kept until you
        import or cancel it. Columns that you choose by hand, the encoding and what words such as N/A are, are
        remembered for files with the same headers.
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
