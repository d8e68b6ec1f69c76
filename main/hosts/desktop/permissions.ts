import type { Session } from 'electron';

/** What a page may be granted: putting plain text on the clipboard. Everything else, also what is new, is refused. */
const GRANTED: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Whether a permission is granted to the page. */
export function isPermissionGranted(permission: string): boolean {
  return GRANTED.has(permission);
}

/** Refuses every permission that is not granted, asked for or looked up. @see Electron's security guide, item 5 */
export function restrictPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, callback) => callback(isPermissionGranted(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isPermissionGranted(permission));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}));
}
