import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { ROOT, settled } from './desk.ts';
import type { Home } from './desk.ts';
import { switches } from './electron-desk.ts';
import type { ElectronStart } from './electron-desk.ts';

/** A started app's window, and how it ends. */
export interface OutsideWindow {
  readonly page: Page;
  close(): Promise<void>;
}

/**
 * Starts the app as a person does, and comes in when its window has been made: Playwright's own start of an Electron comes in while
 * the window is being made, and may then wait for it without end (https://github.com/microsoft/playwright/issues/29386).
 */
export async function openFromOutside({ executablePath, args }: ElectronStart, home: Home): Promise<OutsideWindow> {
  const child = spawn(executablePath, ['--remote-debugging-port=0', ...switches(home), ...args], {
    cwd: ROOT,
    env: home.environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  try {
    const port = await within(60_000, () => /^DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//m.exec(said)?.[1]);
    await within(60_000, async () => (await hasWindow(port)) || undefined);
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const page = browser.contexts().flatMap((context) => context.pages())[0];
    if (page === undefined) throw new Error('its window has no page');
    await settled(page);
    return {
      page,
      close: async () => {
        await browser.close();
        await endOf(child, ended);
        home.remove();
      },
    };
  } catch (error) {
    await endOf(child, ended);
    throw new Error(`The app did not open. It said:\n${said}`, { cause: error });
  }
}

/** Whether the app that listens there has a window whose document was read. */
async function hasWindow(port: string): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
  const targets = (await answer.json()) as { readonly type: string; readonly title: string }[];
  return targets.some(({ type, title }) => type === 'page' && title.includes('Enrollment Desk'));
}

/** Asks a program to end, and makes it where it does not. @param ended kept when it has */
export async function endOf(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill();
  await Promise.race([ended, wait(10_000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))]);
  await ended;
}

/** What is asked for, as soon as it is there. @throws where it is not there in time */
export async function within<T>(milliseconds: number, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (let waited = 0; waited < milliseconds; waited += 100) {
    const found = await look();
    if (found !== undefined) return found;
    await wait(100);
  }
  throw new Error(`not there after ${milliseconds / 1000} s`);
}
