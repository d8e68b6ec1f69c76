import type { ReactElement, ReactNode } from 'react';
import { Box, SpaceBetween } from './kit.ts';

/** What stands where a list has nothing: why, and the next step. */
export function Empty({ title, text, action }: { title: string; text?: ReactNode; action?: ReactNode }): ReactElement {
  return (
    <Box textAlign="center" padding={{ vertical: 'l' }} color="inherit">
      <SpaceBetween size="xs">
        <Box variant="strong" color="inherit">
          {title}
        </Box>
        {text === undefined ? null : <Box color="text-body-secondary">{text}</Box>}
        {action}
      </SpaceBetween>
    </Box>
  );
}
