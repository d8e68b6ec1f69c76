import type { ReactElement } from 'react';
import { HelpPanel } from '../../ui/kit.ts';

/** What workflows are, and how they are edited. */
export function WorkflowsHelp(): ReactElement {
  return (
    <HelpPanel header={<h2>Workflows</h2>}>
      <p>
        A billing workflow is a numbered list of rules by which the vendor makes the charges of a subset out of
        AWS&rsquo;s raw data. Each subset has one; several may share it. Without rules the charges stay as AWS reports
        them.
      </p>
      <h3>Order</h3>
      <p>
        Rules are processed from the top. The vendor applies an uplift or a discount after all others, so it goes last.
        Drag a rule by its handle, press the arrow keys on the handle, or use its arrow buttons.
      </p>
      <h3>Drafts</h3>
      <p>
        Edits are a draft until they are saved. The draft stays on this computer when you leave the page. Saving
        concerns every subset that has the workflow, and the ticket with its text has to be sent again.
      </p>
      <h3>In your own words</h3>
      <p>
        What the vendor&rsquo;s builder does not offer is written as a sentence. Its people set it up by hand, so expect
        a question.
      </p>
    </HelpPanel>
  );
}
