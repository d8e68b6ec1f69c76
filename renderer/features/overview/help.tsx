import type { ReactElement } from 'react';
import { HelpPanel } from '../../ui/kit.ts';

/** What the overview is for. */
export function OverviewHelp(): ReactElement {
  return (
    <HelpPanel header={<h2>Overview</h2>}>
      <p>Each row is a payer account (MPA) on its way through the procedure. A click opens its procedure.</p>
      <h3>Who moves</h3>
      <p>
        &lsquo;You&rsquo; is whoever works at this desk. AWS delivers the first report within a day. Spot answers mails
        and tickets within some days; each wait has a date, and is overdue when that has passed.
      </p>
      <h3>Checks</h3>
      <p>Errors keep the sheets from being sent. Warnings are worth a look. Hints can wait.</p>
    </HelpPanel>
  );
}
