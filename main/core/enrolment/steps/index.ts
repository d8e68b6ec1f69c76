import type { LedgerProcedures } from '../../runtime/procedure.ts';
import {
  blockStep,
  listSteps,
  markDone,
  noteStep,
  notedOfStep,
  overviewOfSteps,
  reopenStep,
  skipStep,
  waitForStep,
} from './service.ts';

export const steps = {
  overview: overviewOfSteps,
  list: listSteps,
  done: markDone,
  skip: skipStep,
  wait: waitForStep,
  block: blockStep,
  reopen: reopenStep,
  note: { run: noteStep, now: notedOfStep },
} satisfies LedgerProcedures<'steps'>;
