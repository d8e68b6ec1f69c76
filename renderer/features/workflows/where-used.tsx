import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { WorkflowDetail } from '../../../shared/contract/workflows.ts';
import { formatRoute, mpaRoute } from '../../session/route.ts';
import { Box, ExpandableSection, Link } from '../../ui/kit.ts';
import { LongText } from '../../ui/long-text.tsx';
import { plural } from '../../ui/words.ts';

/** The subsets that have a workflow, each with the way to it. */
export function WhereUsed({ mpa, usedBy }: { mpa: MpaSummary; usedBy: WorkflowDetail['usedBy'] }): ReactElement {
  return (
    <ExpandableSection headerText={`Where used (${usedBy.length})`} headingTagOverride="h3" defaultExpanded>
      {usedBy.length === 0 ? (
        <Box color="text-body-secondary">
          No subset has it yet. <Link href={formatRoute(mpaRoute(mpa.id, 'subsets'))}>Set the workflow of subsets</Link>
        </Box>
      ) : (
        <ul className="plain-list">
          {usedBy.map(({ id, name, accounts }) => (
            <li key={id}>
              <Link href={formatRoute(mpaRoute(mpa.id, 'subsets', { id: String(id) }))}>
                <LongText text={name} />
              </Link>{' '}
              <Box variant="span" color="text-body-secondary">
                {plural(accounts, 'account')}
              </Box>
            </li>
          ))}
        </ul>
      )}
    </ExpandableSection>
  );
}
