import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
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
      testTimeout: 30_000,
      hookTimeout: 30_000,
      restoreMocks: true,
      unstubEnvs: true,
    },
  };
}

/** Forms of the page in a simulated browser. All files share a process and its modules: loading the kit takes longer than most tests. */
const COMPONENTS = {
  plugins: [react()],
  resolve: { alias },
  test: {
    ...project('components', ['test/components/**/*.test.tsx']).test,
    environment: 'happy-dom',
    // They wait for what comes, up to 20 s each time: on a busy computer a test may need several of these.
    testTimeout: 180_000,
    isolate: false,
    fileParallelism: false,
    // Its files import style sheets and folders, which Node does not load.
    server: { deps: { inline: [/@cloudscape-design/] } },
  },
};

export default defineConfig({
  test: {
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
