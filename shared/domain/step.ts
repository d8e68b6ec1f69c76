import type { SheetNumber } from './sheets.ts';

/** The steps of the procedure in their order (docs/procedure.md: 'Steps'). Which of them a payer account has follows from its scenario. */
export const STEP_KEYS = [
  'sign-up',
  'connect',
  'full-eco',
  'enable-subsets',
  'create-subsets',
  'workflows',
  'validate-workflow',
  'associate-workflows',
  'end-customers',
] as const;
export type StepKey = (typeof STEP_KEYS)[number];

/** The states that the ledger keeps. A step that it has no row of is not started; overdue follows from the time. */
export const STORED_STEP_STATES = ['needs-you', 'waiting', 'blocked', 'running', 'done', 'skipped'] as const;
export type StoredStepState = (typeof STORED_STEP_STATES)[number];

/** The states that a person sees. `rehearsed`: its AWS set-up is a rehearsal in the sandbox, so it is not done. */
export const STEP_STATES = [
  'not-started',
  'needs-you',
  'waiting',
  'overdue',
  'blocked',
  'running',
  'rehearsed',
  'done',
  'skipped',
] as const;
export type StepState = (typeof STEP_STATES)[number];

/** Who acts, or whose answer is waited for. */
export const MOVERS = ['operator', 'aws', 'vendor'] as const;
export type Mover = (typeof MOVERS)[number];

/** A wait that the procedure announces. */
export interface Wait {
  /** Stable, unique within its step. */
  key: string;
  /** What is waited for, to follow 'Waiting for': 'the first delivery of the report'. */
  what: string;
  /** Whose move it is meanwhile. */
  mover: Exclude<Mover, 'operator'>;
  /** After how many hours it should be over. */
  hours: number;
  /** As the documents say it, because 'about a week' is no promise: 'up to 48 hours'. */
  said: string;
}

/** Something worth keeping as a proof that a step was done. */
export interface EvidenceField {
  /** Stable, in camelCase. */
  key: string;
  /** For a person: 'Ticket number'. */
  label: string;
  /** The field of the payer account that it is: given here it is set there, and nowhere else is it kept. */
  ofMpa?: 'spotOrgId';
  /** The action by which it is told: it is shown with the step, and given there. */
  toldBy?: 'aws.hand-off-sent' | 'mpa.set' | 'ticket.sent';
}

/** The ticket (or mail) of a step. */
export interface StepTicket {
  kind: 'enable-subsets' | 'subsets' | 'workflows' | 'associate-workflows' | 'end-customers';
  /** How the scenario's document says it is to be sent. */
  channel: 'ticket' | 'mail';
  /** The spreadsheet that goes with it; null where the text alone says it all. */
  sheet: SheetNumber | null;
}

/** One step of a scenario. */
export interface StepDefinition {
  key: StepKey;
  /** For a person, in the imperative, without an end mark: 'Create the subsets'. */
  name: string;
  /** Where the scenario's document has it: 'Step 3'. */
  reference: string;
  /** What to do, in two lines that a billing clerk understands. */
  lines: readonly [string, string];
  /** What comes after the wait, as one sentence; null where nothing does. */
  review: string | null;
  optional: boolean;
  /** Everybody who has a part in it, in the order in which they act. */
  movers: readonly Mover[];
  /** Steps without which this one makes no sense, even where they are optional in themselves. */
  needs: readonly StepKey[];
  waits: readonly Wait[];
  evidence: readonly EvidenceField[];
  ticket: StepTicket | null;
}

/** Whether a text is the key of a step. */
export function isStepKey(text: string): text is StepKey {
  return (STEP_KEYS as readonly string[]).includes(text);
}
