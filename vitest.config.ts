import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { EXEC_ARGV } from './scripts/run.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const alias = [
  /** No test may load Electron by accident: the npm package would try to download it. */
  { find: 'electron', replacement: at('test/support/electron-stub.ts') },
  { find: /^.*\/thread-module\.ts$/, replacement: at('test/support/built-threads.ts') },
];

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
    // Vitest leaves one core to itself otherwise, which is half of a small computer.
    maxWorkers: '100%',
    globalSetup: at('test/support/build-first.ts'),
    projects: [
      project('shared', ['shared/**/*.test.ts']),
      project('main', ['main/**/*.test.ts']),
      project('renderer', ['renderer/**/*.test.{ts,tsx}']),
      project('scripts', ['scripts/**/*.test.ts', 'test/architecture/**/*.test.ts']),
      project('spanning', ['test/**/*.test.ts'], ['test/architecture/**', 'test/e2e/**', 'test/bench/**']),
    ],
  },
});
