import { Readable, Writable } from 'node:stream';
import { runCommandLine } from '../../main/hosts/cli/run.ts';
import { oneAfterAnother } from '../support/one-after-another.ts';

/** How a command ended. */
export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Where a command is run. */
export interface Place {
  environment: NodeJS.ProcessEnv;
  folder: string;
}

/** What is standard input or an output of this process while a command runs. */
class Collected extends Writable {
  readonly #chunks: Buffer[] = [];

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}

/** A process has one environment, one current folder and one standard output. */
const inTurn = oneAfterAnother();

/**
 * Runs a command line in this process, as the command's own process would: with its environment, its current folder, its input and outputs.
 * Starting a process and loading the program took ten times as long as most commands do.
 */
export function runHere(args: readonly string[], input: string | Uint8Array, place: Place): Promise<Ran> {
  return inTurn(() => inPlace(args, input, place));
}

async function inPlace(args: readonly string[], input: string | Uint8Array, place: Place): Promise<Ran> {
  const [stdout, stderr] = [new Collected(), new Collected()];
  const stdin = Readable.from(input.length === 0 ? [] : [Buffer.from(input)], { objectMode: false });
  const environment = { ...process.env };
  const folder = process.cwd();
  const streams = replace({ stdin, stdout, stderr });
  setEnvironment(place.environment);
  process.chdir(place.folder);
  try {
    const code = await runCommandLine(args);
    return { code, stdout: stdout.text, stderr: stderr.text };
  } finally {
    process.chdir(folder);
    setEnvironment(environment);
    streams.restore();
  }
}

/** Changes the environment itself, which Node's own functions (homedir, tmpdir) read. */
function setEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (environment[name] === undefined) delete process.env[name];
  for (const [name, value] of Object.entries(environment)) if (value !== undefined) process.env[name] = value;
}

/** Puts other streams in the place of this process's own. */
function replace(streams: Readonly<Record<'stdin' | 'stdout' | 'stderr', Readable | Writable>>): { restore(): void } {
  const own = Object.getOwnPropertyDescriptors(process);
  for (const [name, value] of Object.entries(streams))
    Object.defineProperty(process, name, { value, configurable: true });
  return {
    restore: () => {
      for (const name of Object.keys(streams)) Object.defineProperty(process, name, own[name] ?? {});
    },
  };
}
