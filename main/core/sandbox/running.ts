import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeOwnFile } from '../files/own-files.ts';

/** The file that says how a running sandbox is reached. */
const RUNNING = 'sandbox.json';

/** How a sandbox that runs is found by other programs: kept in its folder, readable by its owner alone. */
export interface RunningSandbox {
  port: number;
  pid: number;
  /** What a program that steers it has to show. */
  token: string;
}

export function writeRunning(folder: string, running: RunningSandbox): void {
  writeOwnFile(join(folder, RUNNING), JSON.stringify(running));
}

export function forgetRunning(folder: string): void {
  rmSync(join(folder, RUNNING), { force: true });
}

/** How the sandbox of a folder is reached; null where none runs. */
export function readRunning(folder: string): RunningSandbox | null {
  try {
    const running = JSON.parse(readFileSync(join(folder, RUNNING), 'utf8')) as RunningSandbox;
    process.kill(running.pid, 0);
    return running;
  } catch (error) {
    // No file, half a file, or a process that is gone: none runs.
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return null;
    throw error;
  }
}
