import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { openWriter } from '../../main/core/ledger/open-writer.ts';

/** An empty ledger as the program makes it, but without an identity, which it gets when it is opened. */
let empty: Uint8Array | undefined;

/**
 * Puts an empty ledger where the program is about to make one: to make it takes ten times as long as to copy it. The first one is made by
 * the program, and so is each where processes are tested.
 * @param path none is put where there is no folder, where there is a file, and at names that are tested as names
 */
export function putNewLedger(path: string): void {
  if (basename(path) !== 'ledger.db' || existsSync(path) || !isFolder(dirname(path))) return;
  writeFileSync(path, (empty ??= makeEmpty()));
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

function makeEmpty(): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-test-'));
  try {
    const path = join(folder, 'ledger.db');
    const clock = (): Date => new Date('2026-11-21T04:00:00.000Z');
    const writer = openWriter({ path, actor: { who: 'tester', host: 'test' }, clock, appVersion: '0.0.0-test' });
    writer.db.exec('DELETE FROM ledger_identity');
    writer.close();
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
