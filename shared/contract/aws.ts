import { z } from 'zod';
import { HAND_OFF_STATES } from '../domain/aws/hand-off.ts';
import { LOOK_STATES } from '../domain/aws/look-state.ts';
import { SETUP_STEP_KEYS } from '../domain/aws/setup-step.ts';
import { appliedStepSchema, savedNotificationsSchema } from './aws-results.ts';
import { accountIdSchema, changed, edit, longTask, nothing, read, task, waitingSchema, write } from './base.ts';

export const setupStepKeySchema = z.enum(SETUP_STEP_KEYS);

/** What AWS itself said. */
const awsWordsSchema = z.object({
  operation: z.string(),
  code: z.string(),
  message: z.string(),
  requestId: z.string().nullable(),
});

export const setupFailureSchema = z.object({
  /** Stable, for programs: BUCKET_NAME_TAKEN. */
  code: z.string(),
  key: z.string(),
  /** For a billing person. */
  sentence: z.string(),
  remedy: z.string(),
  aws: awsWordsSchema.nullable(),
});

/** One call that apply would make. */
export const plannedCallSchema = z.object({
  /** As IAM and the AWS CLI write it: s3, cloudformation, cur. */
  service: z.string(),
  operation: z.string(),
  /** What with, in words. */
  what: z.string(),
});

/** Something that apply does only when it was agreed to by its key. */
export const consentSchema = z.object({ key: z.string(), question: z.string(), consequence: z.string() });

/** How a step is done by hand in the console. */
export const byHandSchema = z.object({
  consoleUrl: z.string(),
  /** To paste, in the order in which the console asks. */
  values: z.array(z.object({ label: z.string(), value: z.string() })),
  order: z.array(z.string()),
});

/** A set-up step as it stands. */
export const setupStepViewSchema = z.object({
  key: setupStepKeySchema,
  position: z.int(),
  name: z.string(),
  purpose: z.string(),
  state: z.enum(LOOK_STATES),
  sentence: z.string(),
  /** It was taken back before, and apply would make it again. */
  wasTakenBack: z.boolean(),
  calls: z.array(plannedCallSchema),
  consents: z.array(consentSchema),
  failure: setupFailureSchema.nullable(),
  /** Until when a wait should be over; ISO 8601 UTC. */
  due: z.string().nullable(),
  byHand: byHandSchema.nullable(),
  /** What proves it: name → value. */
  evidence: z.record(z.string(), z.string()),
  /** `operator` where it is known by the operator's word alone. */
  knownBy: z.enum(['app', 'operator']),
  note: z.string(),
});

/** Which account a run was bound to. */
export const boundSchema = z.object({
  profile: z.string(),
  accountId: accountIdSchema,
  callerArn: z.string(),
  region: z.string(),
  /** True in the sandbox: nothing of it is real. */
  simulated: z.boolean(),
});

export const setupReportSchema = z.object({
  mpaId: accountIdSchema,
  name: z.string(),
  /** Whether it is a rehearsal in the sandbox: nothing of it is real. */
  simulated: z.boolean(),
  bound: boundSchema.nullable(),
  runId: z.int().nullable(),
  steps: z.array(setupStepViewSchema),
  /** `done` all in place · `to-do` apply would do something · `waiting` · `needs-you` · `blocked`. */
  outcome: z.enum(['done', 'to-do', 'waiting', 'needs-you', 'blocked']),
  /** How many calls were made, and how many of them change something. */
  calls: z.object({ reads: z.int(), changes: z.int() }),
  /** Of an apply: what it did, step by step. Null where AWS was only looked at. */
  applied: z.array(appliedStepSchema).nullable(),
  /** What to do next, in a sentence. */
  next: z.string(),
});

const target = z.object({
  mpaId: accountIdSchema,
  /** The payer account's own profile unless given. */
  profile: z.string().min(1).nullable().default(null),
  only: setupStepKeySchema.nullable().default(null),
});

