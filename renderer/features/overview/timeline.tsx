import type { ReactElement } from 'react';
import { formatRoute, mpaRoute } from '../../session/route.ts';
import { Box, Container, Header, Link, SpaceBetween } from '../../ui/kit.ts';
import { StateText } from '../../ui/state.tsx';
import { DueText, TimeText } from '../../ui/time.tsx';
import type { OverviewWait } from './store.ts';
import { WORDS } from './words.ts';

/** All waits of all payer accounts in the order in which they end, with today among them. */
export function Timeline({ waits }: { waits: readonly OverviewWait[] }): ReactElement {
  const overdue = waits.filter((wait) => wait.overdue);
  const coming = waits.filter((wait) => !wait.overdue);
  const item = (wait: OverviewWait): ReactElement => (
    <li key={`${wait.mpaId} ${wait.what}`} className={wait.overdue ? 'wait overdue' : 'wait'}>
      <SpaceBetween direction="horizontal" size="xs">
        <StateText state={wait.overdue ? 'overdue' : 'waiting'} />
        {wait.due === null ? <span>no date</span> : <DueText at={wait.due} />}
        <Link href={formatRoute(mpaRoute(wait.mpaId, 'procedure'))}>{wait.mpaName}</Link>
        <span>{wait.what}</span>
        <Box variant="small" color="text-body-secondary">
          since <TimeText at={wait.since} />
        </Box>
      </SpaceBetween>
    </li>
  );
  return (
    <Container
      header={
        <Header variant="h2" description={WORDS.timelineText}>
          {WORDS.timeline}
        </Header>
      }
    >
      {waits.length === 0 ? (
        <Box color="text-body-secondary">{WORDS.noWaits}</Box>
      ) : (
        <ol className="timeline" aria-label={WORDS.timeline}>
          {overdue.map(item)}
          <li className="today">
            <Box variant="small" fontWeight="bold">
              Today
            </Box>
          </li>
          {coming.map(item)}
        </ol>
      )}
    </Container>
  );
}
