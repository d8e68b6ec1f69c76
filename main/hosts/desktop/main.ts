/** The desktop host: puts Electron's parts together. What may and may not be done is in the modules beside this one. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, dialog, Menu, MessageChannelMain, nativeTheme, protocol, session, shell, utilityProcess } from 'electron';
import type { MessagePortMain } from 'electron';
import { openLog } from '../../core/log/log.ts';
import { bundleFolder } from '../bundle/bundle-folder.ts';
import { serveBundle } from '../bundle/serve-bundle.ts';
import { demoFolder, ledgerPath, logFolder } from '../setup/paths.ts';
import { APP_VERSION } from '../setup/version.ts';
import { accountListsOf, isFile } from './account-list-files.ts';
import { APP_PAGE, LATE_PAGE, SCHEME_PRIVILEGES } from './app-url.ts';
import { answerAsk } from './asks.ts';
import type { AsksParts } from './asks.ts';
import { guardContents } from './contents.ts';
import { CoreSupervisor } from './core-supervisor.ts';
import { CrashLimit } from './crash-limit.ts';
import { DeskMemory } from './desk-state.ts';
import { openSafeExternal } from './external-links.ts';
import { Files } from './files.ts';
import { menuTemplate } from './menu.ts';
import { takeMessages } from './messages.ts';
import { blockNetwork, serveApp } from './network.ts';
import { restrictPermissions } from './permissions.ts';
import { askBeforeClosing, showNews } from './questions.ts';
import { QuitGuard } from './quit-guard.ts';
import { readStart } from './start-options.ts';
import { loadUpdater, startUpdates, updateChannel } from './updates.ts';
import type { UpdateChannel, UpdateParts } from './updates.ts';
import { Windows } from './windows.ts';

const options = readStart(process.argv.slice(1));
const log = openLog(logFolder());
const refused = (what: string): void => log.warn('desktop.refused', `Refused: ${what}`);

// What has to be said before Electron is ready; a launcher that loads this module later gets the page another way.
const page = app.isReady() ? LATE_PAGE : APP_PAGE;
if (!app.isReady()) {
  protocol.registerSchemesAsPrivileged([{ scheme: APP_PAGE.scheme, privileges: SCHEME_PRIVILEGES }]);
  // Who starts it with --no-sandbox (as root it does not start otherwise) would get no process at all with this.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
}

const memory = new DeskMemory(join(app.getPath('userData'), 'desk.json'), log);

const supervisor = new CoreSupervisor<MessagePortMain>({
  fork: () =>
    utilityProcess.fork(fileURLToPath(new URL('./core-process.js', import.meta.url)), [], {
      serviceName: 'Enrollment Desk core',
      env: { ...process.env, ENROLL_LEDGER: ledgerPath(options.ledger) },
    }),
  makeChannel: () => new MessageChannelMain(),
  granted: () => files.grants.list(),
  limit: new CrashLimit(5, 60_000),
  log,
});

const files = new Files({
  memory,
  tellCore: (paths) => supervisor.grant(paths),
  addRecentDocument: (path) => app.addRecentDocument(path),
  recentChanged: showMenu,
});

let leaving = false;
const windows = new Windows({
  page,
  packaged: app.isPackaged,
  crashed: (reason) => log.warn('desktop.page-died', 'The page ended by itself', { reason }),
  mayClose: (window) => {
    const { id } = window.webContents;
    if (guard.what(id) === null) return true;
    void guard.leave(id, () => window.close());
    return false;
  },
  closed: (id) => {
    supervisor.disconnect(id);
    guard.setBusy(id, null);
  },
  remember: (states) => {
    if (!leaving) memory.change({ windows: states });
  },
});

const guard = new QuitGuard({
  ask: (what, closing) =>
    askBeforeClosing(closing === 'program' ? windows.current() : windows.of(closing), what, closing),
  cancelWork: (closing) => {
    const one = closing === 'program' ? null : windows.of(closing);
    for (const window of one ? [one] : windows.all()) windows.tell(window, { told: 'cancel-work' });
  },
  later: (run, milliseconds) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
});

function openOutside(address: string): void {
  if (!openSafeExternal(address, (safe) => shell.openExternal(safe))) refused('a link');
}

/** Opens account lists that a person gave to the program from outside of it. */
async function openLists(paths: readonly string[]): Promise<void> {
  const window = windows.show();
  if (paths.length === 0) return;
  await files.give(paths);
  windows.tell(window, { told: 'open-files', paths: [...paths] });
}

