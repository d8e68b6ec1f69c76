import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CheckResult } from '../../../shared/contract/checks.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { TicketDetail } from '../../../shared/contract/tickets.ts';
import { formatRoute, mpaRoute } from '../../session/route.ts';
import type { MpaPage } from '../../session/route.ts';
import { CopyButton } from '../../ui/copy.tsx';
import { Alert, Box, Container, Grid, Header, Link, SpaceBetween, StatusIndicator, Table } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { LongText } from '../../ui/long-text.tsx';
import { formatCount, plural } from '../../ui/words.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { SaveForm } from './save-form.tsx';
import { SentForm } from './sent-form.tsx';
import { changesSince } from './store.ts';
import type { TicketItem, TicketView } from './store.ts';
import { TicketActions } from './ticket-actions.tsx';
import { TicketChanges } from './ticket-changes.tsx';
import { useTicket } from './use-tickets.ts';
import { WORDS } from './words.ts';

/** One ticket: what blocks it, its text on the left and its rows on the right, and what can be done with it. */
export function TicketSheet(props: {
  readonly mpa: MpaSummary;
  readonly item: TicketItem;
  /** A follow-up was drafted. */
  readonly onMade: (ticket: TicketDetail) => void;
}): ReactElement {
  const { mpa, item, onMade } = props;
  const { plan, findings } = item;
  const id = item.ticket === null || item.ticket.state === 'rejected' ? null : item.ticket.id;
  const { data, failure } = useTicket({ mpaId: mpa.id, kind: plan.kind, id });
  const [form, setForm] = useState<'save' | 'sent' | null>(null);
  const close = (): void => setForm(null);
  const changed = changesSince(data?.changes ?? null);
  return (
    <SpaceBetween size="m">
      {findings.counts.error + findings.counts.warning > 0 ? <Blocks mpa={mpa} findings={findings} /> : null}
      <TicketChanges changes={data?.changes ?? null} />
      <FailureAlert failure={failure} />
      {data === null ? (
        <StatusIndicator type="loading">Making the text</StatusIndicator>
      ) : (
        <SpaceBetween size="m">
          <TicketActions
            mpa={mpa}
            item={item}
            view={data}
            changed={changed}
            onSave={() => setForm('save')}
            onSent={() => setForm('sent')}
            onMade={onMade}
          />
          <Preview view={data} />
        </SpaceBetween>
      )}
      {form === 'save' && data ? <SaveForm mpa={mpa} item={item} view={data} onClose={close} /> : null}
      {form === 'sent' && data ? <SentForm mpa={mpa} item={item} view={data} onClose={close} /> : null}
    </SpaceBetween>
  );
}

/** Where a finding is put right. */
const PAGE_OF_SUBJECT: Readonly<Record<string, MpaPage>> = {
  account: 'accounts',
  subset: 'subsets',
  workflow: 'workflows',
  'end-customer': 'end-customers',
  'assignment-rule': 'rules',
  step: 'procedure',
};

function Blocks({ mpa, findings }: { mpa: MpaSummary; findings: CheckResult }): ReactElement {
  const errors = findings.counts.error > 0;
  return (
    <Alert type={errors ? 'error' : 'warning'} header={errors ? WORDS.blocked : 'Worth a look before it is sent'}>
      <ul className="plain-list">
        {findings.findings
          .filter(({ severity }) => severity !== 'hint')
          .slice(0, 20)
          .map(({ code, subject, sentence, remedy }) => {
            const page = PAGE_OF_SUBJECT[subject.kind];
            return (
              <li key={`${code} ${subject.kind} ${subject.id}`}>
                {sentence} {remedy}{' '}
                {page === undefined ? null : (
                  <Link href={formatRoute(mpaRoute(mpa.id, page, { id: subject.id }))}>Show</Link>
                )}
              </li>
            );
          })}
      </ul>
    </Alert>
  );
}

/** The text alone where it says it all; else beside it the sheet, which needs more room. */
const WHOLE = [{ colspan: 12 }];
const SIDE_BY_SIDE = [{ colspan: { default: 12, s: 5 } }, { colspan: { default: 12, s: 7 } }];

function Preview({ view }: { view: TicketView }): ReactElement | null {
  const { ticket, preview } = view;
  const text = ticket ?? preview;
  if (text === null) return null;
  const rows = ticket?.firstRows.map(({ cells }) => cells) ?? preview?.firstRows ?? [];
  return (
    <Grid gridDefinition={text.sheet === null ? WHOLE : SIDE_BY_SIDE}>
      <Container
        header={
          <Header variant="h2" actions={<CopyButton text={text.body} what="the text" label={WORDS.copy} />}>
            Text
          </Header>
        }
      >
        <SpaceBetween size="xs">
          {text.to.length === 0 ? null : <Box>To: {text.to.join(', ')}</Box>}
          {text.cc.length === 0 ? null : <Box>Copy: {text.cc.join(', ')}</Box>}
          <Box>
            Subject: {text.subject} <CopyButton text={text.subject} what="the subject" />
          </Box>
          <pre className="letter">{text.body}</pre>
        </SpaceBetween>
      </Container>
      {text.sheet === null ? null : (
        <Table
          header={<Header counter={`(${formatCount(text.rows)})`}>Sheet</Header>}
          items={rows.map((cells, index) => ({ id: String(index), cells }))}
          trackBy="id"
          variant="container"
          contentDensity="compact"
          columnDefinitions={columnsOf(text.headers)}
          footer={
            rows.length < text.rows ? `The first ${formatCount(rows.length)} of ${plural(text.rows, 'row')}` : undefined
          }
          ariaLabels={{ tableLabel: 'Rows of the sheet' }}
        />
      )}
    </Grid>
  );
}

/** The columns of the sheet, as they stand in it. */
function columnsOf(headers: readonly string[]): TableProps.ColumnDefinition<{ cells: readonly string[] }>[] {
  // An account ID is never cut; what is longer shows both its ends, so that more columns are in view.
  const most = Math.max(20, Math.floor(80 / headers.length));
  return headers.map((header, column) => ({
    id: header,
    header,
    cell: ({ cells }) => <LongText text={cells[column] ?? ''} most={most} />,
  }));
}
