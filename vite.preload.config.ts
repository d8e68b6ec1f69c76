import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The preload: a sandboxed one can't be an ES module, so it becomes one CommonJS file that requires only electron. */
export default defineConfig({
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: fileURLToPath(new URL('dist/preload/', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome130',
    minify: false,
    lib: {
      entry: fileURLToPath(new URL('main/hosts/desktop/preload/preload.ts', import.meta.url)),
      formats: ['cjs'],
      fileName: () => 'preload.cjs',
    },
    rolldownOptions: { external: ['electron'] },
  },
});
