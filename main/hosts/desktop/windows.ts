import { BrowserWindow, nativeTheme } from 'electron';
import type { DeskTold } from '../../../shared/contract/desktop.ts';
import type { PageOrigin } from './app-url.ts';
import type { WindowState } from './desk-state.ts';
import { background, openWindow, stateOf } from './window.ts';

/** What the windows are made of. */
export interface WindowsParts {
  readonly page: PageOrigin;
  readonly packaged: boolean;
  readonly crashed: (reason: string) => void;
  /** Asked before a window closes; false keeps it open. */
  readonly mayClose: (window: BrowserWindow) => boolean;
  /** Told when a window is gone, by the ID of its contents. */
  readonly closed: (contentsId: number) => void;
  /** Keeps how the windows are, when the last one closes. */
  readonly remember: (states: WindowState[]) => void;
}

/** How far one more window lies from the one before. */
const STEP = 28;

/** The windows of the app, all over the same ledger. */
export class Windows {
  readonly #parts: WindowsParts;
  readonly #open = new Map<number, BrowserWindow>();
  /** What is to be told to a window whose page does not listen yet, by the ID of its contents. */
  readonly #untold = new Map<number, DeskTold[]>();

  readonly #titles = new Map<number, string>();
  #badge = 0;

  constructor(parts: WindowsParts) {
    this.#parts = parts;
    nativeTheme.on('updated', () => {
      for (const window of this.#open.values()) window.setBackgroundColor(background());
    });
  }

  /** Opens a window as it was before, or a new one. */
  open(before: WindowState | null, place = before?.place ?? ''): BrowserWindow {
    const { page, packaged, crashed, mayClose, closed } = this.#parts;
    const window = openWindow({ page, packaged, before, place, crashed });
    const { id } = window.webContents;
    this.#open.set(id, window);
    this.#untold.set(id, []);
    window.on('close', (event) => {
      if (!mayClose(window)) event.preventDefault();
      else if (this.#open.size === 1) this.remember();
    });
    window.on('page-title-updated', (event, title) => {
      event.preventDefault();
      this.#titles.set(id, title);
      this.#showTitle(id);
    });
    window.on('closed', () => {
      this.#titles.delete(id);
      this.#open.delete(id);
      this.#untold.delete(id);
      closed(id);
    });
    return window;
  }

  /** Opens one more window beside the one that a person is in. */
  openBeside(place: string): void {
    const beside = this.current();
    const state = beside && stateOf(beside);
    const moved = state && { ...state.bounds, x: state.bounds.x + STEP, y: state.bounds.y + STEP };
    this.open(state && moved && { bounds: moved, maximized: false, place }, place);
  }

  /** Shows a count in front of each title, where the system has no other place for it. */
  setBadge(count: number): void {
    this.#badge = process.platform === 'darwin' ? 0 : count;
    for (const id of this.#open.keys()) this.#showTitle(id);
  }

  /** Shows the app: the window that a person used last, or a new one. */
  show(): BrowserWindow {
    const window = this.current() ?? this.open(null);
    if (window.isMinimized()) window.restore();
    // One that is being opened shows itself when it has something to show.
    if (window.isVisible()) window.focus();
    return window;
  }

  /** The window that a person is in, or any. */
  current(): BrowserWindow | null {
    const focused = BrowserWindow.getFocusedWindow();
    if (focused && this.#open.has(focused.webContents.id)) return focused;
    return [...this.#open.values()].at(-1) ?? null;
  }

  /** The window of a page, by the ID of its contents. */
  of(contentsId: number): BrowserWindow | null {
    return this.#open.get(contentsId) ?? null;
  }

  all(): BrowserWindow[] {
    return [...this.#open.values()];
  }

  /** Tells a window's page something; a page that is still being loaded hears it when it listens. */
  tell(window: BrowserWindow, told: DeskTold): void {
    const untold = this.#untold.get(window.webContents.id);
    if (untold) untold.push(told);
    else window.webContents.mainFrame.send('desk:told', told);
  }

  /** A page listens from now on. */
  listens(contentsId: number): void {
    const untold = this.#untold.get(contentsId) ?? [];
    this.#untold.delete(contentsId);
    const window = this.of(contentsId);
    if (window) for (const told of untold) this.tell(window, told);
  }

  /** Keeps how the windows are, so that the next start looks the same. */
  remember(): void {
    if (this.#open.size > 0) this.#parts.remember([...this.#open.values()].map(stateOf));
  }

  #showTitle(id: number): void {
    const title = this.#titles.get(id) ?? 'Enrollment Desk';
    this.#open.get(id)?.setTitle(this.#badge > 0 ? `(${this.#badge}) ${title}` : title);
  }
}
