import type { ReactElement } from 'react';
import { Box } from './kit.ts';

/** An account ID in figures of one width, grouped for the eye, its last four digits bold; it copies as 12 bare digits. */
export function AccountIdText({ id }: { id: string }): ReactElement {
  return (
    <Box variant="span" color="inherit">
      <span className="account-id">
        <span>{id.slice(0, 4)}</span>
        <span>{id.slice(4, 8)}</span>
        <strong>{id.slice(8)}</strong>
      </span>
    </Box>
  );
}
