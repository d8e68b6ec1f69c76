import { spawn } from 'node:child_process';
import { APP_FOLDER, displayMissing, obtainRuntime } from './electron-runtime.ts';

/** A start that fails sooner than this never showed a window. */
const EARLY_MS = 10_000;

/** What Electron says of a machine without a desktop; nobody can act on it. */
const NOISE = /dbus|gpu|vaapi|viz_main|gl_|angle|command_buffer|sandbox\/linux.*warning/i;

/**
 * Opens the desktop app and waits until it is closed.
 * @returns null when it was shown, else the reason, as a part of a sentence, why it could not be
 */
export async function openDesktop(args: readonly string[], say: (line: string) => void): Promise<string | null> {
  if (displayMissing()) return 'there is no display';
  const runtime = await obtainRuntime(say);
  if ('reason' in runtime) return runtime.reason;
  const started = performance.now();
  const { code, complaint } = await run(runtime.path, [APP_FOLDER, ...args]);
  if (code === 0) return null;
  if (performance.now() - started < EARLY_MS) return `Electron did not start (${complaint ?? `exit code ${code}`})`;
  say(`The desktop app ended with exit code ${code}.`);
  process.exitCode = 1;
  return null;
}

function run(path: string, args: readonly string[]): Promise<{ code: number; complaint: string | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, { stdio: ['ignore', 'inherit', 'pipe'] });
    let complaint: string | null = null;
    child.stderr.on('data', (chunk: Buffer) => {
      const lines = chunk
        .toString()
        .split('\n')
        .filter((line) => line.trim() !== '' && !NOISE.test(line));
      for (const line of lines) process.stderr.write(`${line}\n`);
      complaint =
        lines
          .at(-1)
          ?.replace(/^\[[^\]]*\]\s*/, '')
          .trim() ?? complaint;
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, complaint }));
  });
}
