import type { ReactElement } from 'react';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { Box, ExpandableSection } from '../../ui/kit.ts';
import { formatCount, plural } from '../../ui/words.ts';
import { spreadOf } from './store.ts';

/** A picture of how accounts spread over subsets; the numbers stand beside the bars. */
export function SpreadPicture({ mpaId }: { mpaId: AccountId }): ReactElement | null {
  const { queries } = useSession();
  const { data } = useRead(queries.accounts.spread.queryOptions({ input: { mpaId }, select: spreadOf }));
  if (data === null || data.bars.length === 0) return null;
  return (
    <ExpandableSection headerText="How they spread over subsets">
      <ul className="bars" aria-label="Accounts by subset">
        {data.bars.map(({ name, accounts, inNone }) => (
          <li key={name} className={inNone ? 'none' : undefined}>
            <span className="bar-name" title={name}>
              {name}
            </span>
            <meter min={0} max={data.most} value={accounts} aria-label={`${name}: ${plural(accounts, 'account')}`} />
            <span className="bar-count">{formatCount(accounts)}</span>
          </li>
        ))}
      </ul>
      {data.rest === null ? null : (
        <Box color="text-body-secondary">
          and {plural(data.rest.accounts, 'account')} in {plural(data.rest.subsets, 'more subset')}
        </Box>
      )}
    </ExpandableSection>
  );
}
