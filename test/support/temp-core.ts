import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Core } from '../../main/core/core.ts';
import type { StartEngine } from '../../main/core/duckdb/protocol.ts';
import { silentLog } from '../../main/core/log/log.ts';
import type { Client } from '../../shared/contract/client.ts';
import { inProcessClient } from '../../main/rpc/in-process.ts';

/** A folder of the test's own, removed when the test ends. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A whole core over a ledger of the test's own, with the client that every host has; closed when the test ends. */
export function tempCore(
  options: {
    ledgerPath?: string;
    now?: string;
    sandboxFolder?: string;
    environment?: Readonly<Record<string, string | undefined>>;
    startEngine?: StartEngine;
  } = {},
): {
  core: Core;
  client: Client;
  ledgerPath: string;
} {
  const ledgerPath = options.ledgerPath ?? join(tempFolder(), 'ledger.db');
  const log = silentLog();
  const core = new Core({
    ...options,
    ledgerPath,
    host: 'test',
    who: 'tester',
    appVersion: '0.0.0-test',
    log,
  });
  onTestFinished(() => core.close());
  return { core, client: inProcessClient({ core, log, localFiles: true }), ledgerPath };
}
