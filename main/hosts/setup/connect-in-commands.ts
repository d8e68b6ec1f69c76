import type { Client } from '../../../shared/contract/client.ts';
import type { Core } from '../../core/core.ts';
import type { Log } from '../../core/log/log.ts';
import { inProcessClient } from '../../rpc/in-process.ts';
import { COMMAND_WORDS } from './command-words.ts';

/** A client of a core in this process, with all files of this computer, that says actions as commands. */
export function connectInCommands(log: Log): (core: Core) => Client {
  return (core) => inProcessClient({ core, log, localFiles: true }, COMMAND_WORDS);
}
