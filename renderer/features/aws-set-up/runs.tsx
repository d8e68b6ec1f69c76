import { useState } from 'react';
import type { ReactElement } from 'react';
import type { AwsCall, SetupRun } from '../../../shared/contract/aws.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { Box, ExpandableSection, Link, Modal, StatusIndicator, Table } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { TimeText } from '../../ui/time.tsx';
import { formatCount } from '../../ui/words.ts';
import { WORDS } from './words.ts';

/** The last plans and applies, with every call that each made. */
export function Runs({ mpaId }: { mpaId: AccountId }): ReactElement | null {
  const { queries } = useSession();
  const { data } = useRead(queries.aws.runs.queryOptions({ input: { mpaId, limit: 20 } }));
  const [open, setOpen] = useState<SetupRun | null>(null);
  if (data === null || data.length === 0) return null;
  return (
    <ExpandableSection headerText={WORDS.runs} headerCounter={`(${data.length})`}>
      <Table
        variant="borderless"
        items={data}
        trackBy={({ id }) => String(id)}
        ariaLabels={{ tableLabel: 'Runs of the AWS set-up' }}
        columnDefinitions={runColumns(setOpen)}
      />
      {open === null ? null : <CallsOfRun run={open} onClose={() => setOpen(null)} />}
    </ExpandableSection>
  );
}

function CallsOfRun({ run, onClose }: { run: SetupRun; onClose: () => void }): ReactElement {
  const { queries } = useSession();
  const { data } = useRead(queries.aws.calls.queryOptions({ input: { runId: run.id } }));
  return (
    <Modal
      visible
      size="max"
      header={`Calls of run ${run.id} (${run.kind})`}
      closeAriaLabel="Close"
      onDismiss={onClose}
    >
      <Table
        variant="borderless"
        items={data ?? []}
        loading={data === null}
        loadingText="Reading the calls"
        trackBy={({ position }) => String(position)}
        ariaLabels={{ tableLabel: 'Calls' }}
        wrapLines
        columnDefinitions={CALL_COLUMNS}
      />
    </Modal>
  );
}

function runColumns(open: (run: SetupRun) => void): TableProps.ColumnDefinition<SetupRun>[] {
  return [
    { id: 'at', header: 'Began', cell: ({ startedAt }) => <TimeText at={startedAt} /> },
    { id: 'kind', header: 'What', cell: ({ kind }) => kind },
    { id: 'profile', header: 'Profile', cell: ({ profile }) => profile },
    { id: 'outcome', header: 'Outcome', cell: ({ outcome }) => outcome ?? 'ended in the middle' },
    {
      id: 'calls',
      header: 'Calls',
      cell: (run) => (
        <Link onFollow={() => open(run)}>
          {formatCount(run.calls)}, {formatCount(run.changes)} changing
        </Link>
      ),
    },
    { id: 'who', header: 'Who', cell: ({ who }) => who },
  ];
}

const CALL_COLUMNS: TableProps.ColumnDefinition<AwsCall>[] = [
  { id: 'at', header: 'At', cell: ({ at }) => <TimeText at={at} /> },
  {
    id: 'call',
    header: 'Call',
    cell: ({ service, operation }) => (
      <Box variant="code">
        {service}:{operation}
      </Box>
    ),
  },
  { id: 'changes', header: 'Changes', cell: ({ changes }) => (changes ? 'yes' : 'no') },
  {
    id: 'outcome',
    header: 'Outcome',
    cell: ({ outcome, code }) =>
      outcome === 'ok' ? (
        <StatusIndicator>ok</StatusIndicator>
      ) : (
        <StatusIndicator type={outcome === 'failed' ? 'error' : 'pending'}>{code ?? 'no answer'}</StatusIndicator>
      ),
  },
  { id: 'request', header: 'Request ID', cell: ({ requestId }) => requestId ?? '–' },
];
