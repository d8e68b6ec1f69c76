import type { Kind } from '../../shared/contract/base.ts';
import type { Jobs, Reads, Tasks, Writes } from '../core/runtime/names.ts';
import type { TaskOptions } from '../core/core.ts';
import type { RpcContext } from './context.ts';

/** A call as it comes in, its input checked. */
export interface Call {
  readonly input: unknown;
  readonly context: RpcContext;
  readonly signal?: AbortSignal | undefined;
}

/** Runs a call in the core. */
export type Runner = (call: Call, options: TaskOptions) => Promise<unknown>;

/**
 * How a procedure is run, by its kind. The contract is what says that a name is of a kind, and that an input is the name's own, so the
 * types of both are lost here, and only here.
 */
export function runnerOf(kind: Kind, name: string): Runner {
  switch (kind) {
    case 'read':
      return ({ context: { core }, input }) => core.read(name as keyof Reads, input as never);
    case 'job':
      return ({ context: { core }, input }, options) => core.job(name as keyof Jobs, input as never, options);
    case 'write':
    case 'long write':
      return ({ context: { core }, input }, options) => core.write(name as keyof Writes, input as never, options);
    case 'task':
      return ({ context: { core, demo }, input }, options) =>
        core.task(name as keyof Tasks, input as never, { ...options, demo });
  }
}
