import type { ReactElement } from 'react';
import type { RulePreview } from '../../../shared/contract/assignment-rules.ts';
import { AccountIdText } from '../../ui/account-id.tsx';
import { Box, ExpandableSection, StatusIndicator } from '../../ui/kit.ts';
import { LongText } from '../../ui/long-text.tsx';
import { countWords, WORDS } from './words.ts';

/** What a rule would do, in numbers, with some of the accounts that it would take. */
export function RuleDetails({ preview }: { preview: RulePreview }): ReactElement {
  const { rule, fits, sample } = preview;
  return (
    <>
      {fits === 0 ? (
        <StatusIndicator type="warning">{countWords(preview)}</StatusIndicator>
      ) : (
        <Box color="text-body-secondary">{countWords(preview)}</Box>
      )}
      {sample.length === 0 ? null : (
        <ExpandableSection
          headerText={WORDS.examples}
          headingTagOverride="h4"
          headerAriaLabel={`${WORDS.examples} of rule ${rule.position}`}
        >
          <AccountSample accounts={sample} />
        </ExpandableSection>
      )}
    </>
  );
}

/** Some accounts, a line each. */
export function AccountSample({ accounts }: { accounts: RulePreview['sample'] }): ReactElement {
  return (
    <ul className="plain-list">
      {accounts.map(({ id, name, email }) => (
        <li key={id}>
          <AccountIdText id={id} /> <LongText text={name === '' ? '(no name)' : name} most={40} />{' '}
          <Box variant="small" color="text-body-secondary">
            <LongText text={email} most={40} />
          </Box>
        </li>
      ))}
    </ul>
  );
}
