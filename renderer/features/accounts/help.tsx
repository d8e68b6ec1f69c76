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
    </HelpPanel>
  );
}
