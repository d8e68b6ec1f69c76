import type { AccountId } from '../domain/account-id.ts';
import type { KeptStep, SeenStep } from '../domain/aws/kept-step.ts';
import type { SetupStepKey } from '../domain/aws/setup-step.ts';
import type { CreditClass } from '../domain/line-item-type.ts';
import type { SheetFormat } from '../domain/sheets.ts';
import type { ExtractorAccounts, SetupChoices, SetupReport, SetupRun, WordInput } from './aws.ts';
import type { Changed, Kind } from './base.ts';
import type { CheckFindings } from './checks.ts';
import type { CostChanges, DataSet } from './cost-data.ts';
import type { IdOrKind, SavedTicketFile, Ticket, TicketFile, TicketFileBytes } from './tickets.ts';

/*
 * What only tasks of the core ask of the ledger. No page and no command can ask for it, so it has no schema: types alone.
 * The types of what pages and commands ask for come from the other files of this folder.
 */

/** A procedure by what it is given and what it gives. */
export interface Own<K extends Kind, Input, Result> {
  kind: K;
  input: Input;
  result: Result;
}

/** A call to AWS on its way into the journal. */
export interface KeptCall {
  position: number;
  at: string;
  service: string;
  operation: string;
  changes: boolean;
  /** JSON. */
  request: string;
  outcome: 'sent' | 'ok' | 'failed';
  code: string | null;
  requestId: string | null;
  milliseconds: number | null;
}

/** What a run has shown of a stack that would be made. */
export interface ShownStack {
  step: SetupStepKey;
  stack: string;
  /** The hash of account, region, stack, template, parameters and capabilities. */
  binding: string;
  /** Its text is a kept file. */
  templateSha256: string;
  /** Without what nobody may see. */
  parameters: Readonly<Record<string, string>>;
  /** What was asked for, and whether it was given. The runs of before have not kept the questions. */
  consents: readonly { key: string; question?: string; given: boolean }[];
}

/** What a ticket said when its files were written. */
export interface WrittenTicket {
  /** Null of a draft that is still to be made. */
  ticket: Ticket | null;
  /** The hash of its text, recipients and rows. */
  content: string;
  /** When the draft was made: the date of its mail. */
  createdAt: string;
}

/** What the ledger keeps of cost data, and the name of its lines in the cache. */
export type KeptDataSet = Omit<DataSet, 'cachedBytes'> & { cache: string };

/** What was read of a report. */
export type NewDataSet = Omit<KeptDataSet, 'id' | 'readAt'> & {
  /** A whole number of 1e-10 units. */
  unblended: string;
  /** The SHA-256 of the kept file with its sums by account, line item type and service. */
  sums: string;
};

/** What a person has decided about the cost data of a payer account. */
export interface CostChoices {
  classes: { type: string; description: string; product: string; class: CreditClass }[];
  /** ARNs and IDs of the commitments that Eco manages; null without a list. */
  eco: string[] | null;
}

interface OfMpa {
  mpaId: AccountId;
}

/** By their full names. */
export interface OwnProcedures {
  'aws.extractorAccountIds': Own<'read', OfMpa & { accounts: ExtractorAccounts }, string[]>;
  'aws.assertSimulation': Own<'read', OfMpa & { simulated: boolean }, object>;
  'aws.knownSteps': Own<'read', OfMpa, KeptStep[]>;
  'aws.lastReport': Own<'read', OfMpa, SetupReport | null>;
  'aws.keptFile': Own<'read', { sha256: string }, { name: string; bytes: Uint8Array } | null>;
  'aws.keepLink': Own<
    'write',
    OfMpa & {
      kind: 'extractor' | 'access-role';
      url: string;
      accounts: ExtractorAccounts | null;
      stackName: string | null;
    },
    SetupChoices
  >;
  'aws.keepRoleTemplate': Own<'write', OfMpa & { sha256: string; stackName: string | null }, SetupChoices>;
  'aws.bindSimulation': Own<'write', OfMpa & { simulated: boolean }, SetupChoices>;
  'aws.keepSteps': Own<'write', OfMpa & { seen: readonly SeenStep[]; simulated: boolean }, KeptStep[]>;
  'aws.takeWord': Own<'write', WordInput, KeptStep[]>;
  'aws.beginRun': Own<
    'write',
    OfMpa & { kind: SetupRun['kind']; profile: string; region: string; simulated: boolean },
    { runId: number }
  >;
  'aws.keepCalls': Own<'write', { runId: number; calls: readonly KeptCall[] }, object>;
  'aws.finishRun': Own<
    'write',
    {
      runId: number;
      accountId: string | null;
      callerArn: string | null;
      outcome: string;
      report: SetupReport | null;
    },
    object
  >;
  'aws.keepShownStack': Own<'write', ShownStack & { runId: number }, object>;
  'aws.shownStack': Own<
    'read',
    OfMpa & { step: SetupStepKey; simulated: boolean },
    (ShownStack & { at: string }) | null
  >;
  'aws.keepFile': Own<'write', { name: string; bytes: Uint8Array }, { sha256: string }>;
  'costData.kept': Own<'read', { mpaId: AccountId | null }, { identity: string; isDemo: boolean; sets: KeptDataSet[] }>;
  'costData.accounts': Own<'read', OfMpa, { id: string; subset: string | null }[]>;
  'costData.assertPayer': Own<'read', OfMpa, object>;
  'costData.choices': Own<'read', OfMpa, CostChoices>;
  'costData.changes': Own<'job', OfMpa & { from: string; to: string }, CostChanges[]>;
  'costData.keep': Own<'write', NewDataSet, KeptDataSet>;
  'costData.drop': Own<'write', OfMpa & { month: string }, KeptDataSet>;
  'ledger.becomeDemo': Own<'write', undefined, object>;
  'tickets.recordFiles': Own<'write', { of: IdOrKind; files: TicketFile[]; written: WrittenTicket }, Ticket>;
  'tickets.writeFiles': Own<
    'job',
    { of: IdOrKind; folder: string; format: SheetFormat; overwrite: boolean; force: boolean },
    { written: WrittenTicket; files: SavedTicketFile[]; check: CheckFindings | null }
  >;
  'tickets.fileBytes': Own<
    'job',
    { of: IdOrKind; format: SheetFormat; force: boolean },
    { written: WrittenTicket; files: TicketFileBytes[]; saved: SavedTicketFile[]; check: CheckFindings | null }
  >;
}

/** Those of a kind, by name: what each is given, what its caller gets. */
export type OwnOfKind<K extends Kind> = {
  [N in keyof OwnProcedures as OwnProcedures[N]['kind'] extends K ? N : never]: {
    input: OwnProcedures[N]['input'];
    result: K extends 'write' ? Changed<OwnProcedures[N]['result']> : OwnProcedures[N]['result'];
  };
};
