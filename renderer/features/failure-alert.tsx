import type { ReactElement } from 'react';
import { inLinks } from '../session/action-words.ts';
import type { Failure } from '../session/failure.ts';
import { Alert } from '../ui/kit.ts';
import { Said } from '../ui/said.tsx';

/** Why something failed, where it was tried; nothing where it did not. What helps is a link. */
export function FailureAlert({
  failure,
  type = 'error',
}: {
  failure: Failure | null;
  type?: 'error' | 'warning';
}): ReactElement | null {
  if (failure === null) return null;
  return (
    <Alert type={type}>
      <Said parts={inLinks(failure.text)} />
    </Alert>
  );
}
