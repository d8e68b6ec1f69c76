import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { COMMAND, homeIn } from './environment.ts';
import { runHere } from './run-here.ts';
import type { Ran } from './run-here.ts';
import { tempFolder } from '../support/temp-core.ts';

export type { Ran } from './run-here.ts';

/** The command line over a ledger of the test's own, with a home folder of the test's own. */
export interface Enroll {
  folder: string;
  ledger: string;
  /** Runs a command to its end; in this process unless a program was given. */
  run(...args: string[]): Promise<Ran>;
  /** Runs it with something on standard input. */
  feed(input: string | Uint8Array, ...args: string[]): Promise<Ran>;
  /** Runs it with --json and gives the document; fails when it did not end with 0. */
  json<T>(...args: string[]): Promise<T>;
  /** Starts it as a process of its own. */
  start(...args: string[]): ChildProcessWithoutNullStreams;
}

/** A command line over a fresh ledger, or the one that a command names. @param program what runs its commands, each in a process of its own; this process does unless given */
export function enroll(environment: NodeJS.ProcessEnv = {}, program?: string): Enroll {
  const folder = tempFolder();
  const ledger = join(folder, 'ledger.db');
  const env = { ...homeIn(folder), ...environment };
  const whole = (args: string[]): string[] => (args.includes('--ledger') ? args : ['--ledger', ledger, ...args]);
  const start = (...args: string[]): ChildProcessWithoutNullStreams =>
    spawn(process.execPath, [program ?? COMMAND, ...whole(args)], { env, cwd: folder });
  const feed = (input: string | Uint8Array, ...args: string[]): Promise<Ran> =>
    program === undefined ? runHere(whole(args), input, { environment: env, folder }) : finish(start(...args), input);
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
