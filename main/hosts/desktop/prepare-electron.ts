import { app, protocol } from 'electron';
import { APP_PAGE, LATE_PAGE, SCHEME_PRIVILEGES } from './app-url.ts';
import type { PageOrigin } from './app-url.ts';

/** Says what has to be said before Electron is ready; a launcher that loads the program later gets the page another way. */
export function prepareElectron(): PageOrigin {
  if (app.isReady()) return LATE_PAGE;
  protocol.registerSchemesAsPrivileged([{ scheme: APP_PAGE.scheme, privileges: SCHEME_PRIVILEGES }]);
  // Who starts it with --no-sandbox (as root it does not start otherwise) would get no process at all with this.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  return APP_PAGE;
}