export const planInput = target;
export const applyInput = target.extend({
  /** Keys of what was agreed to; see consentSchema. */
  consents: z.array(z.string()).default([]),
  /** The steps whose changes in AWS were agreed to; the others that would change something are looked at alone. Null: every step. */
  agreedSteps: z.array(setupStepKeySchema).nullish(),
});
export const undoInput = target.extend({
  only: setupStepKeySchema,
  agreed: z.boolean().default(false),
  /** Keys of the offers that were taken. */
  consents: z.array(z.string()).nullish(),
});

export const chooseInput = z.object({
  mpaId: accountIdSchema,
  /** Null or absent: stays. */
  region: z.string().min(1).nullable().default(null),
  withAthena: z.boolean().nullable().default(null),
  bucket: z.string().min(1).nullable().default(null),
  /** The vendor's link that is forgotten. */
  forgetLink: z.enum(['extractor', 'access-role']).nullish(),
});

/** Whose cost data the extractor sends. */
export const extractorAccountsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('accounts'), ids: z.array(accountIdSchema).min(1) }),
  z.object({ kind: z.literal('subsets'), names: z.array(z.string()).min(1) }),
]);

export const linkInput = z.object({
  mpaId: accountIdSchema,
  url: z.string().min(1).max(20_000),
  /** Which stack the link is for; found out from its template's parameters unless given. */
  kind: z.enum(['extractor', 'access-role']).nullable().default(null),
  accounts: extractorAccountsSchema.nullable().default(null),
  stackName: z.string().min(1).nullable().default(null),
});

/** What a link says, before anything is kept or AWS is asked. */
export const linkContentsSchema = z.object({
  stackName: z.string().nullable(),
  region: z.string().nullable(),
  /** Where the template lies, without what follows the question mark: that may be a signature. */
  templateUrl: z.string(),
  /**
   * What the vendor has filled in, in the link's order; locked: it is not to be changed (docs/procedure.md: 'AWS set-up values').
   * '(given)' stands for a value that may be one that nobody is to see.
   */
  parameters: z.record(z.string(), z.string()),
  /** What is strange about it, in sentences. */
  warnings: z.array(z.string()),
});

export const roleTemplateInput = z.object({
  mpaId: accountIdSchema,
  /** A CloudFormation template: a file of this computer, or its bytes in base64. */
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('path'), path: z.string().min(1) }),
    z.object({ kind: z.literal('bytes'), name: z.string().min(1), base64: z.base64() }),
  ]),
  stackName: z.string().min(1).nullable().default(null),
});

export const wordInput = z.object({
  mpaId: accountIdSchema,
  step: setupStepKeySchema,
  /** How one knows. */
  how: z.string().trim().min(1).max(2000),
  evidence: z.record(z.string(), z.string()).default({}),
  /** Take it although AWS has shown that the step is in place. */
  replace: z.boolean().default(false),
});

export const choicesSchema = z.object({
  mpaId: accountIdSchema,
  simulated: z.boolean().nullable(),
  region: z.string(),
  withAthena: z.boolean(),
  extractorLink: z.string().nullable(),
  extractorStackName: z.string().nullable(),
  extractorAccounts: extractorAccountsSchema,
  roleLink: z.string().nullable(),
  roleTemplateSha256: z.string().nullable(),
  roleStackName: z.string().nullable(),
  /** Links that were given, and of which what was secret is not kept any more: they have to be given again. */
  lostLinks: z.array(z.enum(['extractor', 'access-role'])),
});

/** What a running task asks a person; answered by `aws.answer`. */
const questionEvent = z.object({
  type: z.literal('question'),
  questionId: z.string(),
  kind: z.literal('mfa'),
  profile: z.string(),
  serial: z.string(),
});

