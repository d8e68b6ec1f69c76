import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Consent } from './findings.tsx';
import type { TicketItem } from './store.ts';

/** Asks before a draft is made although errors are open. */
export function MakeForm(props: {
  readonly mpa: MpaSummary;
  readonly item: TicketItem;
  /** What its button says. */
  readonly what: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}): ReactElement {
  const { mpa, item, what, onConfirm, onCancel } = props;
  const [given, setGiven] = useState(false);
  return (
    <Confirm title={what} confirmText={what} disabled={!given} onConfirm={onConfirm} onCancel={onCancel}>
      <Consent mpa={mpa} item={item} given={given} onChange={setGiven} />
    </Confirm>
  );
}
