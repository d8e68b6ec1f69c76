import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../run.ts';

/** What Vite makes has no source of the same name, and is cleared by Vite itself. */
const BUNDLED = join('main', 'hosts', 'desktop', 'preload');

/** Removes from dist/ what tsc emitted for sources that are gone: it clears nothing itself, and all of dist/ is packed. */
export function removeStale(root: string = ROOT): void {
  for (const folder of ['main', 'shared']) {
    for (const entry of readdirSync(join(root, 'dist', folder), { recursive: true, encoding: 'utf8' })) {
      const file = join(folder, entry);
      const source = file.replace(/\.js(\.map)?$/, '.ts');
      if (source === file || file.startsWith(BUNDLED) || existsSync(join(root, source))) continue;
      rmSync(join(root, 'dist', file), { force: true });
    }
  }
}
