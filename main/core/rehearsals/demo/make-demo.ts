import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Progress } from '../../../../shared/contract/base.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { makeOwnFolder, writeOwnFile } from '../../files/own-files.ts';
import { userName } from '../../files/this-user.ts';
import { takeLock, thisProcess } from '../../sqlite/lock.ts';
import type { Lock } from '../../sqlite/lock.ts';
import { nowText, systemClock } from '../../time/clock.ts';
import { runDemo } from './demo.ts';
import type { DemoOptions } from './demo.ts';
import { WHOLE } from './folder.ts';

/** How many lines the demo tells when it is made: what its progress is measured by. */
const LINES = 46;

/**
 * Makes the demo in its folder, as of now, and by this program alone.
 * @throws AppError CONFLICT where another program makes it just now; CANCELLED; as runDemo does.
 */
export async function makeDemo(
  options: Omit<DemoOptions, 'now' | 'say'> & { readonly onProgress: (progress: Progress) => void },
): Promise<void> {
  const { root, host, signal, onProgress } = options;
  const lock = alone(root, host);
  try {
    rmSync(join(root, WHOLE), { force: true });
    let done = 0;
    const say = (line: string): void => {
      done += 1;
      onProgress({ what: line.trim(), done: Math.min(done, LINES), total: LINES });
      if (signal.aborted) throw new AppError('CANCELLED', 'The demo was not made to its end.');
    };
    await runDemo({ ...options, now: systemClock().toISOString(), say });
    writeOwnFile(join(root, WHOLE), 'The demo was made to its end.\n');
  } finally {
    lock.release();
  }
}

/** Keeps other programs from making the demo at the same time. @throws AppError CONFLICT. */
function alone(folder: string, host: string): Lock {
  makeOwnFolder(dirname(folder));
  return takeLock(`${folder}.lock`, thisProcess(userName(), host, nowText(systemClock)), () => {
    return new AppError('CONFLICT', 'Another window makes the demo just now. Try again in a moment.', { path: folder });
  });
}
