import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { oneAfterAnother } from '../../support/one-after-another.ts';

/** Debian's Python, not one of another environment that comes first on the PATH. */
export const PYTHON = '/usr/bin/python3';

const PROGRAM = fileURLToPath(new URL('aws-cli.py', import.meta.url));

/** How a command of the AWS CLI ended. */
interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** The AWS CLI, loaded once for many commands: most of a command's time is the loading of its modules. */
export interface AwsCli {
  run(args: readonly string[]): Promise<Ran>;
  close(): Promise<void>;
}

export function startAwsCli(env: NodeJS.ProcessEnv): AwsCli {
  const child = spawn(PYTHON, [PROGRAM], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const run = async (args: readonly string[]): Promise<Ran> => {
    child.stdin.write(`${JSON.stringify(args)}\n`);
    const { value, done } = await answers.next();
    if (done) throw new Error(`the AWS CLI's program ended: aws ${args.join(' ')}`);
    return JSON.parse(value) as Ran;
  };
  // The program answers in the order in which it was asked.
  const inTurn = oneAfterAnother();
  return {
    run: (args) => inTurn(() => run(args)),
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
