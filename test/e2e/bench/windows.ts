import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { asPackaged, byCommand } from '../support/electron-desk.ts';

const EMPTY_APP = fileURLToPath(new URL('./empty-app', import.meta.url));
const MIB = 1024;

/** What a program is started over. */
export interface Start {
  readonly ledger: string;
  /** The program's own folder, with its profile: kept from start to start, as on a person's computer. */
  readonly home: string;
}

/** A program with one window, of which no process ran before. */
export interface OpenWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** From the start of the process until the window was usable, in milliseconds. */
  readonly startMs: number;
  close(): Promise<void>;
}

/** Starts the desktop app over a ledger; usable is: the overview has read it and shows the last payer account's row. */
export function openOurs(start: Start): Promise<OpenWindow> {
  const { executablePath, args } = asPackaged();
  return open({ executablePath, args: [...args] }, start, 'tbody tr', 'Example MSP 20');
}

/** Starts the empty window; usable is: its heading is there. */
export function openEmpty(start: Start): Promise<OpenWindow> {
  const { executablePath } = byCommand();
  return open({ executablePath, args: [EMPTY_APP] }, start, 'h1', 'Empty');
}

async function open(
  { executablePath, args }: { executablePath: string; args: string[] },
  { ledger, home }: Start,
  selector: string,
  text: string,
): Promise<OpenWindow> {
  const folders = { XDG_DATA_HOME: home, XDG_STATE_HOME: home, XDG_CONFIG_HOME: home };
  const start = performance.now();
  const app = await _electron.launch({
    executablePath,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${home}/profile`, ...args],
    env: { ...(process.env as Record<string, string>), ...folders, ENROLL_LEDGER: ledger },
  });
  const page = await app.firstWindow();
  // Looked for in every frame by the page itself: looking must cost both programs the same, and little.
  await page.waitForFunction(
    ([where, what]) => [...document.querySelectorAll(where)].some(({ textContent }) => textContent?.includes(what)),
    [selector, text] as const,
  );
  const startMs = performance.now() - start;
  return { app, page, startMs, close: () => app.close() };
}

/**
 * The memory of a program with all its processes, in MiB: their proportional set sizes, in which what several processes share counts
 * once (proc(5), smaps_rollup).
 */
export async function memoryOf({ app }: OpenWindow): Promise<number> {
  const pids = await app.evaluate(({ app: electron }) => electron.getAppMetrics().map(({ pid }) => pid));
  const sizes = pids.map((pid) => {
    const found = /^Pss:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    return Number(found?.[1] ?? NaN);
  });
  return sizes.reduce((sum, size) => sum + size, 0) / MIB;
}
