import type { Mover } from '../../../shared/domain/step.ts';

/** Whose move it is. */
export const MOVES: Readonly<Record<Mover, string>> = {
  operator: 'It is your move.',
  aws: 'It is the move of AWS.',
  vendor: 'It is the move of Spot.',
};

export const WORDS = {
  inDocument: 'In Spot’s document',
  done: 'Mark as done',
  wait: 'Wait for an answer',
  block: 'Mark as blocked',
  skip: 'Skip this step',
  reopen: 'Open again',
  note: 'Edit note',
  how: 'How do you know?',
  howHint: 'In your own words: who said so, where it can be seen.',
  outOfOrder: 'Why now?',
} as const;
