import { bindSimulation, choose, extractorAccountIds, getChoices, keepLink, keepRoleTemplate } from './choices.ts';
import { beginRun, finishRun, keepCalls, keepFile, keptFile, lastReport, listCalls, listRuns } from './journal.ts';
import { keepSteps, knownSteps, takeWord } from './steps.ts';
import { waitingSetups } from './waits.ts';

export const awsSetupReads = {
  'aws.choices': getChoices,
  'aws.extractorAccountIds': extractorAccountIds,
  'aws.knownSteps': knownSteps,
  'aws.runs': listRuns,
  'aws.calls': listCalls,
  'aws.lastReport': lastReport,
  'aws.keptFile': keptFile,
  'aws.waiting': waitingSetups,
};

export const awsSetupWrites = {
  'aws.choose': { run: choose },
  'aws.keepLink': { run: keepLink },
  'aws.keepRoleTemplate': { run: keepRoleTemplate },
  'aws.bindSimulation': { run: bindSimulation },
  'aws.keepSteps': { run: keepSteps },
  'aws.takeWord': { run: takeWord },
  'aws.beginRun': { run: beginRun, journal: true },
  'aws.keepCalls': { run: keepCalls, journal: true },
  'aws.finishRun': { run: finishRun, journal: true },
  'aws.keepFile': { run: keepFile, journal: true },
} as const;
