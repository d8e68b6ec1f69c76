import { app } from 'electron';
import { askBeforeClosing } from './questions.ts';
import { QuitGuard } from './quit-guard.ts';
import type { Windows } from './windows.ts';

/** Asks in the windows, and lets what is under way in their pages be cancelled. */
export function guardWindows(windows: () => Windows): QuitGuard {
  return new QuitGuard({
    ask: (what, closing) =>
      askBeforeClosing(closing === 'program' ? windows().current() : windows().of(closing), what, closing),
    cancelWork: (closing) => {
      const one = closing === 'program' ? null : windows().of(closing);
      for (const window of one ? [one] : windows().all()) windows().tell(window, { told: 'cancel-work' });
    },
    later: (run, milliseconds) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  });
}

/** Ends the program when it is told to, unless a person wants to wait for what is under way. */
export class Quitting {
  #leaving = false;
  #stopped = false;

  /**
   * @param guard decides whether it may end now
   * @param stop remembers what is open, and stops the core
   */
  constructor(guard: QuitGuard, stop: { remember: () => void; stopCore: () => Promise<void> }) {
    app.on('before-quit', (event) => {
      if (this.#stopped) return;
      event.preventDefault();
      if (!this.#leaving) void guard.leave('program', () => this.#leave(stop));
    });
    app.on('window-all-closed', () => app.quit());
  }

  /** Whether the program is ending: its windows close then without being asked or remembered one by one. */
  get leaving(): boolean {
    return this.#leaving;
  }

  /** Ends it at once: nothing was opened yet. */
  quitUnstarted(): void {
    this.#stopped = true;
    app.quit();
  }

  #leave({ remember, stopCore }: { remember: () => void; stopCore: () => Promise<void> }): void {
    remember();
    this.#leaving = true;
    void stopCore().then(() => this.quitUnstarted());
  }
}
