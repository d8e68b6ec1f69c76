/**
 * `npm run package`: builds the product and packs the unpacked app for this machine into release/, or with --out=FOLDER into
 * another. With --installers the system's installers as well. ENROLL_PACKAGE_FLAVOUR=test leaves Electron's inspector on, so that Playwright can drive it;
 * ENROLL_UPDATES_URL=https://… names the folder on the web where newer versions will be found.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build/build.ts';
import { pack } from './package/pack.ts';
import { packageSettings } from './package/settings.ts';
import { ROOT } from './run.ts';

const { values: options } = parseArgs({
  options: { out: { type: 'string', default: `${ROOT}release` }, installers: { type: 'boolean', default: false } },
});
const settings = packageSettings(process.env);
await build();
if (settings.runtime) {
  console.log(`Electron ${settings.runtime.version} of ELECTRON_OVERRIDE_DIST_PATH is packed, not a downloaded one.`);
}
const folder = await pack(settings, { output: resolve(options.out), installers: options.installers });
console.log(`Packed, ${settings.flavour} flavour: ${folder}`);
