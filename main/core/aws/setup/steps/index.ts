import type { SetupStep } from '../step.ts';
import { identity } from './identity.ts';

/** Every step that has been written, in the order of SETUP_STEP_KEYS. */
export const STEPS: readonly SetupStep[] = [identity];
