import type { SetupEvent } from '../../../shared/contract/aws.ts';
import { waitingInWords } from '../../../shared/domain/aws/waiting.ts';
import { systemClock } from '../../core/time/clock.ts';
import { SIMULATED, STATE_WORDS } from './aws-report.ts';
import { cleanLine } from './clean-text.ts';
import type { Cli } from './cli.ts';

/** What is shown of a running set-up; a question is put by the Cli itself. */
export type ShownEvent = Exclude<SetupEvent, { type: 'question' }>;

/** Shows the events of a running set-up. */
export interface EventView {
  show(event: ShownEvent): void;
  /** Wipes the line that tells what is being done. */
  end(): void;
}

/**
 * How the events of a command are shown: each as a line of JSON on standard output where that was asked for; at a terminal the
 * steps on lines and the calls on one that is written anew; elsewhere a line an event, on standard error.
 * @param options.verbose where lines are written: the calls that read as well
 */
export function eventView(cli: Cli, { ndjson, verbose = false }: { ndjson: boolean; verbose?: boolean }): EventView {
  if (ndjson) {
    return { show: (event) => cli.output.sayLine({ event }), end: () => undefined };
  }
  if (cli.output.json || cli.output.quiet) return { show: () => undefined, end: () => undefined };
  return process.stderr.isTTY ? compact(cli) : lines(cli, verbose);
}

/** Calls that read go by unsaid unless wanted: every call with its request ID is in `aws runs`, and in --events. */
function lines(cli: Cli, verbose: boolean): EventView {
  return {
    show: (event) =>
      event.type !== 'waiting' &&
      (verbose || event.type !== 'call' || event.changes || event.outcome === 'failed') &&
      cli.output.tell(`${systemClock().toTimeString().slice(0, 8)}  ${eventText(event)}`),
    end: () => undefined,
  };
}

/** Calls and events of a stack go by on one line; what stays are the steps. */
function compact(cli: Cli): EventView {
  const { stderr } = process;
  let shown = false;
  const end = (): void => {
    if (shown) stderr.write('\r\u001B[2K');
    shown = false;
  };
  return {
    end,
    show: (event) => {
      if (event.type === 'call' || event.type === 'stack') {
        stderr.write(`\r\u001B[2K${cleanLine(eventText(event)).slice(0, Math.max(20, (stderr.columns || 80) - 1))}`);
        shown = true;
        return;
      }
      end();
      // The command itself says what is waited for, whatever it does.
      if (event.type !== 'waiting') cli.output.tell(eventText(event));
    },
  };
}

/** An event on one line. */
export function eventText(event: ShownEvent): string {
  switch (event.type) {
    case 'bound': {
      const { profile, accountId, callerArn, simulated } = event.bound;
      return `${simulated ? `${SIMULATED}\n` : ''}account ${accountId}, profile ${profile}, ${callerArn}`;
    }
    case 'step':
      return `${event.step}  ${STATE_WORDS[event.state]}: ${cleanLine(event.sentence)}`;
    case 'call': {
      const { step, service, operation, changes, outcome, code, requestId } = event;
      const what = `${step ?? 'run'}  ${changes ? 'CHANGES ' : ''}${service}:${operation}`;
      return `${what} ${outcome === 'ok' ? 'ok' : (code ?? 'failed')}${requestId === null ? '' : ` (request ${requestId})`}`;
    }
    case 'waiting':
      return waitingInWords(event);
    case 'stack': {
      const { step, stack, resource, status, reason } = event;
      return `${step}  ${stack} ${resource} ${status}${reason === '' ? '' : `: ${cleanLine(reason)}`}`;
    }
  }
}
