import type { ReactElement } from 'react';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { TicketKind } from '../../../shared/domain/ticket.ts';
import { inLinks } from '../../session/action-words.ts';
import type { MpaPageProps } from '../../session/page.ts';
import { formatRoute, mpaRoute } from '../../session/route.ts';
import type { RouteParams } from '../../session/route.ts';
import { Empty } from '../../ui/empty.tsx';
import { Header, Link, SpaceBetween, StatusIndicator, Table } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { Said } from '../../ui/said.tsx';
import { StateText } from '../../ui/state.tsx';
import { DueText } from '../../ui/time.tsx';
import { plural } from '../../ui/words.ts';
import { itemName, shownItem, TICKET_STATE_WORDS } from './store.ts';
import type { TicketItem } from './store.ts';
import { TicketSheet } from './ticket-sheet.tsx';
import { useTickets } from './use-tickets.ts';
import { WORDS } from './words.ts';

/** Every request to the vendor: what can be sent now, what blocks it, what was sent and waits. */
export function TicketsPage({ mpa, params, setParams }: MpaPageProps): ReactElement {
  const { data, failure } = useTickets(mpa.id);
  if (data === null) {
    if (failure) return <Empty title="The tickets can't be read" text={<Said parts={inLinks(failure.text)} />} />;
    return <StatusIndicator type="loading">Reading the tickets</StatusIndicator>;
  }
  const shown = shownItem(data, params);
  const show = ({ plan, ticket }: TicketItem): void => setParams(paramsOf(plan.kind, ticket));
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description={WORDS.description}>
        {WORDS.title}
      </Header>
      <Table
        items={data}
        trackBy={keyOf}
        columnDefinitions={columnsOf(mpa.id)}
        selectionType="single"
        selectedItems={shown === undefined ? [] : [shown]}
        onSelectionChange={({ detail }) => {
          const chosen = detail.selectedItems[0];
          if (chosen) show(chosen);
        }}
        onRowClick={({ detail }) => show(detail.item)}
        enableKeyboardNavigation
        wrapLines
        empty={<Empty title="This scenario has no tickets" text="Its procedure needs no request to the vendor." />}
        ariaLabels={{
          tableLabel: WORDS.title,
          selectionGroupLabel: WORDS.title,
          itemSelectionLabel: (_, item) => itemName(item),
        }}
      />
      {shown === undefined ? null : (
        <TicketSheet
          key={keyOf(shown)}
          mpa={mpa}
          item={shown}
          onMade={(ticket) => setParams(paramsOf(shown.plan.kind, ticket))}
        />
      )}
    </SpaceBetween>
  );
}

function paramsOf(kind: TicketKind, ticket: { readonly id: number } | null): RouteParams {
  return ticket === null ? { kind } : { kind, id: String(ticket.id) };
}

function keyOf({ plan, ticket }: TicketItem): string {
  return `${plan.kind} ${ticket?.id ?? ''}`;
}

function columnsOf(mpaId: AccountId): TableProps.ColumnDefinition<TicketItem>[] {
  return [
    {
      id: 'name',
      header: 'About',
      isRowHeader: true,
      cell: (item) => (
        <Link href={formatRoute(mpaRoute(mpaId, 'tickets', paramsOf(item.plan.kind, item.ticket)))}>
          {itemName(item)}
        </Link>
      ),
    },
    { id: 'channel', header: 'By', cell: ({ plan }) => (plan.channel === 'mail' ? 'mail' : 'support ticket') },
    { id: 'state', header: 'State', cell: ({ state }) => <StateText state={state} /> },
    {
      id: 'ticket',
      header: 'Ticket',
      cell: ({ ticket }) =>
        ticket === null
          ? '–'
          : `${TICKET_STATE_WORDS[ticket.state].name}${ticket.ticketNumber ? ` ${ticket.ticketNumber}` : ''}`,
    },
    {
      id: 'due',
      header: 'Answer due',
      cell: ({ ticket }) => (ticket?.answerDue ? <DueText at={ticket.answerDue} /> : '–'),
    },
    {
      id: 'checks',
      header: 'Checks',
      cell: ({ findings: { counts } }) =>
        counts.error > 0 ? (
          <StatusIndicator type="error">{plural(counts.error, 'error')}</StatusIndicator>
        ) : counts.warning > 0 ? (
          <StatusIndicator type="warning">{plural(counts.warning, 'warning')}</StatusIndicator>
        ) : (
          <StatusIndicator>OK</StatusIndicator>
        ),
    },
  ];
}