function showMenu(): void {
  const template = menuTemplate({
    platform: process.platform,
    packaged: app.isPackaged,
    recent: files.recent(),
    command: (command) => windows.tell(windows.show(), { told: 'command', command }),
    openRecent: (path) => void openLists([path].filter(isFile)),
    clearRecent: () => {
      app.clearRecentDocuments();
      files.clearRecent();
    },
    newWindow: () => windows.openBeside(''),
    openOutside,
    showLog: () => void shell.openPath(logFolder()),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** What the program keeps itself. */
const own = [ledgerPath(options.ledger), demoFolder(), join(demoFolder(), 'ledger', 'ledger.db')];

const asks: AsksParts = {
  dialog,
  shell,
  nativeTheme,
  files,
  updates: channel,
  isOwn: (path) => own.includes(path),
  memory,
  guard,
  openOutside,
  setBadge: (count) => {
    app.setBadgeCount(count);
    windows.setBadge(count);
  },
  openWindow: (place) => windows.openBeside(place),
  showNews,
  tell: (window, told) => windows.tell(window, told),
};

app.on('web-contents-created', (_event, contents) =>
  guardContents(contents, {
    page,
    openOutside,
    openWindow: (place) => windows.openBeside(place),
    refused: (what) => refused(`a page: ${what}`),
  }),
);

takeMessages({
  page,
  windowOf: (id) => windows.of(id),
  connect: (sender) => {
    supervisor.connect(sender.id, (port) => {
      if (!sender.isDestroyed()) sender.mainFrame.postMessage('core:port', null, [port]);
    });
    windows.listens(sender.id);
  },
  answer: (window, message) => answerAsk(asks, window, message),
  drop: async (paths) => {
    const there = paths.filter((path) => path !== '' && isFile(path));
    await files.give(there);
    return there;
  },
  refused,
});

/** Ends the program, unless a person wants to wait for what is under way. */
function quit(): void {
  void guard.leave('program', () => {
    windows.remember();
    leaving = true;
    void supervisor.stop().then(() => {
      stopped = true;
      app.quit();
    });
  });
}

let stopped = false;
app.on('before-quit', (event) => {
  if (stopped) return;
  event.preventDefault();
  if (!leaving) quit();
});
app.on('window-all-closed', () => app.quit());
// The arguments are another program's word: of them only account lists that are there are looked at.
app.on('second-instance', (_event, args, folder) => {
  void openLists(accountListsOf(readStart(args.slice(1)).rest, folder));
});

async function start(): Promise<void> {
  await app.whenReady();
  nativeTheme.themeSource = memory.state.appearance;
  // Windows shows news only of a program that it knows by the ID of electron-builder.yml.
  app.setAppUserModelId('com.enrollmentdesk.app');
  app.setAboutPanelOptions({ applicationName: 'Enrollment Desk', applicationVersion: APP_VERSION });
  const pages = session.defaultSession;
  restrictPermissions(pages);
  blockNetwork(pages, page);
  serveApp(pages, page, serveBundle(bundleFolder()));
  showMenu();
  supervisor.start();
  const { windows: before } = memory.state;
  if (before.length === 0) windows.open(null);
  else for (const each of before) windows.open(each);
  app.on('activate', () => windows.show());
  await openLists([...accountListsOf(options.rest, process.cwd()), ...early.splice(0)]);
  lookForUpdates();
}

/** Where newer versions are looked for, where this program was packed with a channel for them. */
function channel(): Promise<UpdateChannel> {
  const { platform, resourcesPath: resources, env: environment } = process;
  return updateChannel({ packaged: app.isPackaged, platform, resources, environment });
}

function lookForUpdates(): void {
  const parts: UpdateParts = {
    log,
    load: loadUpdater,
    every: (milliseconds, run) => setInterval(run, milliseconds).unref(),
    ready: (version) =>
      showNews('A newer version is ready', `Version ${version} is installed when you quit.`, () => windows.show()),
  };
  const looking = channel().then((known) => startUpdates(known, parts));
  looking.catch((error: unknown) => log.error('updates.start', 'Newer versions are not looked for', error));
}

/** Files that the system wants opened (by the dock, on macOS) before there is a window. */
const early: string[] = [];
app.on('open-file', (event, path) => {
  event.preventDefault();
  const lists = accountListsOf([path], '/');
  if (windows.all().length === 0) early.push(...lists);
  else void openLists(lists);
});

if (app.requestSingleInstanceLock()) {
  // Not awaited: Electron becomes ready only when this module has been evaluated.
  void start();
} else {
  stopped = true;
  app.quit();
}
