/** `npm run faults`: see HELP below. */
import { enableCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { EXEC_ARGV } from '../../scripts/run.ts';

for (const flag of EXEC_ARGV) setFlagsFromString(flag);
enableCompileCache();
const { runFaults } = await import('./command.ts');
process.exitCode = await runFaults(process.argv.slice(2));
