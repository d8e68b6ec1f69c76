/** The desktop host: puts its parts together and starts them. What may and may not be done is in the modules beside this one. */
import { join } from 'node:path';
import { app, dialog, ipcMain, nativeTheme, session, shell } from 'electron';
import { openLog } from '../../core/log/log.ts';
import { bundleFolder } from '../bundle/bundle-folder.ts';
import { serveBundle } from '../bundle/serve-bundle.ts';
import { demoFolder, ledgerPath, logFolder } from '../setup/paths.ts';
import { APP_VERSION } from '../setup/version.ts';
import { answerAsk } from './asks.ts';
import type { AsksParts } from './asks.ts';
import { guardContents } from './contents.ts';
import { DeskMemory } from './desk-state.ts';
import { openSafeExternal } from './external-links.ts';
import { Files } from './files.ts';
import { GivenLists } from './given-lists.ts';
import { lookForUpdates, ownChannel } from './look-for-updates.ts';
import { takeMessages } from './messages.ts';
import { blockNetwork, serveApp } from './network.ts';
import { restrictPermissions } from './permissions.ts';
import { prepareElectron } from './prepare-electron.ts';
import { showNews } from './questions.ts';
import { guardWindows, Quitting } from './quitting.ts';
import { showMenu } from './show-menu.ts';
import { superviseCore } from './start-core.ts';
import { readStart } from './start-options.ts';
import { Windows } from './windows.ts';

const options = readStart(process.argv.slice(1));
const log = openLog(logFolder());
const refused = (what: string): void => log.warn('desktop.refused', `Refused: ${what}`);
const page = prepareElectron();
const memory = new DeskMemory(join(app.getPath('userData'), 'desk.json'), log);
const supervisor = superviseCore(ledgerPath(options.ledger), () => files.grants.list(), log);

const files = new Files({
  memory,
  tellCore: (paths) => supervisor.grant(paths),
  addRecentDocument: (path) => app.addRecentDocument(path),
  recentChanged: () => showMenu(menu),
});

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
    if (!quitting.leaving) memory.change({ windows: states });
  },
});

const guard = guardWindows(() => windows);
const quitting = new Quitting(guard, { remember: () => windows.remember(), stopCore: () => supervisor.stop() });
const lists = new GivenLists(windows, files);

function openOutside(address: string): void {
  if (!openSafeExternal(address, (safe) => shell.openExternal(safe))) refused('a link');
}

const menu = { windows, files, lists, openOutside, logFolder: logFolder() };

/** What the program keeps itself. */
const own = [ledgerPath(options.ledger), demoFolder(), join(demoFolder(), 'ledger', 'ledger.db')];

const asks: AsksParts = {
  dialog,
  shell,
  nativeTheme,
  files,
  updates: ownChannel,
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

takeMessages(ipcMain, {
  page,
  windowOf: (id) => windows.of(id),
  connect: (sender) => {
    supervisor.connect(sender.id, (port) => {
      if (!sender.isDestroyed()) sender.mainFrame.postMessage('core:port', null, [port]);
    });
    windows.listens(sender.id);
  },
  answer: (window, message) => answerAsk(asks, window, message),
  drop: (paths) => lists.drop(paths),
  refused,
});

async function start(): Promise<void> {
  await app.whenReady();
  nativeTheme.themeSource = memory.state.appearance;
  // Windows shows news only of a program that it knows by the ID of electron-builder.yml.
  app.setAppUserModelId('com.enrollmentdesk.app');
  app.setAboutPanelOptions({ applicationName: 'Enrollment Desk', applicationVersion: APP_VERSION });
  const pages = session.defaultSession;
  restrictPermissions(pages);
  await blockNetwork(pages, page);
  serveApp(pages, page, serveBundle(bundleFolder()));
  showMenu(menu);
  supervisor.start();
  const { windows: before } = memory.state;
  if (before.length === 0) windows.open(null);
  else for (const each of before) windows.open(each);
  app.on('activate', () => windows.show());
  await lists.openFirst(options.rest);
  lookForUpdates(log, () => windows.show());
}

// Not awaited: Electron becomes ready only when this module has been evaluated.
if (app.requestSingleInstanceLock()) void start();
else quitting.quitUnstarted();
