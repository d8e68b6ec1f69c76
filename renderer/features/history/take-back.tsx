import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Operation } from '../../../shared/contract/history.ts';
import { useAct, useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { useBusy } from '../../session/use-submit.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Box, Button } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';

/** Takes a change back: at once where it is the last one, else with everything that was done after it. */
export function TakeBack({ operation }: { operation: Operation }): ReactElement | null {
  const { notices, queries } = useSession();
  const { attempt } = useAct();
  // How many changes that stand are newer: they have to be taken back before it.
  const { data: later } = useRead(
    queries.history.count.queryOptions({
      input: { since: operation.id, standing: 'in-force' },
      select: ({ operations }) => operations,
    }),
  );
  const { data: newest } = useRead(
    queries.history.pending.queryOptions({ select: ({ undo }: { undo: { id: number } | null }) => undo?.id ?? null }),
  );
  const [asking, setAsking] = useState(false);
  const [busy, during] = useBusy();
  if (operation.kind !== 'do' || operation.state !== 'done' || later === null || newest === null) return null;
  const take = async (): Promise<void> => {
    const taken = await during(() => attempt((client) => client.history.undoTo({ id: operation.id, expect: newest })));
    setAsking(false);
    if (taken !== undefined) {
      notices.show({
        kind: 'success',
        text: `Took back ${plural(taken.value.undone.length, 'change')}. Redo brings them back one by one.`,
      });
    }
  };
  const words = `Take back ${plural(later + 1, 'change')}`;
  if (later === 0) {
    return (
      <Button iconName="undo" loading={busy} onClick={() => void take()}>
        {words}
      </Button>
    );
  }
  return (
    <>
      <Button iconName="undo" onClick={() => setAsking(true)}>
        {words}…
      </Button>
      {asking ? (
        <Confirm
          title={words}
          confirmText={words}
          busy={busy}
          onConfirm={() => void take()}
          onCancel={() => setAsking(false)}
        >
          <Box>
            &lsquo;{operation.label}&rsquo; is taken back, and before it {plural(later, 'change')} made since, in all
            payer accounts: changes are taken back in the order in which they were made, the newest first. They stay in
            the history, and redo brings them back until something else is changed.
          </Box>
        </Confirm>
      ) : null}
    </>
  );
}