/** What apply tells as it goes on. */
export const setupEventSchema = z.discriminatedUnion('type', [
  questionEvent,
  z.object({ type: z.literal('bound'), bound: boundSchema }),
  z.object({ type: z.literal('step'), step: setupStepKeySchema, state: z.enum(LOOK_STATES), sentence: z.string() }),
  z.object({
    type: z.literal('call'),
    step: setupStepKeySchema.nullable(),
    service: z.string(),
    operation: z.string(),
    changes: z.boolean(),
    outcome: z.enum(['ok', 'failed']),
    code: z.string().nullable(),
    requestId: z.string().nullable(),
  }),
  waitingSchema.extend({ step: setupStepKeySchema.nullable() }),
  /** An event of a stack, as CloudFormation tells it. */
  z.object({
    type: z.literal('stack'),
    step: setupStepKeySchema,
    stack: z.string(),
    resource: z.string(),
    status: z.string(),
    reason: z.string(),
  }),
]);

export const undoPlanSchema = z.object({
  step: setupStepKeySchema,
  name: z.string(),
  /** What taking it back means. */
  consequence: z.string(),
  calls: z.array(plannedCallSchema),
  /** What can be done besides, where it is agreed to by its key; none once it is done. */
  offers: z.array(consentSchema),
  done: z.boolean(),
});

