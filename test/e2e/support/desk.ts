import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';

/** The product, started by a test in one of its hosts, over a ledger of its own. */
export interface Desk {
  readonly page: Page;
  /** What the page was refused by its policy, as the browser tells it. */
  readonly violations: string[];
  /** Adds a payer account from another program. */
  readonly addMpa: (id: string, name: string) => Promise<void>;
  /** Ends the part that keeps the ledger, as a crash would. */
  killCore(): Promise<void>;
  close(): Promise<void>;
}

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** A folder for one test: its ledger, and all that the program would put into a person's home. */
export interface Home {
  readonly folder: string;
  readonly ledger: string;
  readonly environment: Record<string, string>;
  readonly addMpa: (id: string, name: string) => Promise<void>;
  remove(): void;
}

/** Makes such a folder. */
export function makeHome(): Home {
  const folder = mkdtempSync(join(tmpdir(), 'enrollment-desk-e2e-'));
  const ledger = join(folder, 'ledger.db');
  const script = fileURLToPath(new URL('./add-mpa.ts', import.meta.url));
  return {
    folder,
    ledger,
    environment: {
      ...(process.env as Record<string, string>),
      ENROLL_LEDGER: ledger,
      XDG_DATA_HOME: folder,
      XDG_STATE_HOME: folder,
      XDG_CONFIG_HOME: folder,
    },
    addMpa: async (id, name) => {
      await promisify(execFile)(process.execPath, [script, ledger, id, name]);
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
