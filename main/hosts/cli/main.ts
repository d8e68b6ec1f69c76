/** The command line: `enroll …`. Compiled code is kept from one command to the next, because most of a short one is loading. */
import { enableCompileCache } from 'node:module';
import { makeOwnFolder, openRights, takeFromOthers } from '../../core/files/own-files.ts';
import { cacheFolder } from '../setup/paths.ts';
import { endBeforeStart } from './before-start.ts';

// As the launcher does, where that is not what started it.
process.env['NODE_NO_WARNINGS'] ??= '1';
process.removeAllListeners('warning');
const args = process.argv.slice(2);
const loaded = endBeforeStart(args.includes('--json'));
keepCompiled(cacheFolder());
const { runCommandLine } = await import('./run.ts');
await loaded();
process.exitCode = await runCommandLine(args);

/** In a folder of this user's alone: what lies in it is run. Without one nothing is kept. */
function keepCompiled(folder: string): void {
  try {
    makeOwnFolder(folder);
  } catch {
    return;
  }
  takeFromOthers(folder);
  if (openRights(folder) !== null) return;
  enableCompileCache(folder);
  // The threads, too: each of them reads this when it starts.
  process.env['NODE_COMPILE_CACHE'] ??= folder;
}
