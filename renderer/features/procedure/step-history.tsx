import type { ReactElement } from 'react';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { WhatHappened } from '../../ui/what-happened.tsx';

/** What happened to a step, the latest first. */
export function StepHistory({ mpaId, step }: { mpaId: AccountId; step: string }): ReactElement | null {
  const { queries } = useSession();
  const input = { entity: 'enrolment_step', key: `${mpaId}:${step}`, limit: 50 } as const;
  const { data } = useRead(queries.history.of.queryOptions({ input }));
  return <WhatHappened changes={data ?? []} />;
}
