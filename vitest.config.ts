import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { EXEC_ARGV } from './scripts/run.ts';

/** No test may load Electron by accident: the npm package would try to download it. */
const alias = { electron: fileURLToPath(new URL('test/support/electron-stub.ts', import.meta.url)) };

/** One project: its own name, its own files; everything runs in forked processes because of the native SQLite addon. */
function project(name: string, include: string[], exclude: string[] = []) {
  return {
    resolve: { alias },
    test: {
      name,
      include,
      exclude: ['node_modules/**', 'dist/**', ...exclude],
      environment: 'node',
      pool: 'forks' as const,
      execArgv: EXEC_ARGV,
      // Generous: on a machine that others keep busy a test takes ten times as long as alone.
      testTimeout: 120_000,
      hookTimeout: 120_000,
      restoreMocks: true,
      unstubEnvs: true,
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      project('shared', ['shared/**/*.test.ts']),
      project('main', ['main/**/*.test.ts']),
      project('renderer', ['renderer/**/*.test.{ts,tsx}']),
      project('scripts', ['scripts/**/*.test.ts', 'test/architecture/**/*.test.ts']),
      project('spanning', ['test/**/*.test.ts'], ['test/architecture/**', 'test/e2e/**', 'test/bench/**']),
    ],
  },
});
