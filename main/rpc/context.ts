import type { Core } from '../core/core.ts';
import type { Log } from '../core/log/log.ts';

/** What a transport gives each call. */
export interface RpcContext {
  core: Core;
  log: Log;
  /** Whether the caller may name files of this computer: the command line may, a page may not. */
  localFiles: boolean;
}
