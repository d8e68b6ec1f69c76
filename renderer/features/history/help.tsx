import type { ReactElement } from 'react';
import { HelpPanel } from '../../ui/kit.ts';

/** What the history is for. */
export function HistoryHelp(): ReactElement {
  return (
    <HelpPanel header={<h2>History</h2>}>
      <p>
        Everything that was changed in the ledger: who, when, with what, and every value before and after. Nothing is
        ever taken out of it.
      </p>
      <h3>Undo</h3>
      <p>
        Undo takes back the last thing that was done, as a whole: an import of a thousand accounts is one step. It can
        be done again. What was done in AWS is not taken back by it, and what was seen there stays.
      </p>
      <h3>Reverse one change</h3>
      <p>
        Open a change to reverse it alone, however long ago it was: what was done later stays. Where later changes stand
        on some of its rows, they are shown, and the others can be reversed. It is a change of its own, so Undo takes it
        back.
      </p>
    </HelpPanel>
  );
}
