import type { LedgerProcedures } from '../../runtime/procedure.ts';
import {
  blockStep,
  listSteps,
  notedOfStep,
  overviewOfSteps,
  reopenStep,
  sayDone,
  sayNote,
  skipStep,
  waitForStep,
} from './service.ts';

export const steps = {
  overview: overviewOfSteps,
  list: listSteps,
  done: sayDone,
  skip: skipStep,
  wait: waitForStep,
  block: blockStep,
  reopen: reopenStep,
  note: { run: sayNote, now: notedOfStep },
} satisfies LedgerProcedures<'steps'>;
