import type { ReactElement } from 'react';
import { Box, ExpandableSection } from './kit.ts';
import { TimeText } from './time.tsx';

/** What was done to something, as the history has it, folded; nothing where nothing was done. */
export function WhatHappened({
  changes,
}: {
  readonly changes: readonly {
    readonly id: number;
    readonly label: string;
    readonly who: string;
    readonly at: string;
  }[];
}): ReactElement | null {
  if (changes.length === 0) return null;
  return (
    <ExpandableSection headerText="What happened" headerCounter={`(${changes.length})`}>
      <ul className="plain-list">
        {changes.map(({ id, label, who, at }) => (
          <li key={id}>
            {label}{' '}
            <Box variant="small" color="text-body-secondary">
              {who}, <TimeText at={at} />
            </Box>
          </li>
        ))}
      </ul>
    </ExpandableSection>
  );
}
