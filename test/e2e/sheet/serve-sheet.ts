import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { serveBundle } from '../../../main/hosts/bundle/serve-bundle.ts';

/** A running server of the sheet's page. */
export interface SheetServer {
  readonly address: string;
  close(): void;
}

/** Builds the sheet's page as the product is built, and serves it with the product's own headers. */
export async function serveSheet(): Promise<SheetServer> {
  const folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-sheet-'));
  await build({
    configFile: false,
    root: fileURLToPath(new URL('./', import.meta.url)),
    base: './',
    plugins: [react()],
    logLevel: 'warn',
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'chrome130',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2_000,
    },
  });
  const answer = serveBundle(folder);
  const server = createServer((request, response) => {
    const sent = async (): Promise<void> => {
      const { status, headers, body } = await answer(new Request(`http://127.0.0.1${request.url ?? '/'}`));
      response.writeHead(status, Object.fromEntries(headers));
      response.end(body === null ? undefined : Buffer.from(await new Response(body).arrayBuffer()));
    };
    sent().catch((error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // A server that listens on a port has an address of this form: Node's documentation of net.Server.address.
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () => {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
