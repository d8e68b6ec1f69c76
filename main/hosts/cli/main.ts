/** The command line: `enroll …`. Compiled code is kept from one command to the next, because most of a short one is loading. */
import { enableCompileCache } from 'node:module';
import { cacheFolder } from '../setup/paths.ts';

enableCompileCache(cacheFolder());
const { runCommandLine } = await import('./run.ts');
process.exitCode = await runCommandLine(process.argv.slice(2));
