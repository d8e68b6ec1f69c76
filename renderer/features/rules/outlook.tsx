import type { ReactElement } from 'react';
import type { AccountWhere } from '../../../shared/contract/account-where.ts';
import type { RulePreview, RulesPreview } from '../../../shared/contract/assignment-rules.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { mpaRoute } from '../../session/route.ts';
import { useSession } from '../../session/session.ts';
import { Box, Button, Container, ExpandableSection, KeyValuePairs, SpaceBetween, Toggle } from '../../ui/kit.ts';
import { formatCount } from '../../ui/words.ts';
import { AccountSample } from './rule-details.tsx';
import { unmatchedWords, WORDS } from './words.ts';

/** The accounts in no subset, as the accounts page filters them. */
const UNASSIGNED: AccountWhere = { operation: 'and', tokens: [{ field: 'subset', operator: '=', value: null }] };
const LISTED = 10;

/** What all rules together would do, and what they leave. */
export function Outlook(props: {
  readonly mpa: MpaSummary;
  readonly preview: RulesPreview;
  readonly includeAssigned: boolean;
  readonly onIncludeAssigned: (on: boolean) => void;
}): ReactElement {
  const { mpa, preview, includeAssigned, onIncludeAssigned } = props;
  const { go, memory } = useSession();
  const { rules, takes, unmatched, unmatchedSample, unmatchedAssigned } = preview;
  const sum = (what: 'inPlace' | 'inOther'): number =>
    rules.reduce((count, rule: RulePreview) => count + rule[what], 0);
  const showUnassigned = (): void => {
    memory.set(`accounts/filter/${mpa.id}`, UNASSIGNED);
    go(mpaRoute(mpa.id, 'accounts'));
  };
  return (
    <Container>
      <SpaceBetween size="m">
        <KeyValuePairs
          columns={4}
          items={[
            { label: 'Would be assigned', value: <Big count={takes} /> },
            { label: 'In their subset already', value: <Big count={sum('inPlace')} /> },
            {
              label: includeAssigned ? 'Of these from another subset' : 'Stay in another subset',
              value: <Big count={sum('inOther')} />,
            },
            { label: 'No rule fits', value: <Big count={unmatched + unmatchedAssigned} /> },
          ]}
        />
        <Toggle checked={includeAssigned} onChange={({ detail }) => onIncludeAssigned(detail.checked)}>
          {WORDS.includeAssigned}
        </Toggle>
        {unmatched === 0 ? null : (
          <ExpandableSection headerText={unmatchedWords(preview)}>
            <SpaceBetween size="s">
              <Box>{WORDS.unmatchedText}</Box>
              <AccountSample accounts={unmatchedSample.slice(0, LISTED)} />
              {unmatched > LISTED ? <Box>and {formatCount(unmatched - LISTED)} more</Box> : null}
              <Button onClick={showUnassigned}>{WORDS.showUnassigned}</Button>
            </SpaceBetween>
          </ExpandableSection>
        )}
      </SpaceBetween>
    </Container>
  );
}

function Big({ count }: { count: number }): ReactElement {
  return (
    <Box fontSize="heading-l" fontWeight="bold">
      {formatCount(count)}
    </Box>
  );
}
