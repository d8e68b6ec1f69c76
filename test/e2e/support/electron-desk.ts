import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { z } from 'zod';
import { displayMissing, installedRuntime } from '../../../scripts/start/electron-runtime.ts';
import { ROOT, settled, watchPolicy } from './desk.ts';
import type { Desk, Home } from './desk.ts';

/** Why the desktop app can't be driven here, or null. */
export function whyNoElectron(): string | null {
  const runtime = installedRuntime();
  if ('reason' in runtime) return runtime.reason;
  return displayMissing() ? 'there is no display (apt-get install xvfb)' : null;
}

/** How Electron is told which program to run. */
export interface ElectronStart {
  readonly executablePath: string;
  readonly args: readonly string[];
}

/** As the electron command does: its binary, and the project's folder. */
export function byCommand(): ElectronStart {
  const runtime = installedRuntime();
  if ('reason' in runtime) throw new Error(runtime.reason);
  return { executablePath: runtime.path, args: [ROOT] };
}

/**
 * As a packaged program is laid out: the runtime with the program as its resources/app. Only this stands between: while Playwright comes in,
 * the program is not told yet that Electron is ready, so that it makes no window. This is what Playwright itself does where it knows of the
 * app's folder. A window that is made in the very moment in which Playwright comes in is one that it may wait for without end:
 * https://github.com/microsoft/playwright/issues/29386
 */
export function asPackaged(): ElectronStart {
  const { executablePath } = byCommand();
  const to = join(ROOT, 'test-results', 'electron-for-tests');
  if (!existsSync(to)) {
    // Several workers may come here at once: each makes its own, and the first to be done gives it its name.
    const made = `${to}-${process.pid}`;
    linkFolder(dirname(executablePath), made);
    rmSync(join(made, 'resources'), { recursive: true });
    const app = join(made, 'resources', 'app');
    mkdirSync(app, { recursive: true });
    const { name, productName, version, main } = packageSchema.parse(
      JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')),
    );
    writeFileSync(
      join(app, 'package.json'),
      JSON.stringify({ name, productName, version, type: 'module', main: 'start.js' }),
    );
    writeFileSync(join(app, 'start.js'), startText(main));
    try {
      renameSync(made, to);
    } catch (error) {
      rmSync(made, { recursive: true });
      if (!existsSync(to)) throw error;
    }
  }
  return { executablePath: join(to, 'electron'), args: [] };
}

const packageSchema = z.object({ name: z.string(), productName: z.string(), version: z.string(), main: z.string() });

/** What Electron runs. @param main the program's own module, from the project's folder */
function startText(main: string): string {
  const loader = join(
    dirname(createRequire(import.meta.url).resolve('playwright-core')),
    'lib/server/electron/loader.js',
  );
  return [
    `import { createRequire } from 'node:module';`,
    // A second start, which a test makes by itself, waits for nobody.
    `if (process.argv.includes('--remote-debugging-port=0')) createRequire(import.meta.url)(${JSON.stringify(loader)});`,
    `await import(${JSON.stringify(pathToFileURL(join(ROOT, main)).href)});`,
    '',
  ].join('\n');
}

/** A running desktop app, with Playwright's own handle. */
export type ElectronDesk = Desk & {
  readonly app: ElectronApplication;
  readonly folder: string;
  /** Loads the page once more under the eyes of the watch over its policy: the window was there before. */
  loadWatched(): Promise<void>;
  /** Ends the program and starts it again, over the same ledger and with what it remembers. */
  restart(): Promise<ElectronDesk>;
};

/** What the window shows, asked of the main process: Playwright's own page waits for navigations that were refused. */
export function shownText(app: ElectronApplication): Promise<string> {
  return app.evaluate(({ webContents }) => {
    // A page that has just died never answers.
    const late = new Promise<string>((resolve) => setTimeout(() => resolve(''), 1000));
    const contents = webContents.getAllWebContents()[0];
    return Promise.race([late, contents?.executeJavaScript('document.body.innerText').then(String) ?? '']);
  });
}

/** As root Chromium's sandbox does not start; the product itself never asks for this. */
export function switches(home: Home): string[] {
  return [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${home.folder}/profile`];
}

/** Opens the desktop app's window, with Playwright's handle on the program. */
export async function openInElectron(
  home: Home,
  isThere: (page: Page) => Promise<void> = settled,
): Promise<ElectronDesk> {
  const { executablePath, args } = asPackaged();
  const app = await _electron.launch({
    timeout: 120_000,
    executablePath,
    args: [...switches(home), ...args],
    env: home.environment,
    cwd: ROOT,
  });
  const page = await app.firstWindow();
  const violations = await watchPolicy(page);
  await isThere(page);
  return {
    app,
    folder: home.folder,
    page,
    violations,
    loadWatched: async () => {
      await page.reload();
      await settled(page);
    },
    enroll: home.enroll,
    addMpa: home.addMpa,
    importList: home.importList,
    holdLedger: home.holdLedger,
    killCore: async () => {
      const pid = await app.evaluate(
        ({ app: electron }) => electron.getAppMetrics().find(({ name }) => name === 'Enrollment Desk core')?.pid,
      );
      if (pid === undefined) throw new Error('there is no core process');
      process.kill(pid, 'SIGKILL');
    },
    restart: async () => {
      await app.close();
      // It may come up on another page than the overview.
      return openInElectron(home, (again) => again.locator('h1').first().waitFor());
    },
    close: async () => {
      await app.close();
      home.remove();
    },
  };
}

/** A copy that takes no room where the file system can do that. */
function linkFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFolder(source, target);
    else if (entry.isFile()) linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    // Another file system: a copy it is.
    cpSync(source, target);
  }
}
