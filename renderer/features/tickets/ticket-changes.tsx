import type { ReactElement } from 'react';
import type { TicketChangeList } from '../../../shared/contract/tickets.ts';
import { Alert, Box } from '../../ui/kit.ts';
import { formatCount, plural } from '../../ui/words.ts';
import { changedRows, differencesOf } from './store.ts';
import type { Difference } from './store.ts';

/** How many rows are told of one by one. */
const SHOWN = 10;

/** What is different from what was sent, row by row; nothing where all is the same. */
export function TicketChanges({ changes }: { changes: TicketChangeList | null }): ReactElement | null {
  const rows = changedRows(changes);
  if (changes === null || rows === 0) return null;
  const { added, changed, removed } = changes.counts;
  const differences = differencesOf(changes).slice(0, SHOWN);
  return (
    <Alert type="warning" header={`${plural(rows, 'row')} changed since it was sent`}>
      A follow-up carries only what is different: {formatCount(added)} added, {formatCount(changed)} changed,{' '}
      {formatCount(removed)} removed.
      <Box padding={{ top: 'xs' }}>
        <ul className="plain-list" aria-label="What is different">
          {differences.map((difference) => (
            <li key={`${difference.what} ${difference.key}`}>
              <DifferenceLine difference={difference} />
            </li>
          ))}
        </ul>
      </Box>
      {rows > differences.length ? (
        <Box color="text-body-secondary">and {formatCount(rows - differences.length)} more</Box>
      ) : null}
    </Alert>
  );
}

function DifferenceLine({ difference: { what, title, cells } }: { difference: Difference }): ReactElement {
  if (what !== 'changed') {
    return (
      <>
        <strong>{title}</strong> {what}
      </>
    );
  }
  return (
    <>
      <strong>{title}</strong>{' '}
      {cells.map(({ header, before, after }, index) => (
        <span key={header}>
          {index === 0 ? '' : ', '}
          {header}: {before === '' ? 'none' : <del>{before}</del>} → {after === '' ? 'none' : <ins>{after}</ins>}
        </span>
      ))}
    </>
  );
}
