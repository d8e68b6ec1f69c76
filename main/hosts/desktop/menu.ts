import { basename } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../../shared/contract/desktop.ts';

/** What the menus are made for. */
export interface MenuParts {
  readonly platform: NodeJS.Platform;
  readonly packaged: boolean;
  /** Account lists that were opened, newest first. */
  readonly recent: readonly string[];
  /** Does what the page does. */
  readonly command: (command: MenuCommand) => void;
  readonly openRecent: (path: string) => void;
  readonly clearRecent: () => void;
  readonly newWindow: () => void;
  readonly openOutside: (address: string) => void;
  readonly showLog: () => void;
}

type Item = MenuItemConstructorOptions;

const LINE: Item = { type: 'separator' };

/** The application's menus. What the page does has the command's name for its ID. No developer tools in a packaged program. */
export function menuTemplate(parts: MenuParts): Item[] {
  const mac = parts.platform === 'darwin';
  return [
    ...(mac ? [appMenu(parts)] : []),
    { label: '&File', submenu: fileMenu(parts, mac) },
    { label: '&Edit', submenu: editMenu(parts, mac) },
    { label: '&View', submenu: viewMenu(parts) },
    { label: '&Go', submenu: goMenu(parts, mac) },
    {
      label: '&Window',
      role: 'window',
      submenu: [{ role: 'minimize' }, ...(mac ? ([{ role: 'zoom' }, LINE, { role: 'front' }] satisfies Item[]) : [])],
    },
    { label: '&Help', role: 'help', submenu: helpMenu(parts, mac) },
  ];
}

function doing({ command }: MenuParts, id: MenuCommand, label: string, accelerator?: string): Item {
  return { id, label, click: () => command(id), ...(accelerator !== undefined && { accelerator }) };
}

function appMenu(parts: MenuParts): Item {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      LINE,
      doing(parts, 'settings', 'Settings…', 'Cmd+,'),
      LINE,
      { role: 'services' },
      LINE,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      LINE,
      { role: 'quit' },
    ],
  };
}

function fileMenu(parts: MenuParts, mac: boolean): Item[] {
  return [
    doing(parts, 'new-mpa', 'New payer account…', 'CmdOrCtrl+N'),
    { id: 'new-window', label: 'New window', accelerator: 'CmdOrCtrl+Shift+N', click: parts.newWindow },
    LINE,
    doing(parts, 'import', 'Open account list…', 'CmdOrCtrl+O'),
    { id: 'open-recent', label: 'Open recent', submenu: recentMenu(parts) },
    LINE,
    doing(parts, 'export', 'Export accounts…', 'CmdOrCtrl+E'),
    LINE,
    ...(mac ? [] : [doing(parts, 'settings', 'Settings…', 'Ctrl+,'), LINE]),
    { role: 'close' },
    ...(mac ? [] : ([{ role: 'quit' }] satisfies Item[])),
  ];
}

function recentMenu({ recent, openRecent, clearRecent }: MenuParts): Item[] {
  if (recent.length === 0) return [{ label: 'No account lists yet', enabled: false }];
  return [
    // An ampersand in a name is no mnemonic.
    ...recent.map((path): Item => ({
      label: basename(path).replaceAll('&', '&&'),
      toolTip: path,
      click: () => openRecent(path),
    })),
    LINE,
    { id: 'clear-recent', label: 'Clear this list', click: clearRecent },
  ];
}

function editMenu(parts: MenuParts, mac: boolean): Item[] {
  return [
    doing(parts, 'undo', 'Undo', 'CmdOrCtrl+Z'),
    doing(parts, 'redo', 'Redo', mac ? 'Cmd+Shift+Z' : 'Ctrl+Y'),
    LINE,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'pasteAndMatchStyle' },
    { role: 'selectAll' },
    LINE,
    doing(parts, 'find', 'Find on this page', 'CmdOrCtrl+F'),
    doing(parts, 'palette', 'Search everything…', 'CmdOrCtrl+K'),
  ];
}

function viewMenu({ packaged }: MenuParts): Item[] {
  const development: Item[] = packaged ? [] : [LINE, { role: 'reload' }, { role: 'toggleDevTools' }];
  return [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    LINE,
    { role: 'togglefullscreen' },
    ...development,
  ];
}

function goMenu(parts: MenuParts, mac: boolean): Item[] {
  return [
    doing(parts, 'back', 'Back', mac ? 'Cmd+[' : 'Alt+Left'),
    doing(parts, 'forward', 'Forward', mac ? 'Cmd+]' : 'Alt+Right'),
    LINE,
    doing(parts, 'go:overview', 'Overview', 'CmdOrCtrl+1'),
    doing(parts, 'go:procedure', 'Procedure', 'CmdOrCtrl+2'),
    doing(parts, 'go:accounts', 'Accounts', 'CmdOrCtrl+3'),
    doing(parts, 'go:subsets', 'Subsets', 'CmdOrCtrl+4'),
    doing(parts, 'go:workflows', 'Workflows', 'CmdOrCtrl+5'),
    doing(parts, 'go:end-customers', 'End customers', 'CmdOrCtrl+6'),
    doing(parts, 'go:aws-set-up', 'AWS set-up', 'CmdOrCtrl+7'),
    doing(parts, 'go:tickets', 'Tickets', 'CmdOrCtrl+8'),
    doing(parts, 'go:history', 'History', 'CmdOrCtrl+9'),
  ];
}

function helpMenu({ openOutside, showLog }: MenuParts, mac: boolean): Item[] {
  return [
    { label: 'Guide of the vendor', click: () => openOutside('https://docs.spot.io/') },
    {
      label: 'Cost and Usage Reports at AWS',
      click: () => openOutside('https://docs.aws.amazon.com/cur/latest/userguide/what-is-cur.html'),
    },
    LINE,
    { id: 'show-log', label: 'Show the log files', click: showLog },
    ...(mac ? [] : ([LINE, { role: 'about' }] satisfies Item[])),
  ];
}
