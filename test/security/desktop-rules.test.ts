import { EventEmitter } from 'node:events';
import type { BrowserWindow, IpcMain, Session, WebContents } from 'electron';
import { describe, expect, test } from 'vitest';
import {
  APP_PAGE,
  isOwnUrl,
  isRequestAllowed,
  LATE_PAGE,
  SCHEME_PRIVILEGES,
  startUrl,
} from '../../main/hosts/desktop/app-url.ts';
import { guardContents } from '../../main/hosts/desktop/contents.ts';
import { isSafeExternalUrl, openSafeExternal } from '../../main/hosts/desktop/external-links.ts';
import { takeMessages } from '../../main/hosts/desktop/messages.ts';
import { menuTemplate } from '../../main/hosts/desktop/menu.ts';
import { blockNetwork, serveApp } from '../../main/hosts/desktop/network.ts';
import { isPermissionGranted, restrictPermissions } from '../../main/hosts/desktop/permissions.ts';
import { isTrustedSender } from '../../main/hosts/desktop/sender.ts';
import { webPreferences } from '../../main/hosts/desktop/web-preferences.ts';

const FOREIGN = [
  'https://bundle/',
  'http://bundle/index.html',
  'app://bundle.evil/index.html',
  'app://evil/index.html',
  'app://user@bundle/index.html',
  'app://bundle:80/index.html',
  'app:bundle',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,hi',
  'blob:app://bundle/1',
  'about:blank',
  'view-source:app://bundle/',
  'APP//bundle',
  '',
];

describe('our own addresses', () => {
  test.each(['app://bundle/', 'app://bundle/index.html', 'app://bundle/assets/a.js?x=1#y', 'APP://bundle/x'])(
    '%s',
    (url) => {
      expect(isOwnUrl(url, APP_PAGE)).toBe(true);
    },
  );
  test.each(FOREIGN)('not %s', (url) => {
    expect(isOwnUrl(url, APP_PAGE)).toBe(false);
  });
  test('where a launcher comes too late for the scheme, another name and no other is ours', () => {
    expect(startUrl(LATE_PAGE)).toBe('https://bundle.invalid/index.html');
    expect(isOwnUrl('https://bundle.invalid/assets/a.js', LATE_PAGE)).toBe(true);
    const others = [
      'http://bundle.invalid/',
      'https://bundle.invalid.evil/',
      'https://x.bundle.invalid/',
      'app://bundle/',
    ];
    expect([...FOREIGN, ...others].filter((url) => isOwnUrl(url, LATE_PAGE))).toEqual([]);
  });
  test('the scheme gets round no policy', () => {
    expect(SCHEME_PRIVILEGES).toEqual({ standard: true, secure: true, supportFetchAPI: true, codeCache: true });
  });
});

describe('requests of the window', () => {
  test.each([
    ['app://bundle/index.html', false],
    ['devtools://devtools/bundled/a.js', false],
    ['https://example.com/', true],
    ['http://127.0.0.1:8080/', true],
    ['ws://127.0.0.1:8080/', true],
    ['wss://example.com/', true],
    ['ftp://example.com/', true],
    ['file:///etc/passwd', true],
    ['app://evil/', true],
  ])('%s: cancelled %s', (url, cancelled) => {
    let listener: ((details: { url: string }, callback: (answer: { cancel?: boolean }) => void) => void) | undefined;
    const webRequest = { onBeforeRequest: (given: typeof listener) => (listener = given) };
    const setProxy = (): Promise<void> => Promise.resolve();
    void blockNetwork({ webRequest, setProxy } as unknown as Session, APP_PAGE);
    const answers: boolean[] = [];
    listener?.({ url }, ({ cancel }) => answers.push(cancel === true));
    expect(answers).toEqual([cancelled]);
    expect(isRequestAllowed(url, APP_PAGE)).toBe(!cancelled);
  });

  test('what is no request has no way out: a proxy that nobody runs, also to this computer', async () => {
    const proxies: unknown[] = [];
    const setProxy = (config: unknown): Promise<void> => Promise.resolve(void proxies.push(config));
    const webRequest = { onBeforeRequest: () => undefined };
    await blockNetwork({ webRequest, setProxy } as unknown as Session, APP_PAGE);
    expect(proxies).toEqual([
      { mode: 'fixed_servers', proxyRules: 'http://127.0.0.1:1', proxyBypassRules: '<-loopback>' },
    ]);
  });

  test('the scheme serves its own host only, and files by path are refused', async () => {
    const handlers = new Map<string, (request: Request) => Response | Promise<Response>>();
    const handle = (scheme: string, handler: (request: Request) => Response) => handlers.set(scheme, handler);
    serveApp({ protocol: { handle } } as unknown as Session, APP_PAGE, () => Promise.resolve(new Response('page')));
    const statusOf = async (scheme: string, url: string) => (await handlers.get(scheme)?.({ url } as Request))?.status;
    expect(await statusOf('app', 'app://bundle/index.html')).toBe(200);
    expect(await statusOf('app', 'app://evil/index.html')).toBe(404);
    expect(await statusOf('file', 'file:///etc/passwd')).toBe(403);
  });
});

