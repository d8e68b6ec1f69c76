import type { ReactElement } from 'react';
import { HelpPanel } from '../../ui/kit.ts';

/** What the procedure is for. */
export function ProcedureHelp(): ReactElement {
  return (
    <HelpPanel header={<h2>Procedure</h2>}>
      <p>The steps of the enrollment in their order. What a step needs, proves and waits for is beside it.</p>
      <h3>Done</h3>
      <p>
        Some steps close by themselves: the AWS set-up when everything is in place, a ticket&rsquo;s step when the
        ticket is approved. Where the app cannot know, mark the step as done and say how you know.
      </p>
      <h3>Waits</h3>
      <p>
        A wait has a date. AWS delivers the first report within 24 hours; the vendor answers mails in 48 to 72 hours and
        tickets within some days. After that date the step is overdue: ask.
      </p>
    </HelpPanel>
  );
}
