import type { ReactElement } from 'react';
import type { AccountId } from '../../shared/domain/account-id.ts';
import { Box } from './kit.ts';

/** An account ID in figures of one width, its last four digits bold; it copies as 12 bare digits. */
export function AccountIdText({ id }: { id: AccountId }): ReactElement {
  return (
    <Box variant="span">
      <span className="account-id">
        {id.slice(0, 8)}
        <strong>{id.slice(8)}</strong>
      </span>
    </Box>
  );
}
