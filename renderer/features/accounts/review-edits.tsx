import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { EditsPreview, EditsResult } from '../../../shared/contract/account-edits.ts';
import type { Changed } from '../../../shared/contract/base.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { toFailure } from '../../session/failure.ts';
import { useAct, useSession } from '../../session/session.ts';
import { useBusy } from '../../session/use-submit.ts';
import { resultOf } from '../../session/stream.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Alert, Box, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import type { SheetEdits } from '../../ui/sheet/sheet.tsx';
import { plural } from '../../ui/words.ts';
import { Changes, countFaulty, Faulty, NewSubsets } from './review-parts.tsx';
import { faultsOf, toEdits, withoutFaulty } from './sheet-store.ts';
import type { Fault } from './sheet-store.ts';
import { NO_EDITS } from './use-sheet-edits.ts';
import { WORDS } from './words.ts';

/** How many changes are listed; all are applied. */
const LISTED = 100;

type State =
  | { readonly is: 'reading' }
  | { readonly is: 'empty' }
  | { readonly is: 'failed'; readonly message: string }
  | { readonly is: 'ready'; readonly preview: EditsPreview };

/** Shows what the edits of the sheet would do to the ledger, and does it. */
export function ReviewEdits(props: {
  readonly mpa: MpaSummary;
  readonly edits: SheetEdits;
  readonly onEdits: (edits: SheetEdits) => void;
  /** Told what can't be taken, so that the sheet shows it at its cells. */
  readonly onFaults: (faults: ReadonlyMap<string, readonly Fault[]>) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { mpa, edits, onEdits, onFaults, onClose } = props;
  const { jobs } = useSession();
  const { change } = useAct();
  const state = useEditsPreview(mpa, edits, onFaults);
  const [makeSubsets, setMakeSubsets] = useState(false);
  const [busy, during] = useBusy();
  const preview = state.is === 'ready' ? state.preview : null;
  const faulty = preview === null ? 0 : countFaulty(preview);
  const needsSubsets = preview !== null && preview.newSubsets.length > 0;
  const changed = preview?.changed ?? 0;
  const apply = async (): Promise<void> => {
    if (preview === null) return;
    const input = {
      mpaId: mpa.id,
      edits: toEdits(edits),
      createSubsets: needsSubsets && makeSubsets,
      revision: preview.revision,
    };
    const words = `Changed ${plural(changed, 'account')}.`;
    const done = await change(words, (client) =>
      jobs.run<object, Changed<EditsResult>>(`Changing ${plural(changed, 'account')}`, (signal) =>
        client.accounts.applyEdits(input, { signal }),
      ),
    );
    if (done !== undefined) onEdits(NO_EDITS);
    // What failed is told at the top of the page, which the dialog would cover.
    onClose();
  };
  return (
    <Confirm
      title={`Changes of the sheet: ${plural(edits.size, 'account')}`}
      confirmText={changed === 0 ? 'Apply changes' : `Change ${plural(changed, 'account')}`}
      size="large"
      busy={busy}
      disabled={preview === null || faulty > 0 || changed === 0 || (needsSubsets && !makeSubsets)}
      onConfirm={() => void during(apply)}
      onCancel={onClose}
    >
      {state.is === 'reading' ? (
        <StatusIndicator type="loading">Comparing with the ledger</StatusIndicator>
      ) : state.is === 'empty' ? (
        <Box>{WORDS.nothingLeft}</Box>
      ) : state.is === 'failed' ? (
        <Alert type="error">{state.message}</Alert>
      ) : (
        <SpaceBetween size="m">
          <Faulty
            preview={state.preview}
            onLeaveOut={() => onEdits(withoutFaulty(edits, state.preview))}
            onBack={onClose}
          />
          {needsSubsets ? <NewSubsets preview={state.preview} checked={makeSubsets} onChange={setMakeSubsets} /> : null}
          <Changes preview={state.preview} />
        </SpaceBetween>
      )}
    </Confirm>
  );
}

/** What the edits would do, looked at once for the edits as they are. */
function useEditsPreview(
  mpa: MpaSummary,
  edits: SheetEdits,
  onFaults: (faults: ReadonlyMap<string, readonly Fault[]>) => void,
): State {
  const { api } = useSession();
  const [found, setFound] = useState<{ readonly edits: SheetEdits; readonly state: State } | null>(null);
  const tell = useRef(onFaults);
  useEffect(() => {
    tell.current = onFaults;
  });
  useEffect(() => {
    const end = new AbortController();
    const { signal } = end;
    const look = async (): Promise<EditsPreview> => {
      const { client } = await api.connected();
      const input = { mpaId: mpa.id, edits: toEdits(edits), limit: LISTED };
      return resultOf(client.accounts.previewEdits(input, { signal }));
    };
    // The last edits may have been left out: then there is nothing to look at.
    if (edits.size > 0)
      look().then(
        (preview) => {
          if (signal.aborted) return;
          setFound({ edits, state: { is: 'ready', preview } });
          tell.current(faultsOf(preview));
        },
        (error: unknown) => {
          if (!signal.aborted) setFound({ edits, state: { is: 'failed', message: toFailure(error).message } });
        },
      );
    return () => end.abort();
  }, [api, mpa.id, edits]);
  if (edits.size === 0) return { is: 'empty' };
  return found !== null && found.edits === edits ? found.state : { is: 'reading' };
}
