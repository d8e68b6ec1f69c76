import type { ReactElement } from 'react';
import type { Change, Operation } from '../../../shared/contract/history.ts';
import { useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { Box, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import { TimeText } from '../../ui/time.tsx';
import { nameInWords, plural } from '../../ui/words.ts';
import { changedValues } from './store.ts';
import { entityInWords } from './words.ts';

/** Every value that an operation changed, before and after. */
export function Changes({ operation }: { operation: Operation }): ReactElement {
  const { queries } = useSession();
  const { data } = useRead(queries.history.get.queryOptions({ input: { id: operation.id, limit: 200 } }));
  return (
    <SpaceBetween size="m">
      <Box color="text-body-secondary">
        {operation.who}, <TimeText at={operation.at} />
      </Box>
      {data === null ? (
        <StatusIndicator type="loading">Reading the changes</StatusIndicator>
      ) : (
        <>
          <ul className="plain-list">
            {data.changes.map((change) => (
              <li key={change.id}>
                <OneChange change={change} />
              </li>
            ))}
          </ul>
          {data.changes.length < operation.changes ? (
            <Box color="text-body-secondary">
              The first {data.changes.length} of {plural(operation.changes, 'row')}.
            </Box>
          ) : null}
        </>
      )}
    </SpaceBetween>
  );
}

/** What a value is called; payer accounts are called so everywhere on the screen. */
function valueName(name: string): string {
  return name === 'mpa_id' ? 'Payer account' : nameInWords(name.replaceAll('_', ' '));
}

function OneChange({ change }: { change: Change }): ReactElement {
  const values = changedValues(change);
  const words = { added: 'added', changed: 'changed', removed: 'removed' }[change.what];
  return (
    <div className="change">
      <Box variant="strong">
        {entityInWords(change.entity)} {change.key} {words}
      </Box>
      <ul>
        {values.map(({ name, before, after }) => (
          <li key={name}>
            {valueName(name)}: {before === '' ? '' : <del>{before}</del>}{' '}
            {after === '' ? before === '' ? '' : 'taken away' : <ins>{after}</ins>}
          </li>
        ))}
      </ul>
    </div>
  );
}
