import type { Operation } from '../service.ts';
import type { EventHandler } from '../world.ts';
import { changeSetOperations } from './change-set-operations.ts';
import { describeOperations } from './describe-operations.ts';
import { STEP, step } from './progress.ts';
import { stackOperations } from './stack-operations.ts';
import { templateOperations } from './template-operations.ts';

/** AWS CloudFormation: creates and deletes stacks, and really evaluates their templates. */
export const cloudformationOperations: Readonly<Record<string, Operation>> = {
  ...templateOperations,
  ...stackOperations,
  ...describeOperations,
  ...changeSetOperations,
};

/** What happens to stacks in time. */
export const cloudformationEvents: Readonly<Record<string, EventHandler>> = { [STEP]: step };
