import { request } from 'node:http';
import type { AccountId } from '../../../../shared/domain/account-id.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { ErrorCode, ErrorData } from '../../../../shared/domain/app-error.ts';
import { makeOwnFolder } from '../../files/own-files.ts';
import { assertUsablePath } from '../../files/usable-path.ts';
import { takeSandboxFolder } from '../folder-lock.ts';
import { SandboxModel } from '../model.ts';
import type { SandboxStatus } from '../model.ts';
import { readRunning } from '../running.ts';
import type { RunningSandbox } from '../running.ts';
import { openWorld } from '../sandbox.ts';
import { dropDamagedState } from '../world-file.ts';
import { run } from './answer.ts';
import type { ControlRequest } from './answer.ts';

/** A sandbox, wherever it is: in another program that runs it, or lying in its folder. */
export interface SandboxControl {
  /** Null where none runs. */
  readonly running: RunningSandbox | null;
  status(): Promise<SandboxStatus>;
  /** Simulates more payer accounts. */
  addAccounts(accounts: readonly AccountId[]): Promise<SandboxStatus>;
  /** @returns what happened meanwhile, in sentences */
  advance(milliseconds: number): Promise<{ events: string[]; status: SandboxStatus }>;
  setFault(fault: Omit<Extract<ControlRequest, { do: 'set-fault' }>, 'do'>): Promise<SandboxStatus>;
  clearFault(key: string | null): Promise<SandboxStatus>;
  reset(): Promise<SandboxStatus>;
}

/**
 * Steers the sandbox of a folder: the one that runs, else what the folder keeps.
 * @throws AppError FILE_DAMAGED (`reset` begins anew), CONFLICT, SERVICE_FAILED.
 */
export function connectSandbox(folder: string): SandboxControl {
  const running = readRunning(folder);
  const ask = async <T>(asked: ControlRequest): Promise<T> => {
    // Both ends are this program's own.
    return ((running && (await post(running, asked))) ?? runInFolder(folder, asked)) as T;
  };
  return {
    running,
    status: () => ask({ do: 'status' }),
    addAccounts: (accounts) => ask({ do: 'add-accounts', accounts }),
    advance: (milliseconds) => ask({ do: 'advance', milliseconds }),
    setFault: (fault) => ask({ do: 'set-fault', ...fault }),
    clearFault: (key) => ask({ do: 'clear-fault', key }),
    reset: () => ask({ do: 'reset' }),
  };
}

/** Does it in the folder itself, where no other program may meanwhile. */
function runInFolder(folder: string, asked: ControlRequest): object {
  assertUsablePath(folder);
  makeOwnFolder(folder);
  const lock = takeSandboxFolder(folder);
  try {
    if (asked.do === 'reset') dropDamagedState(folder);
    return run(new SandboxModel(openWorld(folder, [])), asked);
  } finally {
    lock.release();
  }
}

/** Asks the program that runs it; null where nothing listens there any more: it was killed, and its number is another's now. */
function post({ port, token }: RunningSandbox, asked: ControlRequest): Promise<object | null> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path: '/_sandbox/', method: 'POST', headers: { authorization: `Bearer ${token}` } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          const value = JSON.parse(text) as { code?: ErrorCode; message?: string; data?: ErrorData };
          if (response.statusCode === 200) resolve(value);
          else
            reject(new AppError(value.code ?? 'SERVICE_FAILED', value.message ?? 'The sandbox refused.', value.data));
        });
      },
    );
    sent.on('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ECONNREFUSED') resolve(null);
      else
        reject(new AppError('SERVICE_FAILED', `The sandbox does not answer (${cause.message}).`, { port }, { cause }));
    });
    sent.end(JSON.stringify(asked));
  });
}
