/**
 * `npm run package`: builds the product and packs the unpacked app for this machine into release/. With --installers the
 * system's installers as well. ENROLL_PACKAGE_FLAVOUR=test leaves Electron's inspector on, so that Playwright can drive it;
 * ENROLL_UPDATES_URL=https://… names the folder on the web where newer versions will be found.
 */
import { build } from './build/build.ts';
import { pack } from './package/pack.ts';
import { removeStale } from './package/remove-stale.ts';
import { packageSettings } from './package/settings.ts';

const settings = packageSettings(process.env);
await build();
removeStale();
if (settings.runtime) {
  console.log(`Electron ${settings.runtime.version} of ELECTRON_OVERRIDE_DIST_PATH is packed, not a downloaded one.`);
}
const folder = await pack(settings, { installers: process.argv.includes('--installers') });
console.log(`Packed, ${settings.flavour} flavour: ${folder}`);
