import { useState } from 'react';
import type { ReactElement } from 'react';
import type { KeptRow, Operation, RevertChoice, Reverted } from '../../../shared/contract/history.ts';
import { useAct } from '../../session/session.ts';
import { useBusy } from '../../session/use-submit.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Box, Button, SpaceBetween } from '../../ui/kit.ts';
import { TimeText } from '../../ui/time.tsx';
import { plural } from '../../ui/words.ts';
import { choiceOf } from './store.ts';
import { WHY_IT_STAYS, entityInWords, whyNotReversed } from './words.ts';

/** Reverses one change alone, wherever it stands; where it can't be, it says why. */
export function Revert({ operation }: { operation: Operation }): ReactElement {
  const { attempt, change } = useAct();
  const [choice, setChoice] = useState<RevertChoice | null>(null);
  const [busy, during] = useBusy();
  const no = whyNotReversed(operation);
  if (no !== null) return <Box color="text-body-secondary">{no}</Box>;
  const reverse = async (rest: boolean): Promise<void> => {
    const input = { id: operation.id, rest, revision: choice?.revision ?? null };
    const answer = await attempt((client) => client.history.revert(input).catch(choiceOf));
    setChoice(answer !== undefined && 'revision' in answer ? answer : null);
    if (answer !== undefined && 'value' in answer) await change(doneText, () => Promise.resolve(answer));
  };
  return (
    <>
      <Button iconName="undo" loading={busy} onClick={() => void during(() => reverse(false))}>
        Reverse this change alone
      </Button>
      {choice === null ? null : (
        <Confirm
          title={`Reverse ${choice.rows} of ${plural(choice.all, 'row')}`}
          confirmText={`Reverse the other ${choice.rows === 1 ? 'row' : plural(choice.rows, 'row')}`}
          busy={busy}
          onConfirm={() => void during(() => reverse(true))}
          onCancel={() => setChoice(null)}
        >
          <SpaceBetween size="s">
            <Box>
              &lsquo;{operation.label}&rsquo; can&rsquo;t be reversed as a whole: later changes stand on{' '}
              {plural(choice.all - choice.rows, 'row')}. Nothing was changed. These would stay as they are:
            </Box>
            <ul className="plain-list">
              {choice.kept.map((row) => (
                <li key={`${row.entity} ${row.key}`}>
                  <Kept row={row} />
                </li>
              ))}
            </ul>
          </SpaceBetween>
        </Confirm>
      )}
    </>
  );
}

function Kept({ row: { entity, key, name, why, by } }: { row: KeptRow }): ReactElement {
  return (
    <>
      <Box variant="strong">
        {entityInWords(entity)} {name === null ? key : `${name} (${key})`}
      </Box>{' '}
      {WHY_IT_STAYS[why]}
      {by.map(({ id, label, at }) => (
        <Box key={id} color="text-body-secondary">
          {label} (<TimeText at={at} />)
        </Box>
      ))}
    </>
  );
}

function doneText({ label, rows, all }: Reverted): string {
  return rows === all ? `Reversed: ${label}.` : `Reversed ${rows} of ${plural(all, 'row')}: ${label}.`;
}
