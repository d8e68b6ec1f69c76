import { execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's root folder, with a trailing '/'. */
export const ROOT = fileURLToPath(new URL('../', import.meta.url));

/**
 * For processes of Node 24 that run TypeScript in several threads. Node strips types with a Wasm module in every thread, and V8 may abort
 * when they compile that module's import wrappers anew at once (nodejs/node#64500, 'Check failed: jit_page_'): with this budget they
 * never do. The built product strips nothing.
 */
export const EXEC_ARGV = ['--wasm-wrapper-tiering-budget=1000000000'];

/** How a command ended: its exit code (1 where a signal ended it) and, when collected, all it printed. */
export interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** One of the command-line tools of node_modules; on Windows npm puts a .cmd file there. */
export function bin(name: string): string {
  return `${ROOT}node_modules/.bin/${name}${process.platform === 'win32' ? '.cmd' : ''}`;
}

/** How vitest is told to write its JSON report as well. @param folder none: it writes none */
export function vitestReport(folder: string | undefined, name: string): string[] {
  if (folder === undefined) return [];
  return ['--reporter=default', '--reporter=json', `--outputFile.json=${folder}/${name}.json`];
}

/** The hash of the commit that is checked out; null where there is no git, or no repository: the sources came as an archive. */
export function commitHash(): string | null {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return null;
  }
}

/** Runs a command in the project's root and collects what it prints on both outputs. */
export function runCollected(command: string, args: readonly string[]): Promise<Outcome> {
  return run(command, args, 'pipe');
}

/** Runs a command in the project's root with this process's own input and outputs. @param environment besides this process's own */
export function runShown(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  return run(command, args, 'inherit', environment);
}

function run(
  command: string,
  args: readonly string[],
  stdio: 'pipe' | 'inherit',
  environment: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      stdio: ['inherit', stdio, stdio],
      shell: command.endsWith('.cmd'),
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
