import type { ReactElement } from 'react';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { Box, ExpandableSection } from '../../ui/kit.ts';
import { TimeText } from '../../ui/time.tsx';

/** What happened to a step, the latest first. */
export function StepHistory({ mpaId, step }: { mpaId: AccountId; step: string }): ReactElement | null {
  const { queries } = useSession();
  const input = { entity: 'enrolment_step', key: `${mpaId}:${step}`, limit: 50 } as const;
  const { data } = useRead(queries.history.of.queryOptions({ input }));
  if (data === null || data.length === 0) return null;
  return (
    <ExpandableSection headerText="What happened" headerCounter={`(${data.length})`}>
      <ul className="plain-list">
        {data.map(({ id, label, who, at }) => (
          <li key={id}>
            {label}{' '}
            <Box variant="small" color="text-body-secondary">
              {who}, <TimeText at={at} />
            </Box>
          </li>
        ))}
      </ul>
    </ExpandableSection>
  );
}
