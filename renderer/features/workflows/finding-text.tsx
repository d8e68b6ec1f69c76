import type { ReactElement, ReactNode } from 'react';
import type { Severity } from '../../../shared/domain/finding.ts';
import type { WorkflowFinding } from '../../../shared/domain/workflow-finding.ts';
import { Box, StatusIndicator } from '../../ui/kit.ts';

const TYPES = { error: 'error', warning: 'warning', hint: 'info' } as const satisfies Record<Severity, string>;
const NAMES = { error: 'Error', warning: 'Warning', hint: 'Hint' } as const satisfies Record<Severity, string>;

/** What was found, and what to do. @param children stands in place of the sentence: a link with it */
export function FindingText({ finding, children }: { finding: WorkflowFinding; children?: ReactNode }): ReactElement {
  return (
    <>
      <StatusIndicator type={TYPES[finding.severity]} iconAriaLabel={NAMES[finding.severity]}>
        <span className="finding-sentence">{children ?? <Box variant="span">{finding.sentence}</Box>}</span>
      </StatusIndicator>
      <Box fontSize="body-s" color="text-body-secondary">
        {finding.remedy}
      </Box>
    </>
  );
}