export const runSchema = z.object({
  id: z.int(),
  mpaId: accountIdSchema,
  kind: z.enum(['plan', 'apply', 'undo', 'import', 'look']),
  profile: z.string(),
  accountId: z.string().nullable(),
  callerArn: z.string().nullable(),
  region: z.string(),
  simulated: z.boolean(),
  who: z.string(),
  host: z.string(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  outcome: z.string().nullable(),
  calls: z.int(),
  changes: z.int(),
});

export const callSchema = z.object({
  position: z.int(),
  at: z.string(),
  service: z.string(),
  operation: z.string(),
  changes: z.boolean(),
  request: z.record(z.string(), z.unknown()),
  outcome: z.enum(['sent', 'ok', 'failed']),
  code: z.string().nullable(),
  requestId: z.string().nullable(),
  milliseconds: z.int().nullable(),
});

export const markHandOffSentInput = z.object({
  mpaId: accountIdSchema,
  /** Null: now. */
  sentAt: z.iso.datetime().nullable().default(null),
});

/** How far a hand-off mail is. Times are ISO 8601 UTC. */
export const handOffSchema = z.object({
  mpaId: accountIdSchema,
  state: z.enum(HAND_OFF_STATES),
  madeOn: z.string().nullable(),
  sentOn: z.string().nullable(),
  /** By when the vendor should have answered with its link; null where it has. */
  answerDue: z.string().nullable(),
});

/** A wait of a set-up that is going on. */
export const waitSchema = z.object({
  mpaId: accountIdSchema,
  step: setupStepKeySchema,
  since: z.string(),
  dueAt: z.string().nullable(),
});

/** The AWS set-up: `aws plan|apply|status|undo|policy|link|handoff|done|rehearsal|runs|watch`. */
export const aws = {
  plan: longTask(planInput, setupReportSchema, { events: setupEventSchema }),
  apply: longTask(applyInput, setupReportSchema, { events: setupEventSchema }),
  undo: longTask(undoInput, undoPlanSchema, { events: setupEventSchema }),
  /** Looks as plan does and keeps what it sees: waits that are over. Changes nothing in AWS. */
  look: longTask(planInput, setupReportSchema, { events: setupEventSchema }),
  /** Every wait of every set-up, the first to end first. */
  waiting: read(nothing, z.array(waitSchema)),
  /** As it was last seen; asks AWS nothing. */
  status: task(z.object({ mpaId: accountIdSchema }), setupReportSchema),
  choices: read(z.object({ mpaId: accountIdSchema }), choicesSchema),
  choose: edit(chooseInput, choicesSchema),
  /**
   * Ends a rehearsal in the sandbox: nothing is known of the set-up any more, and it can begin in AWS. The journal of calls stays. Gives the
   * choices as they are then; refuses a set-up that is no rehearsal.
   */
  endRehearsal: write(z.object({ mpaId: accountIdSchema }), choicesSchema),
  /** What a link says; nothing is kept, AWS is not asked. Refuses what is no link of a stack. */
  readLink: task(z.object({ mpaId: accountIdSchema, url: z.string().min(1).max(20_000) }), linkContentsSchema),
  /** Looks at a link that the vendor sent, and keeps it for the stack that it is for. */
  link: longTask(linkInput, choicesSchema, { events: setupEventSchema }),
  /** Keeps the template file from which the access role stack is made. */
  roleTemplate: longTask(roleTemplateInput, choicesSchema, { events: setupEventSchema, files: ['source.path'] }),
  /** The operator's word that a step is done. */
  done: task(wordInput, changed(setupReportSchema)),
  policy: task(
    z.object({ mpaId: accountIdSchema }),
    z.object({ policy: z.record(z.string(), z.unknown()), notes: z.array(z.string()) }),
  ),
  /** Writes the hand-off mail and crawler-cfn.yml into a folder: as it was sent; one that was not, by the present settings. */
  handOff: task(
    z.object({ mpaId: accountIdSchema, folder: z.string().min(1) }),
    z.object({ files: z.array(z.string()) }),
    { files: ['folder'] },
  ),
  /** The same files as bytes, for a page that can't name a folder. */
  handOffFiles: task(
    z.object({ mpaId: accountIdSchema }),
    z.object({ files: z.array(z.object({ name: z.string(), base64: z.base64() })) }),
  ),
  /** The notifications that the bucket had before the Athena stack replaced them. */
  notifications: task(z.object({ mpaId: accountIdSchema }), savedNotificationsSchema),
  /** Writes them into a folder, as a file that S3 takes back. */
  saveNotifications: task(
    z.object({ mpaId: accountIdSchema, folder: z.string().min(1) }),
    z.object({ files: z.array(z.string()) }),
    { files: ['folder'] },
  ),
  /** Says that the hand-off mail was sent: it follows the settings no more, and the wait for the vendor's link begins. */
  markHandOffSent: write(markHandOffSentInput, handOffSchema),
  runs: read(z.object({ mpaId: accountIdSchema, limit: z.int().min(1).max(200).default(20) }), z.array(runSchema)),
  calls: read(z.object({ runId: z.int() }), z.array(callSchema)),
  answer: task(z.object({ questionId: z.string(), answer: z.string().max(100) }), z.object({})),
};

export type PlannedCall = z.infer<typeof plannedCallSchema>;
export type Consent = z.infer<typeof consentSchema>;
export type ByHand = z.infer<typeof byHandSchema>;
export type SetupStepView = z.infer<typeof setupStepViewSchema>;
export type SetupReport = z.infer<typeof setupReportSchema>;
export type SetupEvent = z.infer<typeof setupEventSchema>;
export type Bound = z.infer<typeof boundSchema>;
export type UndoInput = z.infer<typeof undoInput>;
export type UndoPlan = z.infer<typeof undoPlanSchema>;
export type ChooseInput = z.infer<typeof chooseInput>;
export type LinkContents = z.infer<typeof linkContentsSchema>;
export type LinkInput = z.infer<typeof linkInput>;
export type MarkHandOffSentInput = z.infer<typeof markHandOffSentInput>;
export type HandOff = z.infer<typeof handOffSchema>;
export type RoleTemplateInput = z.infer<typeof roleTemplateInput>;
export type WordInput = z.infer<typeof wordInput>;
export type SetupChoices = z.infer<typeof choicesSchema>;
export type ExtractorAccounts = z.infer<typeof extractorAccountsSchema>;
export type SetupRun = z.infer<typeof runSchema>;
export type AwsCall = z.infer<typeof callSchema>;
