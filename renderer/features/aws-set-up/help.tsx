import type { ReactElement } from 'react';
import { HelpPanel } from '../../ui/kit.ts';

/** What the AWS set-up is for. */
export function AwsSetUpHelp(): ReactElement {
  return (
    <HelpPanel header={<h2>AWS set-up</h2>}>
      <p>
        The app works with an AWS profile of your own computer, bound to this payer account. Before every call that
        changes something AWS is asked whose credentials these are; another account stops everything.
      </p>
      <h3>Look, then apply</h3>
      <p>
        &lsquo;Look at AWS now&rsquo; changes nothing. It says for each step what is there and what would be done, with
        the exact calls. Apply does that, and stops at a wait: AWS delivers the first report within a day, the vendor
        sends a link within two to three days. Apply again later; nothing is created twice.
      </p>
      <h3>Without the rights</h3>
      <p>
        Give whoever grants rights the policy for the administrator. Or do a step by hand in the console: the values to
        paste are there.
      </p>
    </HelpPanel>
  );
}