/** Every permission that Electron 45 knows (electron.d.ts, setPermissionRequestHandler), but the one that is granted. */
const REFUSED_PERMISSIONS = (
  'ar automatic-fullscreen background-fetch background-sync captured-surface-control clipboard-read ' +
  'deprecated-sync-clipboard-read display-capture fileSystem fullscreen geolocation geolocation-approximate hand-tracking hid ' +
  'idle-detection keyboardLock local-fonts local-network local-network-access loopback-network media mediaKeySystem midi ' +
  'midiSysex nfc notifications openExternal payment-handler periodic-background-sync persistent-storage pointerLock ' +
  'screen-wake-lock sensors serial smart-card speaker-selection storage-access system-wake-lock top-level-storage-access usb vr ' +
  'web-app-installation web-printing window-management unknown anything-new'
).split(' ');

describe('permissions', () => {
  test.each(REFUSED_PERMISSIONS)('%s is refused', (permission) => {
    expect(isPermissionGranted(permission)).toBe(false);
  });

  test('text may be put on the clipboard; every handler is set', () => {
    const handlers = new Map<string, (...args: unknown[]) => unknown>();
    const session = new Proxy(
      {},
      { get: (_target, name) => (handler: () => unknown) => handlers.set(String(name), handler) },
    );
    restrictPermissions(session as Session);
    expect([...handlers.keys()].sort()).toEqual([
      'setDevicePermissionHandler',
      'setDisplayMediaRequestHandler',
      'setPermissionCheckHandler',
      'setPermissionRequestHandler',
    ]);
    const answers: unknown[] = [];
    for (const permission of ['clipboard-sanitized-write', 'media']) {
      handlers.get('setPermissionRequestHandler')?.(null, permission, (granted: boolean) => answers.push(granted));
      answers.push(handlers.get('setPermissionCheckHandler')?.(null, permission));
    }
    handlers.get('setDisplayMediaRequestHandler')?.(null, (streams: object) => answers.push(streams));
    answers.push(handlers.get('setDevicePermissionHandler')?.());
    expect(answers).toEqual([true, true, false, false, {}, false]);
  });
});

describe('a page', () => {
  /** A page under guard: the events that it can be sent, and what came of them. */
  function guardedPage() {
    const seen: string[] = [];
    let openHandler: ((details: { url: string }) => { action: string }) | undefined;
    const contents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler: (handler: typeof openHandler) => (openHandler = handler),
      setWebRTCIPHandlingPolicy: (policy: string) => seen.push(`WebRTC: ${policy}`),
    });
    guardContents(contents as unknown as WebContents, {
      page: APP_PAGE,
      openOutside: (address) => seen.push(`outside ${address}`),
      openWindow: (place) => seen.push(`window ${place}`),
      refused: (what) => seen.push(what),
    });
    const send = (event: string, url: string): boolean => {
      let prevented = false;
      contents.emit(event, { url, preventDefault: () => (prevented = true) });
      return prevented;
    };
    expect(seen.splice(0)).toEqual(['WebRTC: disable_non_proxied_udp']);
    return { seen, send, open: (url: string) => openHandler?.({ url }).action };
  }

  test.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('%s: stays with its own', (event) => {
    const { send } = guardedPage();
    expect(send(event, 'app://bundle/index.html')).toBe(false);
    expect(FOREIGN.filter((url) => !send(event, url))).toEqual([]);
  });

  test('no webview, no window of its own; a link is handed over', () => {
    const { send, open, seen } = guardedPage();
    expect(send('will-attach-webview', 'app://bundle/')).toBe(true);
    expect(open('https://docs.aws.amazon.com/')).toBe('deny');
    expect(open('app://bundle/index.html#/overview')).toBe('deny');
    expect(open('app://other/index.html#/overview')).toBe('deny');
    expect(seen).toEqual([
      'webview',
      'outside https://docs.aws.amazon.com/',
      'window #/overview',
      'outside app://other/index.html#/overview',
    ]);
  });
});

