import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CheckFindings } from '../../../shared/contract/checks.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { formatRoute, mpaRoute } from '../../session/route.ts';
import type { MpaPage } from '../../session/route.ts';
import { useSession } from '../../session/session.ts';
import { skipToken, useRead, whenDone } from '../../session/use-read.ts';
import { Alert, Button, Checkbox, Link, SpaceBetween } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';
import { ticketOrKind } from './store.ts';
import type { TicketItem } from './store.ts';
import { WORDS } from './words.ts';

/** How many findings are told of one by one before somebody asks for all. */
const SHOWN = 20;

/** Where a finding is put right. */
const PAGE_OF_SUBJECT: Readonly<Record<string, MpaPage>> = {
  account: 'accounts',
  subset: 'subsets',
  workflow: 'workflows',
  'end-customer': 'end-customers',
  'assignment-rule': 'rules',
  step: 'procedure',
};

/** The errors and warnings of a ticket; nothing where there are none. */
export function Findings({ mpa, item }: { mpa: MpaSummary; item: TicketItem }): ReactElement | null {
  const { queries } = useSession();
  const [wanted, setWanted] = useState(false);
  const { counts, groups } = item.findings;
  const limit = Math.max(1, ...groups.map(({ count }) => count));
  const input = wanted ? { ...ticketOrKind(mpa.id, item), limit } : skipToken;
  const all = useRead(whenDone(queries.tickets.check, input)).data;
  const total = counts.error + counts.warning;
  if (total === 0) return null;
  const listed = (all ?? item.findings).findings.filter(({ severity }) => severity !== 'hint');
  const shown = all === null ? listed.slice(0, SHOWN) : listed;
  return (
    <Alert
      type={counts.error > 0 ? 'error' : 'warning'}
      header={counts.error > 0 ? WORDS.blocked : 'Worth a look before it is sent'}
    >
      <FindingList mpa={mpa} findings={shown} />
      {all === null && total > SHOWN ? (
        <Button variant="inline-link" loading={wanted} onClick={() => setWanted(true)}>
          Show all {plural(total, 'finding')}
        </Button>
      ) : null}
    </Alert>
  );
}

function FindingList({ mpa, findings }: { mpa: MpaSummary; findings: CheckFindings['findings'] }): ReactElement {
  return (
    <ul className="plain-list">
      {findings.map(({ code, subject, sentence, remedy }) => {
        const page = PAGE_OF_SUBJECT[subject.kind];
        return (
          <li key={`${code} ${subject.kind} ${subject.id} ${sentence}`}>
            {sentence} {remedy}{' '}
            {page === undefined ? null : (
              <Link href={formatRoute(mpaRoute(mpa.id, page, { id: subject.id }))}>Show</Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What was found of a ticket, before something is done with it; with errors it is only done when somebody wants it all the same. */
export function Consent(props: {
  readonly mpa: MpaSummary;
  readonly item: TicketItem;
  readonly given: boolean;
  readonly onChange: (given: boolean) => void;
}): ReactElement | null {
  const { mpa, item, given, onChange } = props;
  if (item.findings.counts.error + item.findings.counts.warning === 0) return null;
  return (
    <SpaceBetween size="s">
      <Findings mpa={mpa} item={item} />
      {needsConsent(item) ? (
        <Checkbox checked={given} onChange={({ detail }) => onChange(detail.checked)}>
          {WORDS.allTheSame}
        </Checkbox>
      ) : null}
    </SpaceBetween>
  );
}

/** Whether errors are open. */
export function needsConsent({ findings }: TicketItem): boolean {
  return findings.counts.error > 0;
}
