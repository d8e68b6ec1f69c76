import type { ByHand, Consent, PlannedCall, SetupChoices, SetupEvent } from '../../../../shared/contract/aws.ts';
import type { Mpa } from '../../../../shared/contract/mpas.ts';
import type { StateThere } from '../../../../shared/domain/aws/look-state.ts';
import type { SetupFailure } from '../../../../shared/domain/aws/setup-failure.ts';
import type { SetupStepKey } from '../../../../shared/domain/aws/setup-step.ts';
import type { KeptStep } from '../../../../shared/domain/aws/kept-step.ts';
import type { TaskContext } from '../../runtime/task.ts';
import type { ReportDefinition } from '../session/cur-client.ts';
import type { WantedStack } from './stack/wanted-stack.ts';
import type { AwsSession } from '../session/session.ts';

/** What the ledger knows of a step from earlier runs. */
export type KnownStep = Omit<KeptStep, 'step' | 'failure'>;

/** How a step stands, found by reading alone. */
export interface Look {
  readonly state: StateThere;
  /** What is there, or what will be, for a billing person. */
  readonly sentence: string;
  /** The exact calls that `act` would make that change something. */
  readonly calls?: readonly PlannedCall[];
  /** What must be agreed to before `act`; while one is missing the step is `needs-you`. */
  readonly consents?: readonly Consent[];
  readonly failure?: SetupFailure;
  /** Until when a wait should be over. */
  readonly due?: string | null;
  readonly byHand?: ByHand;
  readonly evidence?: Readonly<Record<string, string>>;
  /** The stack that `act` would make, whole. */
  readonly making?: WantedStack;
}

/** What a step is given. */
export interface StepContext {
  readonly session: AwsSession;
  readonly task: Pick<TaskContext, 'clock' | 'signal' | 'log' | 'read' | 'write' | 'checkCancelled'>;
  readonly mpa: Mpa;
  readonly choices: SetupChoices;
  /** What the ledger knows of each step. */
  readonly known: ReadonlyMap<SetupStepKey, KnownStep>;
  /** How the steps before this one stand in this run. */
  readonly looks: ReadonlyMap<SetupStepKey, Look>;
  /** What steps find out for those after them in this run; see facts.ts. */
  readonly facts: SetupFacts;
  /** Keys of what the operator has agreed to. */
  readonly agreed: ReadonlySet<string>;
  tell(event: SetupEvent): void;
  /**
   * Keeps evidence of a step in the ledger at once, before the look that would bring it: what must be known after the program was
   * killed in the middle of `act`. `known` has it afterwards.
   */
  keepEvidence(key: SetupStepKey, sentence: string, evidence: Readonly<Record<string, string>>): Promise<void>;
  /**
   * Waits between two looks at something that AWS is doing: the time given, far less in the sandbox.
   * @throws AppError CANCELLED.
   */
  pause(milliseconds: number): Promise<void>;
}

/** What steps find out for those that come after them. */
export interface SetupFacts {
  /** Every report definition of the account, as long as this run has changed none of them. */
  reports?: readonly ReportDefinition[];
  /** Whether the bucket is there, in this account and the right region. */
  bucketExists?: boolean;
  /** The text of crawler-cfn.yml as it is kept, with its hash. */
  crawlerTemplate?: { text: string; sha256: string };
  /** The crawler's physical name, from the stack. */
  crawlerName?: string;
  athenaStackId?: string;
  extractorStackId?: string;
  roleArn?: string;
  /** A stack that was followed in this run until it told nothing any more. */
  quietStackId?: string;
  /** When the report was delivered last; ISO 8601 UTC. */
  lastDelivery?: string;
}

/** One step of the set-up: looks by reading, acts, and can say how it is taken back. */
export interface SetupStep {
  readonly key: SetupStepKey;
  /** Whether it can be looked at although a step that it needs is still to be done: the report before its bucket is there. */
  readonly looksEarly?: true;
  /**
   * What only the operator can give and the step will need, in a sentence; null where that is all there. Said while the step is for
   * later, because to find it out may take days. By the ledger alone.
   */
  lacks?(context: Pick<StepContext, 'mpa' | 'session' | 'known'>): string | null;
  /** Finds out how it stands; calls reads only and changes nothing, in AWS and in the ledger. */
  look(context: StepContext): Promise<Look>;
  /**
   * Does what the look said. It may be interrupted at any call and run again, so it relies on the look alone. The engine looks
   * again afterwards: that is the verification.
   */
  act?(context: StepContext, look: Look): Promise<void>;
  /** What can be done besides when it is taken back, where that is agreed to. Reads only. */
  offersOfUndo?(context: StepContext): Promise<readonly Consent[]>;
  /** What taking it back would call now; nothing where there is nothing to take back. Reads only. */
  planUndo?(context: StepContext): Promise<readonly PlannedCall[]>;
  /** Takes it back. Data is never deleted. */
  undo?(context: StepContext): Promise<void>;
}
