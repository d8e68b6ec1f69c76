import type { JobContext, ReadContext, WriteContext } from './ledger/context.ts';
import { historyReads, ledgerJobs } from './ledger/history/commands.ts';
import { awsSetupReads, awsSetupWrites } from './enrolment/aws-setup/commands.ts';
import { accountJobs, accountReads, accountWrites } from './enrolment/accounts/commands.ts';
import {
  assignmentRuleJobs,
  assignmentRuleReads,
  assignmentRuleWrites,
} from './enrolment/assignment-rules/commands.ts';
import { checkJobs } from './enrolment/checks/commands.ts';
import { endCustomerReads, endCustomerWrites } from './enrolment/end-customers/commands.ts';
import { importJobs, importReads, importWrites } from './enrolment/imports/commands.ts';
import { mpaReads, mpaWrites } from './enrolment/mpas/commands.ts';
import { stepReads, stepWrites } from './enrolment/steps/commands.ts';
import { subsetReads, subsetWrites } from './enrolment/subsets/commands.ts';
import { ticketJobs, ticketReads, ticketWrites } from './enrolment/tickets/commands.ts';
import { settingReads, settingWrites } from './enrolment/settings/commands.ts';
import { workflowReads, workflowWrites } from './enrolment/workflows/commands.ts';
import { savedViewReads, savedViewWrites } from './enrolment/saved-views/commands.ts';
import { searchReads } from './enrolment/search/commands.ts';
import { sheetJobs, sheetReads } from './enrolment/sheets/commands.ts';

/** A function that reads; short: it runs on the core's own thread and must take milliseconds. */
export type ReadFunction = (context: ReadContext, input: never) => unknown;

/** Long work that reads the ledger and may read and write other files; it runs in the job thread and may be async. */
export type JobFunction = (context: JobContext, input: never) => unknown;

/** A function that changes the ledger; it runs in the writer thread, synchronously, as one operation. */
export interface WriteDefinition {
  run: (context: WriteContext, input: never) => unknown;
  /** Scratch databases to attach while it runs: schema name → path. */
  attach?: (input: never) => Record<string, string>;
  /** Writes to the journal of AWS runs: no operation, nothing to undo, because what it tells of has happened. */
  journal?: true;
}

/** Every read of the product by the name it has in the contract. */
export const READS = {
  ...historyReads,
  ...mpaReads,
  ...accountReads,
  ...subsetReads,
  ...assignmentRuleReads,
  ...endCustomerReads,
  ...workflowReads,
  ...settingReads,
  ...ticketReads,
  ...sheetReads,
  ...stepReads,
  ...importReads,
  ...awsSetupReads,
  ...searchReads,
  ...savedViewReads,
} satisfies Record<string, ReadFunction>;

/** Every job. */
export const JOBS = {
  ...ledgerJobs,
  ...accountJobs,
  ...assignmentRuleJobs,
  ...sheetJobs,
  ...checkJobs,
  ...ticketJobs,
  ...importJobs,
} satisfies Record<string, JobFunction>;

/** Every write. Undo and redo are the writer's own: see threads/writer-runner.ts. */
export const WRITES = {
  ...mpaWrites,
  ...accountWrites,
  ...subsetWrites,
  ...assignmentRuleWrites,
  ...endCustomerWrites,
  ...workflowWrites,
  ...settingWrites,
  ...ticketWrites,
  ...stepWrites,
  ...importWrites,
  ...awsSetupWrites,
  ...savedViewWrites,
} satisfies Record<string, WriteDefinition>;

export type Reads = typeof READS;
export type Jobs = typeof JOBS;
export type Writes = typeof WRITES;
