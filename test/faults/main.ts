/** `npm run faults`: see HELP below. */
import { enableCompileCache } from 'node:module';

enableCompileCache();
const { runFaults } = await import('./command.ts');
process.exitCode = await runFaults(process.argv.slice(2));
