import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { oneAfterAnother } from '../../support/one-after-another.ts';
import type { LedgerContent } from './ledger-content.ts';
import type { Answer, Request } from './other-program.ts';

/** The other program of a Playwright worker: see other-program.ts. */
export interface Beside {
  /** Puts a ledger with this content at a path. It is written once and copied from then on. */
  ledger(content: LedgerContent, path: string): Promise<void>;
  /** Runs a command of `enroll`. @throws Error with what it said, where it does not end with 0 */
  enroll(environment: Readonly<Record<string, string>>, args: readonly string[]): Promise<void>;
  end(): Promise<void>;
}

/** Starts it. */
export function startBeside(): Beside {
  const folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-ledgers-'));
  const child = spawn(process.execPath, [fileURLToPath(new URL('./other-program.ts', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ask = async (request: Request): Promise<void> => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const line = await lines.next();
    if (line.done === true) throw new Error('the program beside has ended');
    // Written by other-program.ts.
    const { failure } = JSON.parse(line.value) as Answer;
    if (failure !== null) throw new Error(failure);
  };
  // One request at a time: the answers have no names.
  const inTurn = oneAfterAnother();
  const written = new Map<string, string>();
  return {
    ledger: async (content, path) => {
      const key = JSON.stringify(content);
      const file = written.get(key) ?? join(folder, `${written.size}.db`);
      if (!existsSync(file)) await inTurn(() => ask({ write: file, content }));
      written.set(key, file);
      copyFileSync(file, path);
    },
    enroll: (environment, args) => inTurn(() => ask({ environment, args })),
    end: async () => {
      child.stdin.end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
