import {
  blockStep,
  listSteps,
  markDone,
  noteStep,
  overviewOfSteps,
  reopenStep,
  skipStep,
  waitForStep,
} from './service.ts';
import type { LedgerProcedures } from '../../runtime/procedure.ts';

export const steps = {
  overview: overviewOfSteps,
  list: listSteps,
  done: markDone,
  skip: skipStep,
  wait: waitForStep,
  block: blockStep,
  reopen: reopenStep,
  note: noteStep,
} satisfies LedgerProcedures<'steps'>;
