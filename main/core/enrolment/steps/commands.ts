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

export const stepReads = { 'steps.overview': overviewOfSteps, 'steps.list': listSteps };

export const stepWrites = {
  'steps.done': { run: markDone },
  'steps.skip': { run: skipStep },
  'steps.wait': { run: waitForStep },
  'steps.block': { run: blockStep },
  'steps.reopen': { run: reopenStep },
  'steps.note': { run: noteStep },
};
