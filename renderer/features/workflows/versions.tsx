import { useState } from 'react';
import type { ReactElement } from 'react';
import type { WorkflowDetail } from '../../../shared/contract/workflows.ts';
import type { WorkflowRule } from '../../../shared/domain/workflow-rule.ts';
import { ruleSentence } from '../../../shared/domain/workflow-text.ts';
import { inLinks } from '../../session/action-words.ts';
import { useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { Empty } from '../../ui/empty.tsx';
import { Box, Button, Grid, Modal, Select, SpaceBetween, StatusIndicator, Table } from '../../ui/kit.ts';
import { formatTime } from '../../ui/time-words.ts';
import type { TableProps } from '../../ui/kit.ts';
import { Said } from '../../ui/said.tsx';
import { compareSentences } from './compare.ts';
import type { ComparedRow, NumberedSentence } from './compare.ts';
import type { Review } from './review.ts';
import { versionsOf } from './store.ts';
import type { Version } from './store.ts';

/** One side of the comparison. */
interface Side {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly name: string;
  readonly sentences: readonly string[];
  /** What a draft can begin from; null for the draft itself. */
  readonly rules: readonly WorkflowRule[] | null;
}

/** Two versions of a workflow side by side; an older one can become the draft. */
export function Versions({
  workflow,
  review,
  edited,
  onTake,
  onClose,
}: {
  workflow: WorkflowDetail;
  review: Review;
  /** Whether there is a draft. */
  edited: boolean;
  /** Makes the rules of a version the draft. */
  onTake: (rules: readonly WorkflowRule[]) => void;
  onClose: () => void;
}): ReactElement {
  const { queries } = useSession();
  const input = { entity: 'workflow', key: String(workflow.id), limit: 1000 } as const;
  const { data, failure } = useRead(queries.history.of.queryOptions({ input, select: versionsOf }));
  const sides = data === null ? [] : sidesOf(data, workflow.name, edited ? review : null);
  const [chosen, setChosen] = useState<{ before: string | null; after: string | null }>({ before: null, after: null });
  const after = sides.find(({ id }) => id === chosen.after) ?? sides[0];
  const before = sides.find(({ id }) => id === chosen.before) ?? sides[1] ?? sides[0];
  return (
    <Modal
      visible
      size="max"
      header={`Versions of ${workflow.name}`}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Close
            </Button>
            <Button
              disabled={before?.rules == null}
              onClick={() => {
                if (before?.rules != null) onTake(before.rules);
              }}
            >
              Make the left one the draft
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {before === undefined || after === undefined ? (
        failure === null ? (
          <StatusIndicator type="loading">Reading the history</StatusIndicator>
        ) : (
          <Empty title="The history can't be read" text={<Said parts={inLinks(failure.text)} />} />
        )
      ) : (
        <SpaceBetween size="m">
          <Grid gridDefinition={[{ colspan: 6 }, { colspan: 6 }]}>
            <SideSelect
              label="Left"
              sides={sides}
              chosen={before}
              onChoose={(id) => setChosen({ ...chosen, before: id })}
            />
            <SideSelect
              label="Right"
              sides={sides}
              chosen={after}
              onChoose={(id) => setChosen({ ...chosen, after: id })}
            />
          </Grid>
          {sides.length > 1 ? null : <Box color="text-body-secondary">There is only one version so far.</Box>}
          {before.name === after.name ? null : (
            <Box>
              Renamed from <bdi>{before.name}</bdi> to <bdi>{after.name}</bdi>.
            </Box>
          )}
          <Comparison rows={compareSentences(before.sentences, after.sentences)} />
        </SpaceBetween>
      )}
    </Modal>
  );
}

function sidesOf(versions: readonly Version[], name: string, draft: Review | null): Side[] {
  const own = draft && {
    id: 'draft',
    title: 'Your draft',
    description: 'Not saved',
    name,
    sentences: draft.rules.map(({ sentence }) => sentence),
    rules: null,
  };
  const saved = versions.map((version, index) => ({
    id: String(version.id),
    title: `${index === 0 ? 'As saved, ' : ''}${formatTime(version.at)}`,
    description: `${version.label} (${version.who})`,
    name: version.name,
    sentences: version.rules.map(ruleSentence),
    rules: version.rules,
  }));
  return own === null ? saved : [own, ...saved];
}

function SideSelect({
  label,
  sides,
  chosen,
  onChoose,
}: {
  label: string;
  sides: readonly Side[];
  chosen: Side;
  onChoose: (id: string) => void;
}): ReactElement {
  const options = sides.map(({ id, title, description }) => ({ value: id, label: title, description }));
  return (
    <SpaceBetween size="xxs">
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === chosen.id) ?? null}
        ariaLabel={`${label} version`}
        onChange={({ detail }) => onChoose(detail.selectedOption.value ?? chosen.id)}
      />
      <Box fontSize="body-s" color="text-body-secondary">
        {chosen.description}
      </Box>
    </SpaceBetween>
  );
}

const DIFFERENCES = {
  same: { type: 'stopped', word: 'Same' },
  changed: { type: 'warning', word: 'Changed' },
  added: { type: 'success', word: 'Added' },
  removed: { type: 'error', word: 'Removed' },
} as const;

function Comparison({ rows }: { rows: readonly ComparedRow[] }): ReactElement {
  return (
    <Table
      variant="embedded"
      items={rows}
      wrapLines
      columnDefinitions={COLUMNS}
      empty={<Empty title="Neither has rules" />}
      ariaLabels={{ tableLabel: 'Rules of both versions' }}
    />
  );
}

const COLUMNS: TableProps.ColumnDefinition<ComparedRow>[] = [
  { id: 'before', header: 'Left', width: '42%', cell: ({ before }) => sentence(before) },
  { id: 'what', header: 'Difference', width: '16%', cell: difference },
  { id: 'after', header: 'Right', width: '42%', cell: ({ after }) => sentence(after) },
];

function difference({ what }: ComparedRow): ReactElement {
  const { type, word } = DIFFERENCES[what];
  return <StatusIndicator type={type}>{word}</StatusIndicator>;
}

function sentence(of: NumberedSentence | null): string {
  return of === null ? '–' : `${of.position}. ${of.sentence}`;
}
