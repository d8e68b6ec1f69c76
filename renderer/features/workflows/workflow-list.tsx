import type { ReactElement } from 'react';
import type { WorkflowSummary } from '../../../shared/contract/workflows.ts';
import { Empty } from '../../ui/empty.tsx';
import { Badge, Button, SpaceBetween, StatusIndicator, TextFilter } from '../../ui/kit.ts';
import { LongText } from '../../ui/long-text.tsx';
import { plural } from '../../ui/words.ts';
import { shownWorkflows } from './store.ts';
import { usageWords } from './words.ts';

/** The workflows with where they are used, and which of them have edits that are not saved. */
export function WorkflowList({
  workflows,
  text,
  chosen,
  hasDraft,
  onText,
  onChoose,
}: {
  workflows: readonly WorkflowSummary[];
  /** The filter. */
  text: string;
  chosen: number | null;
  hasDraft: (id: number) => boolean;
  onText: (text: string) => void;
  onChoose: (id: number) => void;
}): ReactElement {
  const shown = shownWorkflows(workflows, text);
  return (
    <SpaceBetween size="s">
      <TextFilter
        filteringText={text}
        filteringPlaceholder="Find workflows"
        filteringAriaLabel="Find workflows by name or note"
        countText={text === '' ? '' : plural(shown.length, 'match', 'matches')}
        onChange={({ detail }) => onText(detail.filteringText)}
      />
      {shown.length === 0 ? (
        <Empty title="No workflow matches" action={<Button onClick={() => onText('')}>Clear the filter</Button>} />
      ) : (
        <nav aria-label="Workflows">
          <ul className="pick-list">
            {shown.map((workflow) => (
              <li key={workflow.id}>
                <button
                  type="button"
                  aria-current={workflow.id === chosen ? 'true' : undefined}
                  onClick={() => onChoose(workflow.id)}
                >
                  <span className="pick-name">
                    <LongText text={workflow.name} most={46} />
                  </span>
                  <span>{plural(workflow.rules, 'rule')}</span>
                  <span>{usageWords(workflow)}</span>
                  <Found findings={workflow.findings} />
                  {hasDraft(workflow.id) ? <Badge color="blue">Draft, not saved</Badge> : null}
                </button>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </SpaceBetween>
  );
}

function Found({ findings: { error, warning } }: Pick<WorkflowSummary, 'findings'>): ReactElement | null {
  if (error > 0) return <StatusIndicator type="error">{plural(error, 'error')}</StatusIndicator>;
  return warning > 0 ? <StatusIndicator type="warning">{plural(warning, 'warning')}</StatusIndicator> : null;
}
