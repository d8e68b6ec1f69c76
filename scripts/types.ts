/** `npm run types`: type-checks every environment with its own tsconfig, so that a wrong global does not compile. */
import { bin, runCollected } from './run.ts';

const ENVIRONMENTS = ['shared', 'main', 'main/hosts/desktop', 'main/hosts/desktop/preload', 'renderer', 'test'];

const asked = process.argv.slice(2);
const outcomes = await Promise.all(
  (asked.length > 0 ? asked : ENVIRONMENTS).map(async (environment) => ({
    environment,
    ...(await runCollected(bin('tsc'), ['--pretty', 'false', '-p', environment])),
  })),
);
for (const { environment, code, output } of outcomes) {
  if (code === 0) continue;
  console.error(`In the types of ${environment}:\n${output}`);
  process.exitCode = 1;
}
