import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';
import type { Browser } from '@playwright/test';
import { ROOT, settled, watchPolicy } from './desk.ts';
import type { Desk, Home } from './desk.ts';

/** Debian's browsers, the first that is there; Playwright's own can't be downloaded everywhere. The shell has no windows, and takes a quarter less time. */
const CHROMIUMS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const CHROMIUM = CHROMIUMS.find((path) => existsSync(path));

/** Why the page can't be driven in a browser here, or null. */
export function whyNoBrowser(): string | null {
  return CHROMIUM === undefined
    ? `there is no ${CHROMIUMS.join(' and no ')} (apt-get install chromium-headless-shell)`
    : null;
}

/** Starts the browser: one for many tests, each with a context of its own. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM ?? '',
    args: ['--disable-quic', '--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
}

/** Starts the web host as it was built, and opens the address that it prints in the browser. */
export async function openInBrowser(browser: Browser, home: Home): Promise<Desk> {
  const server = spawn(process.execPath, [`${ROOT}dist/main/web.js`], { env: home.environment });
  const ended = once(server, 'exit');
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(server.stdout).on('line', (line) => {
      const found = /http:\S+/.exec(line);
      if (found) resolve(found[0]);
    });
    // What it says on the side (Node's own warnings) is told only where it ends.
    let said = '';
    server.stderr.on('data', (text: Buffer) => (said += text.toString()));
    server.on('exit', (code) => reject(new Error(`the web host ended with ${code}: ${said}`)));
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const violations = await watchPolicy(page);
  await page.goto(address);
  await settled(page);
  return {
    page,
    violations,
    folder: home.folder,
    enroll: home.enroll,
    addMpa: home.addMpa,
    importList: home.importList,
    holdLedger: home.holdLedger,
    killCore: async () => {
      server.kill('SIGKILL');
      await ended;
    },
    close: async () => {
      await context.close();
      server.kill('SIGTERM');
      await ended;
      home.remove();
    },
  };
}
