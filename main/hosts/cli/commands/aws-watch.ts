import { setTimeout as sleep } from 'node:timers/promises';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { SetupReport } from '../../../../shared/contract/aws.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { localMinute } from '../../../../shared/domain/local-day.ts';
import { systemClock } from '../../../core/time/clock.ts';
import { STATE_WORDS } from '../aws-report.ts';
import type { Cli } from '../cli.ts';
import { toFailure } from '../failure.ts';
import { refuseUseless } from '../options.ts';
import { toWholeNumber } from '../parse.ts';
import { pickMpa } from '../pick.ts';

interface WatchOptions {
  every?: number;
  once?: true;
}

/** Minutes between two looks, while nothing changes. */
const PAUSES = [5, 10, 20, 40, 60] as const;

/** What one look at a set-up has found. */
interface Looked {
  mpaId: string;
  name: string;
  /** What is different from the time before. */
  changes: string[];
  outcome: SetupReport['outcome'] | 'failed';
  next: string;
}

/** `enroll aws watch`: looks again at every set-up that waits. */
export function addAwsWatchCommand(aws: Command, cli: Cli): void {
  aws
    .command('watch')
    .addOption(new Option('--every <minutes>', 'always this long between two looks').argParser(toWholeNumber))
    .option('--once', 'look once and end')
    .description('look again and again at every set-up that waits for AWS or the vendor, until Ctrl-C; changes nothing')
    .action(async ({ every, once }: WatchOptions, command: Command) => {
      if (once) refuseUseless(command, ['every'], 'with --once');
      if (every === 0) {
        throw new AppError('INVALID_INPUT', 'Between two looks is at least a minute: --every 1 or more.', {
          option: '--every',
        });
      }
      const { signal } = cli.abortable;
      for (let quiet = 0; ;) {
        const looked = await lookAtAll(cli);
        if (once || looked.length === 0) return sayAll(cli, looked);
        if (cli.output.json) cli.output.sayLine({ at: systemClock().toISOString(), looked });
        else cli.output.tell(`${localMinute(systemClock())}\n${looked.map(lookedText).join('\n')}`);
        quiet = looked.some(({ changes }) => changes.length > 0) ? 0 : quiet + 1;
        const minutes = every ?? PAUSES[Math.min(quiet, PAUSES.length - 1)] ?? 60;
        if (await ended(Math.max(1, minutes), signal)) return undefined;
      }
    });
}

/** Looks at each set-up with a wait; of the one named by --mpa alone where there is one. */
async function lookAtAll(cli: Cli): Promise<Looked[]> {
  const client = await cli.client();
  const only = cli.mpa === undefined ? null : (await pickMpa(cli)).id;
  const waits = await client.aws.waiting();
  const ids = [...new Set(waits.map(({ mpaId }) => mpaId))].filter((id) => only === null || id === only);
  const found: Looked[] = [];
  for (const mpaId of ids) found.push(await lookAt(cli, mpaId));
  return found;
}

async function lookAt(cli: Cli, mpaId: string): Promise<Looked> {
  const client = await cli.client();
  const before = await client.aws.status({ mpaId });
  try {
    const { steps, name, outcome, next } = await cli.run(client.aws.look({ mpaId }, cli.abortable));
    const changes = steps.flatMap(({ key, state, sentence }) => {
      const was = before.steps.find((step) => step.key === key);
      return was?.state === state
        ? []
        : [`${key}: ${STATE_WORDS[was?.state ?? 'later']} → ${STATE_WORDS[state]}: ${sentence}`];
    });
    return { mpaId, name, changes, outcome, next };
  } catch (error) {
    const { code, message } = toFailure(error);
    if (code === 'CANCELLED') throw error;
    // One profile that is signed out must not keep the others from being looked at.
    return { mpaId, name: before.name, changes: [], outcome: 'failed', next: `${code}: ${message}` };
  }
}

function sayAll(cli: Cli, looked: readonly Looked[]): Promise<void> {
  if (looked.some(({ outcome }) => outcome === 'failed' || outcome === 'blocked')) cli.exitCode = 4;
  const text = looked.length === 0 ? 'No set-up waits for anything.' : looked.map(lookedText).join('\n');
  return cli.output.say({ json: looked, text });
}

function lookedText({ mpaId, name, changes, next }: Looked): string {
  const what = changes.length === 0 ? ['  nothing has changed'] : changes.map((change) => `  ${change}`);
  return [`${name} (${mpaId}):`, ...what, `  Next: ${next}`].join('\n');
}

/** @returns true when the person has ended it. */
async function ended(minutes: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(minutes * 60_000, undefined, { signal });
    return false;
  } catch (error) {
    if (signal.aborted) return true;
    throw error;
  }
}
