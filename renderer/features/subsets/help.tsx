import type { ReactElement } from 'react';
import { HelpPanel } from '../../ui/kit.ts';

/** What subsets are for. */
export function SubsetsHelp(): ReactElement {
  return (
    <HelpPanel header={<h2>Subsets</h2>}>
      <p>
        A subset is a named group of accounts, usually one customer. Spot bills by subset: each has one billing
        workflow, and may have one end customer.
      </p>
      <h3>Merge and split</h3>
      <p>
        Merging puts the accounts of some subsets into another one; splitting moves some accounts of a subset into a new
        one. Both show first what would happen, and can be taken back.
      </p>
    </HelpPanel>
  );
}
