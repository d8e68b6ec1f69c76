import type { ReactElement } from 'react';
import { HelpPanel } from '../../ui/kit.ts';

/** What assignment rules are for. */
export function RulesHelp(): ReactElement {
  return (
    <HelpPanel header={<h2>Assignment rules</h2>}>
      <p>
        Rules say in which subset an account belongs, by its name, e-mail or ID. They save assigning by hand where names
        follow a pattern, and they can be applied again after every import.
      </p>
      <h3>Order</h3>
      <p>
        Rules are asked from the first to the last; the first that fits an account wins. Move a rule by its handle, by
        dragging or with the arrow keys.
      </p>
      <h3>Nothing is guessed</h3>
      <p>
        Accounts that no rule fits stay where they are and are listed. Accounts that are in a subset stay there, unless
        you ask to move them too. The payer account itself is never put in a subset.
      </p>
    </HelpPanel>
  );
}
