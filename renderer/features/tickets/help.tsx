import type { ReactElement } from 'react';
import { HelpPanel } from '../../ui/kit.ts';

/** What tickets are for. */
export function TicketsHelp(): ReactElement {
  return (
    <HelpPanel header={<h2>Tickets</h2>}>
      <p>
        The texts and sheets are made from the ledger, as the vendor asks for them. Copy the text into the support
        portal, attach the sheet, or open the mail draft. The app sends nothing by itself.
      </p>
      <h3>After sending</h3>
      <p>
        Say that you sent it, with the ticket number. The wait begins, and the step of the procedure follows. When the
        ledger changes afterwards, a follow-up carries only what is different.
      </p>
    </HelpPanel>
  );
}
