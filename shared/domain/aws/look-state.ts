/**
 * How a set-up step stands, found by looking: `in-place` nothing to do · `in-place-simulated` the same in the sandbox, where nothing is
 * real · `will-do` apply makes the calls · `later` can't be looked at before other steps are done · `waiting` for somebody else ·
 * `needs-you` only the operator can go on · `blocked` why and the remedy are in the step's failure.
 */
export const LOOK_STATES = [
  'in-place',
  'in-place-simulated',
  'will-do',
  'later',
  'waiting',
  'needs-you',
  'blocked',
] as const;

export type LookState = (typeof LOOK_STATES)[number];

/** How a step stands where one looks; whether that is real is another question. */
export type StateThere = Exclude<LookState, 'in-place-simulated'>;

/** The state of a step as it is told. @param simulated whether it was found in the sandbox */
export function toldState(state: StateThere, simulated: boolean): LookState {
  return state === 'in-place' && simulated ? 'in-place-simulated' : state;
}

/** The state of a step where it was found: what `toldState` told. */
export function stateThere(state: LookState): StateThere {
  return state === 'in-place-simulated' ? 'in-place' : state;
}

/** Whether nothing is to be done for a step where one looks, in AWS or in the sandbox. */
export function isInPlace(state: LookState): boolean {
  return stateThere(state) === 'in-place';
}
