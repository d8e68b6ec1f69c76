import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { Beside } from './beside.ts';
import type { LedgerContent } from './ledger-content.ts';

/** The product, started by a test in one of its hosts, over a ledger of its own. */
export interface Desk {
  readonly page: Page;
  /** What the page was refused by its policy, as the browser tells it. */
  readonly violations: string[];
  /** The folder of its home: the ledger, and what the program keeps. */
  readonly folder: string;
  /** Runs the command line on the same ledger, as a person does beside the open window. */
  readonly enroll: (...args: string[]) => Promise<void>;
  /** Adds a payer account that way. */
  readonly addMpa: (id: string, name: string) => Promise<void>;
  /** Imports an account list that way. @param csv its text */
  readonly importList: (csv: string) => Promise<void>;
  /** Lets another program keep the ledger to itself, until the returned function is called. */
  readonly holdLedger: () => () => Promise<void>;
  /** Ends the part that keeps the ledger, as a crash would. */
  killCore(): Promise<void>;
  close(): Promise<void>;
}

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** A folder for one test: its ledger, and all that the program would put into a person's home. */
export interface Home extends Pick<Desk, 'folder' | 'enroll' | 'addMpa' | 'importList' | 'holdLedger'> {
  readonly environment: Record<string, string>;
  remove(): void;
}

/** What is there before the program is started: a ledger with some content, bytes in its place that are none, or nothing. */
export type FirstLedger = LedgerContent | Uint8Array | null;

/** Makes such a folder. @param first what is there @param beside writes it, and is the command line */
export async function makeHome(first: FirstLedger, beside: Beside): Promise<Home> {
  const folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-e2e-'));
  const ledger = join(folder, 'ledger.db');
  if (first instanceof Uint8Array) writeFileSync(ledger, first);
  else if (first !== null) await beside.ledger(first, ledger);
  const holder = fileURLToPath(new URL('./hold-ledger.ts', import.meta.url));
  const paths = { ENROLL_LEDGER: ledger, XDG_DATA_HOME: folder, XDG_STATE_HOME: folder, XDG_CONFIG_HOME: folder };
  const enroll = (...args: string[]): Promise<void> => beside.enroll(paths, args);
  return {
    folder,
    environment: { ...(process.env as Record<string, string>), ...paths },
    enroll,
    addMpa: (id, name) => enroll('mpa', 'add', id, '--name', name, '--scenario', 'enterprise'),
    importList: async (csv) => {
      const list = join(folder, 'accounts.csv');
      writeFileSync(list, csv);
      await enroll('import', list, '--yes');
    },
    holdLedger: () => {
      const running = spawn(process.execPath, [holder, ledger], { stdio: ['pipe', 'ignore', 'inherit'] });
      const ended = once(running, 'exit');
      return async () => {
        running.stdin?.end();
        await ended;
      };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Notes what the page's policy refuses: from the next document on by its own event, and at once by the console. */
export async function watchPolicy(page: Page): Promise<string[]> {
  const violations: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy') || message.text().startsWith('csp: ')) {
      violations.push(message.text());
    }
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      console.error(`csp: ${effectiveDirective} ${blockedURI}`);
    });
  });
  return violations;
}

/** Waits until the page has read the ledger, or knows that it can't: then the host has let the ledger's lock go, too. */
export async function settled(page: Page): Promise<void> {
  await page.locator('[data-state="ready"], [data-state="failed"]').waitFor();
}
