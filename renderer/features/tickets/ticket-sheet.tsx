import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { TicketDetail } from '../../../shared/contract/tickets.ts';
import { CopyButton } from '../../ui/copy.tsx';
import { Box, Container, Grid, Header, SpaceBetween, StatusIndicator, Table } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { LongText } from '../../ui/long-text.tsx';
import { formatCount, plural } from '../../ui/words.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { Findings } from './findings.tsx';
import { SaveForm } from './save-form.tsx';
import { SentForm } from './sent-form.tsx';
import { changesSince, ticketOrKind } from './store.ts';
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
  const { plan } = item;
  const of = ticketOrKind(mpa.id, item);
  const { data, failure } = useTicket({ mpaId: mpa.id, kind: plan.kind, id: 'id' in of ? of.id : null });
  const [form, setForm] = useState<'save' | 'sent' | null>(null);
  const close = (): void => setForm(null);
  const changed = changesSince(data?.changes ?? null);
  return (
    <SpaceBetween size="m">
      <Findings mpa={mpa} item={item} />
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
