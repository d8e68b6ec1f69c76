import type { ReactElement } from 'react';
import type { TicketChangeList } from '../../../shared/contract/tickets.ts';
import { TICKET_CHANGE_PARTS } from '../../../shared/domain/ticket-changes.ts';
import { Alert, Box } from '../../ui/kit.ts';
import { formatCount, plural } from '../../ui/words.ts';
import { changesSince, differencesOf } from './store.ts';
import type { Difference } from './store.ts';

/** How many changes are told of one by one. */
const SHOWN = 10;

/** What is different from what was sent; nothing where all is the same. */
export function TicketChanges({ changes }: { changes: TicketChangeList | null }): ReactElement | null {
  const all = changesSince(changes);
  if (changes === null || all === 0) return null;
  const differences = differencesOf(changes).slice(0, SHOWN);
  const told = TICKET_CHANGE_PARTS.map((part) => `${formatCount(changes.counts[part])} ${part}`).join(', ');
  return (
    <Alert type="warning" header={`${plural(all, 'change')} since it was sent`}>
      A follow-up carries only what is different: {told}.
      <Box padding={{ top: 'xs' }}>
        <ul className="plain-list" aria-label="What is different">
          {differences.map((difference) => (
            <li key={`${difference.what} ${difference.key}`}>
              <DifferenceLine difference={difference} />
            </li>
          ))}
        </ul>
      </Box>
      {all > differences.length ? (
        <Box color="text-body-secondary">and {formatCount(all - differences.length)} more</Box>
      ) : null}
    </Alert>
  );
}

function DifferenceLine({ difference: { what, title, values } }: { difference: Difference }): ReactElement {
  return (
    <>
      <strong>{title}</strong> {what}
      {values.map(({ name, before, after }, index) => (
        <span key={name}>
          {index === 0 ? ': ' : ', '}
          {name === '' ? '' : `${name}: `}
          {before === '' ? 'none' : <del>{before}</del>} → {after === '' ? 'none' : <ins>{after}</ins>}
        </span>
      ))}
    </>
  );
}