describe('links that lead outside', () => {
  test.each([
    'https://console.aws.amazon.com/billing/home',
    'https://us-east-1.console.aws.amazon.com/cloudformation',
    'https://docs.aws.amazon.com/cur/latest/userguide/',
    'https://console.spotinst.com/',
    'https://docs.spot.io/cost-intelligence/',
  ])('%s is opened', (url) => {
    const opened: string[] = [];
    const open = (address: string) => Promise.resolve(void opened.push(address));
    expect(openSafeExternal(url, open)).toBe(true);
    expect(opened).toEqual([url]);
  });

  test.each([
    'http://docs.aws.amazon.com/',
    'https://docs.aws.amazon.com.evil.example/',
    'https://evil.example/?docs.aws.amazon.com',
    'https://docs.aws.amazon.com@evil.example/',
    'https://user:pw@docs.aws.amazon.com/',
    'https://docs.aws.amazon.com:8443/',
    'https://a.b.console.aws.amazon.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://docs.aws.amazon.com/share',
    'ms-msdt:/id',
    'no address',
  ])('%s is not', (url) => {
    expect(isSafeExternalUrl(url)).toBe(false);
    expect(openSafeExternal(url, () => Promise.reject(new Error('it was opened')))).toBe(false);
  });
});

describe('who sends a message to the main process', () => {
  const page = { url: 'app://bundle/index.html', parent: null };
  test.each([
    ['our page', page, 7, 7, true],
    ['a frame in it', { ...page, parent: {} }, 7, 7, false],
    ['another page', { ...page, url: 'https://evil.example/' }, 7, 7, false],
    ['an empty page', { ...page, url: '' }, 7, 7, false],
    ['a frame that is gone', null, 7, 7, false],
    ['another window', page, 8, 7, false],
    ['any, when there is no window', page, 7, undefined, false],
  ])('%s: %s', (_name, sender, senderId, windowId, trusted) => {
    expect(isTrustedSender(sender, senderId, { page: APP_PAGE, windowId })).toBe(trusted);
  });
});

describe('messages to the main process', () => {
  /** What the program takes messages by, and what it has done because of some. */
  function taken(windowOf: (id: number) => BrowserWindow | null) {
    const channels = new Map<string, (event: unknown, message: unknown) => unknown>();
    const done: string[] = [];
    const handle = (channel: string, take: (event: unknown, message: unknown) => unknown): void =>
      void channels.set(channel, take);
    takeMessages({ handle } as Pick<IpcMain, 'handle'>, {
      page: APP_PAGE,
      windowOf,
      connect: () => void done.push('connect'),
      answer: () => Promise.resolve(done.push('answer')),
      drop: () => Promise.resolve([`${done.push('drop')}`]),
      refused: (what) => void done.push(`refused ${what}`),
    });
    return { channels, done };
  }

  const window = { webContents: { id: 7 } } as BrowserWindow;
  const own = { url: 'app://bundle/index.html', parent: null };
  test.each([
    ['no window of ours', null, { sender: { id: 7 }, senderFrame: own }],
    ['a foreign address', window, { sender: { id: 7 }, senderFrame: { ...own, url: 'https://evil.example/' } }],
    ['a frame of the page', window, { sender: { id: 7 }, senderFrame: { ...own, parent: {} } }],
    ['a frame that is gone', window, { sender: { id: 7 }, senderFrame: null }],
  ])('from %s are refused on every channel, and nothing is done', async (_who, found, event) => {
    const { channels, done } = taken(() => found);
    expect([...channels.keys()].sort()).toEqual(['core:connect', 'desk:ask', 'desk:drop']);
    for (const take of channels.values()) {
      await expect((async () => take(event, ['/etc/passwd']))()).rejects.toThrow('This page is not known.');
    }
    expect(done).toEqual(Array.from({ length: 3 }, () => 'refused a message from a stranger'));
  });

  test('from our own page are taken where they say something known', async () => {
    const { channels, done } = taken(() => window);
    const event = { sender: { id: 7 }, senderFrame: own };
    await channels.get('core:connect')?.(event, undefined);
    await channels.get('desk:drop')?.(event, ['a.csv']);
    expect(done).toEqual(['connect', 'drop']);
    for (const channel of ['desk:ask', 'desk:drop']) {
      await expect((async () => channels.get(channel)?.(event, { kind: 'nothing known' }))()).rejects.toThrow(
        'This message is not known.',
      );
    }
  });
});

test('what windows are made with, to the letter', () => {
  expect(webPreferences('/preload.cjs', true)).toEqual({
    preload: '/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
    devTools: false,
  });
});

test('a packaged program has no developer tools in its menu', () => {
  const nothing = (): void => undefined;
  const menu = (packaged: boolean): string =>
    JSON.stringify(
      menuTemplate({
        platform: 'linux',
        packaged,
        recent: [],
        command: nothing,
        openRecent: nothing,
        clearRecent: nothing,
        newWindow: nothing,
        openOutside: nothing,
        showLog: nothing,
      }),
    );
  expect(menu(true)).not.toMatch(/toggleDevTools|reload/i);
  expect(menu(false)).toContain('toggleDevTools');
});
