import { spawn } from 'node:child_process';
import { request } from 'node:http';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout } from 'node:timers/promises';
import { buildForWindows } from './build-for-windows.ts';
import type { Asked, Ended, Hold } from './wishes.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** Why nothing can be tried in Windows on this machine; null where it can. */
export function whyNoWindows(environment: NodeJS.ProcessEnv = process.env): string | null {
  const missing = ['WINDOWS_LAB', 'WINDOWS_NODE', 'WINEPREFIX'].filter((name) => !environment[name]);
  if (missing.length > 0) return `there is no Windows: ${missing.join(', ')} not set`;
  const gone = ['WINDOWS_LAB', 'WINDOWS_NODE', 'WINEPREFIX'].filter((name) => !existsSync(environment[name] ?? ''));
  return gone.length > 0 ? `there is no Windows: what ${gone.join(', ')} names is not there` : null;
}

/** A program that was started. */
export interface Started {
  said(): Promise<Ended>;
  ended(): Promise<Ended>;
  kill(): Promise<Ended>;
  endInput(): Promise<Ended>;
}

/** A Windows to try things in, with a folder of the test's own. */
export interface Windows {
  /** The folder as Windows names it: `C:\t\…`. */
  readonly folder: string;
  /** The same folder, or a file in it, as this machine names it. */
  here(...names: string[]): string;
  /** A program of the suite's own, as Windows names it: 'hold-ledger.js'. */
  program(name: string): string;
  /** Runs `enroll` as a process of its own. */
  run(args: readonly string[], options?: { cwd?: string; env?: Record<string, string> }): Promise<Ended>;
  /** Runs `enroll` in the program that is there already. */
  inside(args: readonly string[], options?: { cwd?: string; env?: Record<string, string> }): Promise<Ended>;
  /** Starts it and goes on. */
  start(
    args: readonly string[],
    options?: { program?: readonly string[]; env?: Record<string, string> },
  ): Promise<Started>;
  /** Holds a file open as another program would; gives what lets it go. */
  hold(path: string, how: Hold): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Starts the program in Windows that does what is asked. */
export async function openWindows(): Promise<Windows> {
  const programs = await buildForWindows();
  const work = mkdtempSync(join(tmpdir(), 'enrollment-desk-windows-'));
  const portFile = join(work, 'port');
  const drive = join(process.env['WINEPREFIX'] ?? '', 'drive_c');
  mkdirSync(join(drive, 't'), { recursive: true });
  const root = mkdtempSync(join(drive, 't', 'enroll-'));
  const folder = `C:\\t\\${root.slice(join(drive, 't').length + 1)}`;
  const program = spawn(
    process.env['WINDOWS_LAB'] ?? '',
    ['--require', onZ(join(HERE, 'addon.cjs')), onZ(join(programs, 'hands.js')), onZ(portFile)],
    {
      env: {
        ...process.env,
        WINDOWS_SECONDS: '1800',
        // Wine finds files by the names that the locale can say; in C these are names of ASCII alone.
        LC_ALL: 'C.UTF-8',
        NODE_OPTIONS: `--require ${onZ(join(HERE, 'addon.cjs'))}`,
        // Threads that are started again and again compile nothing twice.
        NODE_COMPILE_CACHE: onZ(join(tmpdir(), 'enrollment-desk-test-cache')),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  let ended = false;
  for (const output of [program.stdout, program.stderr])
    output.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const end = new Promise<void>((resolve) =>
    program.on('close', () => {
      ended = true;
      resolve();
    }),
  );
  while (!existsSync(portFile)) {
    if (ended) throw new Error(`the program in Windows ended: ${said}`);
    await setTimeout(20);
  }
  const url = `http://127.0.0.1:${readFileSync(portFile, 'utf8')}`;
  const ask = async <T>(asked: Asked): Promise<T> => {
    const { value, error } = JSON.parse(await post(url, JSON.stringify(asked))) as { value: T; error?: string };
    if (error !== undefined) throw new Error(error);
    return value;
  };
  return {
    folder,
    here: (...names) => join(root, ...names),
    program: (name) => onZ(join(programs, name)),
    run: (args, { cwd = folder, env = {} } = {}) => ask({ do: 'run', args, cwd, env }),
    inside: (args, { cwd = folder, env = {} } = {}) => ask({ do: 'inside', args, cwd, env }),
    start: async (args, { program: other, env = {} } = {}) => {
      const { id } = await ask<{ id: number }>({
        do: 'start',
        args,
        cwd: folder,
        env,
        ...(other && { program: other }),
      });
      const of = (what: 'said' | 'ended' | 'kill' | 'end-input') => (): Promise<Ended> => ask({ do: what, id });
      return { said: of('said'), ended: of('ended'), kill: of('kill'), endInput: of('end-input') };
    },
    hold: async (path, how) => {
      const { id } = await ask<{ id: number }>({ do: 'hold', path, how });
      return () => ask({ do: 'let-go', id });
    },
    close: async () => {
      await ask({ do: 'stop' });
      await end;
      rmSync(root, { recursive: true, force: true });
      rmSync(work, { recursive: true, force: true });
    },
  };
}

/** Unlike `fetch` it waits as long as it takes: a command on a busy machine. */
function post(url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST' }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve(text));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A path of this machine as Windows names it. */
export function onZ(path: string): string {
  return `Z:${path}`;
}
