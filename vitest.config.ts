import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { leftOut } from './scripts/days/files.ts';
import { EXEC_ARGV } from './scripts/run.ts';
import { ALIAS, GLOBAL_SETUP, MAX_WORKERS } from './scripts/vitest/settings.ts';

/** One project: its own name, its own files; everything runs in forked processes because of the native SQLite addon. */
function project(name: string, include: string[], exclude: string[] = []) {
  return {
    resolve: { alias: ALIAS },
    test: {
      name,
      include,
      exclude: ['node_modules/**', 'dist/**', ...exclude, ...leftOut()],
      environment: 'node',
      pool: 'forks' as const,
      // Loading modules anew for each file was a fifth of the time. What a test changes for all, it puts back.
      isolate: false,
      execArgv: EXEC_ARGV,
      // Generous: on a machine that others keep busy a test takes ten times as long as alone.
      testTimeout: 120_000,
      hookTimeout: 120_000,
      restoreMocks: true,
      unstubEnvs: true,
    },
  };
}

/** Forms of the page in a simulated browser. Loading the kit takes longer than most tests. */
const COMPONENTS = {
  plugins: [react()],
  resolve: { alias: ALIAS },
  test: {
    ...project('components', ['test/components/**/*.test.tsx']).test,
    environment: 'happy-dom',
    // They wait for what comes, up to 20 s each time: on a busy computer a test may need several of these.
    testTimeout: 180_000,
    // Its files import style sheets and folders, which Node does not load.
    server: { deps: { inline: [/@cloudscape-design/] } },
  },
};

export default defineConfig({
  test: {
    maxWorkers: MAX_WORKERS,
    globalSetup: GLOBAL_SETUP,
    projects: [
      project('shared', ['shared/**/*.test.ts']),
      project('main', ['main/**/*.test.ts']),
      project('renderer', ['renderer/**/*.test.{ts,tsx}']),
      project('scripts', ['scripts/**/*.test.ts', 'test/architecture/**/*.test.ts']),
      COMPONENTS,
      project('spanning', ['test/**/*.test.ts'], ['test/architecture/**', 'test/e2e/**', 'test/bench/**']),
    ],
  },
});
