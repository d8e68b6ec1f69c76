/** The desktop host: puts Electron's parts together. What may and may not be done is in the modules beside this one. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { app, ipcMain, Menu, MessageChannelMain, protocol, session, shell, utilityProcess } from 'electron';
import type { BrowserWindow, MessagePortMain } from 'electron';
import { openLog } from '../../core/log/log.ts';
import { bundleFolder } from '../bundle/bundle-folder.ts';
import { serveBundle } from '../bundle/serve-bundle.ts';
import { ledgerPath, logFolder } from '../setup/paths.ts';
import { APP_PAGE, LATE_PAGE, SCHEME_PRIVILEGES } from './app-url.ts';
import { guardContents } from './contents.ts';
import { CoreSupervisor } from './core-supervisor.ts';
import { CrashLimit } from './crash-limit.ts';
import { openSafeExternal } from './external-links.ts';
import { menuTemplate } from './menu.ts';
import { blockNetwork, serveApp } from './network.ts';
import { restrictPermissions } from './permissions.ts';
import { isTrustedSender } from './sender.ts';
import { openWindow } from './window.ts';

const { values } = parseArgs({ args: process.argv.slice(1), options: { ledger: { type: 'string' } }, strict: false });
const log = openLog(logFolder());
let window: BrowserWindow | null = null;

// What has to be said before Electron is ready; a launcher that loads this module later gets the page another way.
const page = app.isReady() ? LATE_PAGE : APP_PAGE;
if (!app.isReady()) {
  protocol.registerSchemesAsPrivileged([{ scheme: APP_PAGE.scheme, privileges: SCHEME_PRIVILEGES }]);
  // Who starts it with --no-sandbox (as root it does not start otherwise) would get no process at all with this.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
}

const supervisor = new CoreSupervisor<MessagePortMain>({
  fork: () =>
    utilityProcess.fork(fileURLToPath(new URL('./core-process.js', import.meta.url)), [], {
      serviceName: 'Enrollment Desk core',
      env: { ...process.env, ENROLL_LEDGER: ledgerPath(typeof values.ledger === 'string' ? values.ledger : undefined) },
    }),
  makeChannel: () => new MessageChannelMain(),
  limit: new CrashLimit(5, 60_000),
  log,
});

function showWindow(): void {
  if (window) {
    if (window.isMinimized()) window.restore();
    window.focus();
    return;
  }
  window = openWindow(page, app.isPackaged, (reason) =>
    log.warn('desktop.page-died', 'The page ended by itself', { reason }),
  );
  window.on('closed', () => (window = null));
}

app.on('web-contents-created', (_event, contents) => {
  guardContents(contents, {
    page,
    openOutside: (address) => {
      if (!openSafeExternal(address, (safe) => shell.openExternal(safe)))
        log.warn('desktop.refused', 'A link was refused');
    },
    refused: (what) => log.warn('desktop.refused', `A page was refused: ${what}`),
  });
});

ipcMain.on('core:connect', ({ sender, senderFrame }) => {
  if (!senderFrame || !isTrustedSender(senderFrame, sender.id, { page, windowId: window?.webContents.id })) {
    log.warn('desktop.refused', 'A message from a stranger was refused');
    return;
  }
  supervisor.connect((port) => {
    if (!sender.isDestroyed()) sender.mainFrame.postMessage('core:port', null, [port]);
  });
});

// What a second start was given (its arguments) is not looked at: it is another program's word.
app.on('second-instance', showWindow);
app.on('activate', showWindow);
app.on('window-all-closed', () => app.quit());

let stopped = false;
app.on('before-quit', (event) => {
  if (stopped) return;
  event.preventDefault();
  void supervisor.stop().then(() => {
    stopped = true;
    app.quit();
  });
});

function start(): void {
  const own = session.defaultSession;
  restrictPermissions(own);
  blockNetwork(own, page);
  serveApp(own, page, serveBundle(bundleFolder()));
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, app.isPackaged)));
  supervisor.start();
  showWindow();
}

if (app.requestSingleInstanceLock()) {
  // Not awaited: Electron becomes ready only when this module has been evaluated.
  void app.whenReady().then(start);
} else {
  stopped = true;
  app.quit();
}
