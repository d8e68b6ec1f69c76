import type { TestProject } from 'vitest/node';
import { build } from '../../scripts/build/build.ts';

/** Vitest's global set-up: the threads and the command line that tests start are those of the sources as they are now. */
export async function setup(project: TestProject): Promise<void> {
  await build({ only: ['main'] });
  project.onTestsRerun(() => build({ only: ['main'] }));
}
