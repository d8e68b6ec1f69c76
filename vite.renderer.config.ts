import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { collectLicences } from './scripts/licences/collect-licences.ts';

/** Puts the licences of what is shipped beside the page, which shows them in its settings. */
function licences(): Plugin {
  return {
    name: 'licences',
    generateBundle() {
      const source = JSON.stringify(collectLicences(fileURLToPath(new URL('.', import.meta.url))));
      this.emitFile({ type: 'asset', fileName: 'licences.json', source });
    },
  };
}

/** The user interface: plain files that a strict Content-Security-Policy allows (no inline script, no inline style). */
export default defineConfig({
  root: fileURLToPath(new URL('renderer/', import.meta.url)),
  base: './',
  plugins: [react(), licences()],
  logLevel: 'warn',
  build: {
    outDir: fileURLToPath(new URL('dist/renderer/', import.meta.url)),
    emptyOutDir: true,
    // Chromium 130 (Electron 33) is the oldest that has to run it.
    target: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
    chunkSizeWarningLimit: 2_000,
  },
});
