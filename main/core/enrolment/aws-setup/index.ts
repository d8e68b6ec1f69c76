import type { LedgerProcedures } from '../../runtime/procedure.ts';
import {
  assertSimulation,
  bindSimulation,
  choose,
  chosen,
  extractorAccountIds,
  getChoices,
  keepLink,
  keepRoleTemplate,
} from './choices.ts';
import { endRehearsal } from './end-rehearsal.ts';
import { markHandOffSent } from './hand-off.ts';
import { beginRun, finishRun, keepCalls, keepFile, keptFile, lastReport, listCalls, listRuns } from './journal.ts';
import { keepShownStack, shownStack } from './shown-stacks.ts';
import { keepSteps, knownSteps, takeWord } from './steps.ts';
import { waitingSetups } from './waits.ts';

/** What the ledger knows of the AWS set-up; see main/core/aws/index.ts for what asks AWS. */
export const awsSetup = {
  choices: getChoices,
  runs: listRuns,
  calls: listCalls,
  waiting: waitingSetups,
  choose: { run: choose, now: chosen },
  markHandOffSent,
  endRehearsal,
} satisfies LedgerProcedures<'aws'>;

/** What only the tasks of main/core/aws ask for; see shared/contract/own-procedures.ts. */
export const awsSetupOwn = {
  'aws.extractorAccountIds': extractorAccountIds,
  'aws.assertSimulation': assertSimulation,
  'aws.knownSteps': knownSteps,
  'aws.lastReport': lastReport,
  'aws.keptFile': keptFile,
  'aws.keepLink': keepLink,
  'aws.keepRoleTemplate': keepRoleTemplate,
  'aws.bindSimulation': { run: bindSimulation, observes: true },
  'aws.keepSteps': { run: keepSteps, observes: true },
  'aws.takeWord': takeWord,
  'aws.beginRun': { run: beginRun, journal: true },
  'aws.keepCalls': { run: keepCalls, journal: true },
  'aws.finishRun': { run: finishRun, journal: true },
  'aws.keepShownStack': { run: keepShownStack, journal: true },
  'aws.shownStack': shownStack,
  'aws.keepFile': { run: keepFile, journal: true },
} as const;
