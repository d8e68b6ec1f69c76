import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { COMMAND, homeIn } from './environment.ts';
import { tempFolder } from '../support/temp-core.ts';

/** How a command ended. */
export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The command line over a ledger of the test's own, with a home folder of the test's own. */
export interface Enroll {
  folder: string;
  ledger: string;
  /** Runs a command to its end. */
  run(...args: string[]): Promise<Ran>;
  /** Runs it with something on standard input. */
  feed(input: string | Uint8Array, ...args: string[]): Promise<Ran>;
  /** Runs it with --json and gives the document; fails when it did not end with 0. */
  json<T>(...args: string[]): Promise<T>;
  /** Starts it. */
  start(...args: string[]): ChildProcessWithoutNullStreams;
}

/** A command line over a fresh ledger. @param command its program; as it is built unless given */
export function enroll(environment: NodeJS.ProcessEnv = {}, command = COMMAND): Enroll {
  const folder = tempFolder();
  const ledger = join(folder, 'ledger.db');
  const start = (...args: string[]): ChildProcessWithoutNullStreams =>
    spawn(process.execPath, [command, '--ledger', ledger, ...args], {
      env: { ...homeIn(folder), ...environment },
      cwd: folder,
    });
  const feed = (input: string | Uint8Array, ...args: string[]): Promise<Ran> => finish(start(...args), input);
  const run = (...args: string[]): Promise<Ran> => feed('', ...args);
  return {
    folder,
    ledger,
    start,
    feed,
    run,
    json: async <T>(...args: string[]) => {
      const { code, stdout, stderr } = await run(...args, '--json');
      if (code !== 0) throw new Error(`enroll ${args.join(' ')} ended with ${code}: ${stderr}`);
      return JSON.parse(stdout) as T;
    },
  };
}

/** Waits for a command's end. */
export function finish(child: ChildProcessWithoutNullStreams, input: string | Uint8Array = ''): Promise<Ran> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // A command that ends without reading its input is no fault.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, stdout: Buffer.concat(out).toString('utf8'), stderr: Buffer.concat(err).toString('utf8') }),
    );
  });
}
