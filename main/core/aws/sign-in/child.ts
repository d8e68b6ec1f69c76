import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Environment } from '../profiles/read-config.ts';

/** How a program that is waited for is run. */
export interface ChildOptions {
  environment: Environment;
  /** Ends the program and all that it has started. */
  signal: AbortSignal;
  /** Gets each line of its output and of its errors as it comes. */
  onLine: (line: string) => void;
}

/** How long a program may take to end after it was asked to. */
const GRACE_MS = 3000;

/** How long its last words are waited for after it has ended: a browser that it has started may hold its output open for hours. */
const LAST_WORDS_MS = 500;

/**
 * Runs a program to its end: no shell, nothing to read from.
 * @returns its exit code; null where a signal ended it
 * @throws the reason of the signal, after the program has ended; what the system says where it can't be started.
 */
export async function runChild(
  program: string,
  args: readonly string[],
  options: ChildOptions,
): Promise<number | null> {
  const { environment, signal, onLine } = options;
  signal.throwIfAborted();
  const child = spawn(program, args, {
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that what it starts can be ended with it.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  for (const output of [child.stdout, child.stderr]) readLines(output, onLine);
  let killer: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    killTree(child, 'SIGTERM');
    killer = setTimeout(() => killTree(child, 'SIGKILL'), GRACE_MS);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const code = await ended(child);
    // It has ended, what it has started may not have.
    if (signal.aborted) killTree(child, 'SIGKILL');
    signal.throwIfAborted();
    return code;
  } finally {
    clearTimeout(killer);
    signal.removeEventListener('abort', onAbort);
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
    child.once('exit', (code) => setTimeout(() => resolve(code), LAST_WORDS_MS).unref());
  });
}

/** Longer than a line of a program that talks to people; what is longer is given in pieces. */
const LINE_CHARACTERS = 16_384;

function readLines(output: Readable, onLine: (line: string) => void): void {
  let rest = '';
  output.setEncoding('utf8');
  output.on('data', (text: string) => {
    const lines = (rest + text).split(/\r?\n/u);
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
    if (rest.length > LINE_CHARACTERS) {
      onLine(rest);
      rest = '';
    }
  });
  // The last line may have no end.
  output.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}

function killTree({ pid }: ChildProcess, how: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, how);
  } catch (error) {
    // It ended by itself meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
