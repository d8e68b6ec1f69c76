/**
 * `npm run build`: what Electron and the browser run, in dist/. Parts whose sources have not changed since they were
 * built are left alone; --force builds all.
 */
import { build } from './build/build.ts';

await build({ force: process.argv.includes('--force') });
