import type { ReactElement } from 'react';
import { HelpPanel } from '../../ui/kit.ts';

/** What the accounts are for. */
export function AccountsHelp(): ReactElement {
  return (
    <HelpPanel header={<h2>Accounts</h2>}>
      <p>
        The linked accounts of the payer account, as they were imported. Each is in one subset or in none; its workflow
        and its end customer are those of its subset.
      </p>
      <h3>Many at once</h3>
      <p>
        Filter, select all of the page, then &lsquo;select all that match&rsquo;. Assigning shows first how many move,
        and out of which subsets. Undo takes all of it back.
      </p>
      <h3>Filter</h3>
      <p>
        Choose a field and a condition, or type a text to look everywhere. &lsquo;Subset = (none)&rsquo; finds what is
        still to be assigned.
      </p>
      <h3>Views</h3>
      <p>
        A view keeps filter, order and columns under a name. Choose it again under &lsquo;Views&rsquo;; it is there for
        everybody who works with this ledger.
      </p>
      <h3>As a spreadsheet</h3>
      <p>
        Turn on &lsquo;Spreadsheet&rsquo; to paste ranges from Excel or LibreOffice, fill down with Ctrl+D, and copy
        back. Changed cells are tinted and stay yours until you review and apply them; account IDs are never changed. A
        single cell is also edited in the table, by its pencil.
      </p>
      <h3>Rules and export</h3>
      <p>
        &lsquo;Rules&rsquo; assign accounts by name, e-mail or ID. &lsquo;Export&rsquo; writes what is shown, all
        accounts, or one of the vendor&rsquo;s sheets.
      </p>
    </HelpPanel>
  );
}
