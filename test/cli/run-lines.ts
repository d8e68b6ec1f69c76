/**
 * A program that runs command lines with the built command, one after another: `node run-lines.ts COMMAND`, with a list of lists of
 * arguments as JSON on its input. Prints what each ended with, as JSON. A process for each would do little but load the program.
 */
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import type { Ran } from './run-here.ts';

const COMMAND = pathToFileURL(process.argv[2] ?? '').href;

/** Collects what is written to an output of this process. */
function collect(output: NodeJS.WriteStream): { text: () => string; restore: () => void } {
  const write = output.write;
  let all = '';
  output.write = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown) => {
    all += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    const after = typeof encoding === 'function' ? encoding : done;
    if (typeof after === 'function') process.nextTick(after);
    return true;
  };
  return { text: () => all, restore: () => void (output.write = write) };
}

async function runLine(line: readonly string[], index: number): Promise<Ran> {
  const [stdout, stderr] = [collect(process.stdout), collect(process.stderr)];
  process.argv.splice(2, Infinity, ...line);
  try {
    // The module is the command: loaded under another address it runs again.
    await import(`${COMMAND}?${index}`);
  } finally {
    stdout.restore();
    stderr.restore();
  }
  return { code: Number(process.exitCode), stdout: stdout.text(), stderr: stderr.text() };
}

const lines = JSON.parse(await text(process.stdin)) as string[][];
const ended: Ran[] = [];
for (const [index, line] of lines.entries()) ended.push(await runLine(line, index));
process.exitCode = 0;
process.stdout.write(JSON.stringify(ended));
