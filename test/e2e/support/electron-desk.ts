import { cpSync, existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { _electron, errors } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
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

/** As a packaged program is laid out: the runtime with the project as its resources/app, so that nothing stands between. */
export function asPackaged(): ElectronStart {
  const { executablePath } = byCommand();
  const from = dirname(executablePath);
  const to = join(ROOT, 'test-results', 'electron-runtime');
  if (!existsSync(to)) {
    // Several workers may come here at once: each makes its own, and the first to be done gives it its name.
    const made = `${to}-${process.pid}`;
    linkFolder(from, made);
    rmSync(join(made, 'resources'), { recursive: true });
    mkdirSync(join(made, 'resources'));
    symlinkSync(ROOT, join(made, 'resources', 'app'), 'dir');
    try {
      renameSync(made, to);
    } catch (error) {
      rmSync(made, { recursive: true });
      if (!existsSync(to)) throw error;
    }
  }
  return { executablePath: join(to, 'electron'), args: [] };
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

/** Opens the desktop app's window. */
export async function openInElectron(
  start: ElectronStart,
  home: Home,
  isThere: (page: Page) => Promise<void> = settled,
): Promise<ElectronDesk> {
  const app = await launch({
    executablePath: start.executablePath,
    // As root Chromium's sandbox does not start; the product itself never asks for this.
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${home.folder}/profile`,
      ...start.args,
    ],
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
      return openInElectron(start, home, (again) => again.locator('h1').first().waitFor());
    },
    close: async () => {
      await app.close();
      home.remove();
    },
  };
}

/** How long Playwright may take to attach to a program that starts: it takes a second or two. */
const ATTACH_MS = 20_000;
const ATTEMPTS = 3;

/**
 * Starts the program under Playwright. Measured: of some 40 starts on a busy computer one is never attached to, where Playwright comes in the
 * moment in which the program makes its window; the program itself is up. Then it is started once more, and the log says so.
 */
async function launch(options: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await _electron.launch({ ...options, timeout: ATTACH_MS });
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || attempt === ATTEMPTS) throw error;
      console.log('Playwright did not attach to the program that it started; it is started once more.');
    }
  }
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
