import type { MadeOperation, Progress } from '../../../../shared/contract/base.ts';
import type { ErrorCode, ErrorData } from '../../../../shared/domain/app-error.ts';
import type { Actor } from '../../ledger/context.ts';

/** What a ledger thread is started with. */
export interface ThreadData {
  /** `limited`: jobs with limits, in a thread that may be killed. */
  role: 'writer' | 'jobs' | 'limited';
  ledgerPath: string;
  actor: Actor;
  appVersion: string;
  /** A time that stands still, for tests and demos; null for the real one. */
  now: string | null;
}

/** A call to a thread. `cancel` is one shared flag: 1 when the caller has given up. */
export interface ThreadCall {
  type: 'call';
  id: number;
  name: string;
  input: unknown;
  cancel: SharedArrayBuffer;
}

export type ThreadRequest = ThreadCall | { type: 'stop' };

/** An error as it crosses threads. */
export interface ThreadError {
  code: ErrorCode;
  message: string;
  data: ErrorData;
  /** Of an error that is not ours: for the log only. */
  stack: string | null;
}

export type ThreadReply =
  | { type: 'ready'; afterUncleanExit: boolean }
  | { type: 'refused'; error: ThreadError }
  | { type: 'done'; id: number; value: unknown }
  | { type: 'failed'; id: number; error: ThreadError }
  | { type: 'progress'; id: number; progress: Progress }
  /** It has closed by itself and takes no more calls. Comes before the failure that was the reason. */
  | { type: 'ended' }
  /** The change goes on without the day's copy. */
  | { type: 'daily-copy-failed'; reason: string }
  | { type: 'changed'; operation: MadeOperation };
