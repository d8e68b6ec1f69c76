import type { Core } from '../core/core.ts';
import type { DemoDoor } from '../core/runtime/demo-door.ts';
import type { Log } from '../core/log/log.ts';

/** What a transport gives each call. */
export interface RpcContext {
  core: Core;
  log: Log;
  /**
   * Which files of this computer the caller may name: the command line all, a page in a browser none, the desktop app's those
   * that a person gave to the program (chosen in a dialog, dropped).
   */
  localFiles: boolean | ((path: string) => boolean);
  /** The way into the demo; absent where the host offers none. */
  demo?: DemoDoor | undefined;
}
