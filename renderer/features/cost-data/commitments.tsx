import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CostHealth, EcoListPreview } from '../../../shared/contract/cost-data.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { useAct, useSession } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Box, Button, ExpandableSection, SpaceBetween, StatusIndicator, Table } from '../../ui/kit.ts';
import type { TableProps } from '../../ui/kit.ts';
import { formatCount, plural } from '../../ui/words.ts';
import { COMMITMENT_COLUMNS } from './columns.tsx';

/** How many of a list are named. */
const NAMED = 10;
const FILTERS = [{ name: 'Lists', extensions: ['xlsx', 'csv', 'tsv', 'txt'] }];

/** Reservations and Savings Plans, by owner and each, and the list of those that Eco manages. */
export function Commitments({ mpaId, health }: { mpaId: AccountId; health: CostHealth }): ReactElement | null {
  const { commitments, eachCommitment, ecoNotInLines } = health;
  if (commitments.length === 0 && ecoNotInLines.length === 0) return null;
  return (
    <ExpandableSection headerText={`Commitments (${formatCount(eachCommitment.length)})`}>
      <SpaceBetween size="s">
        <EcoList mpaId={mpaId} />
        <Table
          variant="embedded"
          header={<Box variant="h4">By their owner</Box>}
          columnDefinitions={COMMITMENT_COLUMNS}
          items={commitments}
          trackBy={({ kind, owner }) => `${kind} ${owner}`}
          ariaLabels={{ tableLabel: 'Commitments by their owner' }}
        />
        <Table
          variant="embedded"
          wrapLines
          header={<Box variant="h4">Each of them</Box>}
          columnDefinitions={EACH_COLUMNS}
          items={eachCommitment}
          trackBy="arn"
          ariaLabels={{ tableLabel: 'Each commitment' }}
        />
        {ecoNotInLines.length === 0 ? null : (
          <Box>On the list of what Eco manages, and in no line: {named(ecoNotInLines)}</Box>
        )}
      </SpaceBetween>
    </ExpandableSection>
  );
}

const EACH_COLUMNS: readonly TableProps.ColumnDefinition<CostHealth['eachCommitment'][number]>[] = [
  { id: 'arn', header: 'Commitment', isRowHeader: true, minWidth: 220, cell: ({ arn }) => <bdi>{arn}</bdi> },
  {
    id: 'eco',
    header: 'Managed by Eco',
    minWidth: 120,
    cell: ({ isEco }) =>
      isEco === null ? (
        'Not known'
      ) : (
        <StatusIndicator type={isEco ? 'success' : 'stopped'}>{isEco ? 'Yes' : 'No'}</StatusIndicator>
      ),
  },
  {
    id: 'lines',
    header: 'Lines',
    minWidth: 90,
    cell: ({ lines }) => <Box textAlign="right">{formatCount(lines)}</Box>,
  },
];

/** Imports the list of what Eco manages: it is shown what it changes before it does. */
function EcoList({ mpaId }: { mpaId: AccountId }): ReactElement {
  const { host, jobs } = useSession();
  const { attempt, change } = useAct();
  const [preview, setPreview] = useState<EcoListPreview | null>(null);
  const choose = async (): Promise<void> => {
    const [file] = (await host.pickFiles({ title: 'Choose the list of what Eco manages', filters: FILTERS })) ?? [];
    if (file === undefined) return;
    const read = await attempt((client) =>
      jobs.run<object, EcoListPreview>(`Reading ${file.name}`, (signal) =>
        client.costData.previewEcoList({ mpaId, source: file }, { signal }),
      ),
    );
    if (read !== undefined) setPreview(read);
  };
  const keep = async (commitments: readonly string[]): Promise<void> => {
    setPreview(null);
    await change(
      ({ commitments: kept }: { commitments: number }) => `Eco manages ${plural(kept, 'commitment')}.`,
      (client) => client.costData.setEcoList({ mpaId, commitments: [...commitments] }),
    );
  };
  return (
    <>
      <Button onClick={() => void choose()}>Import the list of what Eco manages…</Button>
      {preview === null ? null : (
        <Confirm
          title="Which commitments Eco manages"
          confirmText={preview.faults.length === 0 ? 'Keep this list' : 'Leave these rows out, and keep the list'}
          disabled={preview.commitments.length === 0}
          size="large"
          onConfirm={() => void keep(preview.commitments)}
          onCancel={() => setPreview(null)}
        >
          <Preview preview={preview} />
        </Confirm>
      )}
    </>
  );
}

function Preview({ preview }: { preview: EcoListPreview }): ReactElement {
  const { name, commitments, added, removed, repeated, faults } = preview;
  return (
    <SpaceBetween size="s">
      <Box>
        <bdi>{name}</bdi> has {plural(commitments.length, 'commitment')}
        {repeated === 0 ? '' : `, and ${plural(repeated, 'row')} more with the same IDs`}. It takes the place of the
        list before.
      </Box>
      {added.length === 0 ? null : <Box>New: {named(added)}</Box>}
      {removed.length === 0 ? null : <Box>No more: {named(removed)}</Box>}
      {faults.length === 0 ? null : (
        <div>
          <StatusIndicator type="warning">{plural(faults.length, 'row')} can’t be taken</StatusIndicator>
          <ul>
            {faults.slice(0, NAMED).map(({ sheet, row, column, value, reason }) => (
              <li key={`${sheet} ${row}`}>
                {sheet}, {column}
                {row}: <bdi>‘{value}’</bdi>: {reason}
              </li>
            ))}
          </ul>
          {faults.length > NAMED ? `And ${faults.length - NAMED} more.` : null}
        </div>
      )}
    </SpaceBetween>
  );
}

function named(all: readonly string[]): string {
  return `${all.slice(0, NAMED).join(', ')}${all.length > NAMED ? ` and ${all.length - NAMED} more` : ''}`;
}
