import type { ReactElement, ReactNode } from 'react';
import { StatusIndicator } from './kit.ts';
import type { StatusIndicatorProps } from './kit.ts';

/** The states of steps: the same word, icon and colour everywhere. */
export type WorkState =
  | 'not-started'
  | 'needs-you'
  | 'waiting'
  | 'overdue'
  | 'blocked'
  | 'running'
  | 'rehearsed'
  | 'simulated'
  | 'done'
  | 'skipped';

const STATES: Readonly<Record<WorkState, { type: StatusIndicatorProps.Type; word: string }>> = {
  'not-started': { type: 'stopped', word: 'Not started' },
  'needs-you': { type: 'warning', word: 'Needs you' },
  waiting: { type: 'pending', word: 'Waiting' },
  overdue: { type: 'error', word: 'Overdue' },
  blocked: { type: 'error', word: 'Blocked' },
  running: { type: 'in-progress', word: 'Running' },
  rehearsed: { type: 'info', word: 'Rehearsed' },
  simulated: { type: 'info', word: 'In place (simulated)' },
  done: { type: 'success', word: 'Done' },
  skipped: { type: 'stopped', word: 'Skipped' },
};

/** A state with its word and icon. @param children more words after it: 'until Tue 24 Nov' */
export function StateText({ state, children }: { state: WorkState; children?: ReactNode }): ReactElement {
  const { type, word } = STATES[state];
  return (
    <StatusIndicator type={type} wrapText={false} {...(state === 'skipped' ? { colorOverride: 'grey' as const } : {})}>
      {word}
      {children === undefined ? null : <> {children}</>}
    </StatusIndicator>
  );
}

/** The word of a state, where there is no room for its icon. */
export function stateWord(state: WorkState): string {
  return STATES[state].word;
}
