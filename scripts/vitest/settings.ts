import { availableParallelism } from 'node:os';
import { ROOT } from '../run.ts';

/** What tests get in place of a module, by vitest's `resolve.alias`. */
export const ALIAS = [
  /** No test may load Electron by accident: the npm package would try to download it. */
  { find: 'electron', replacement: `${ROOT}test/support/electron-stub.ts` },
  { find: /^.*\/start-thread\.ts$/, replacement: `${ROOT}test/support/kept-threads.ts` },
];

/** Builds what tests start: threads and the command line. */
export const GLOBAL_SETUP = `${ROOT}test/support/build-first.ts`;

/** One more than there are cores: tests wait, too. Vitest leaves one core to itself otherwise, which is half of a small computer. */
export const MAX_WORKERS = availableParallelism() + 1;
