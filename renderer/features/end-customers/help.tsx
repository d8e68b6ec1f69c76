import type { ReactElement } from 'react';
import { HelpPanel } from '../../ui/kit.ts';

/** What end customers are for. */
export function EndCustomersHelp(): ReactElement {
  return (
    <HelpPanel header={<h2>End customers</h2>}>
      <p>
        A customer of the MSP with a Spot organization of its own. It is known to Spot by its console e-mail and its
        Spot Org ID; both stand in the sheet that associates subsets with end customers.
      </p>
    </HelpPanel>
  );
}
