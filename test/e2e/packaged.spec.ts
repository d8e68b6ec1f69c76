/** The unpacked app that `npm run package` makes: what is in it, what its binary refuses, and that it does the main job. */
import { join } from 'node:path';
import lock from '../../package-lock.json' with { type: 'json' };
import { shippedFolders } from '../../scripts/licences/collect-licences.ts';
import { makeHome, ROOT, settled, watchPolicy } from './support/desk.ts';
import { expect, skipBecause, skipWhereImpossible, test } from './support/fixtures.ts';
import { archived, besideArchive, fusesOf, misuse, packFlavour } from './support/packaged.ts';
import type { Packaged } from './support/packaged.ts';
import { openFromOutside } from './support/window-from-outside.ts';

skipWhereImpossible();
test.describe.configure({ mode: 'serial' });

let shipped: Packaged;
let driven: Packaged;

test.beforeAll(async () => {
  skipBecause(process.platform === 'linux' ? null : 'the layout of an unpacked Linux app is what is looked at here');
  test.setTimeout(600_000);
  shipped = await packFlavour('shipped', join(ROOT, 'test-results', 'packaged'));
  driven = await packFlavour('test', join(ROOT, 'test-results', 'packaged-for-tests'));
});

const FUSES = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
};

test('its fuses: only the test flavour has the inspector', async () => {
  expect(await fusesOf(shipped)).toEqual(FUSES);
  expect(await fusesOf(driven)).toEqual({ ...FUSES, EnableNodeCliInspectArguments: true });
});

test('the archive has what runs and the page, of packages those that are not in a module, and no sources or tests', () => {
  const files = archived(shipped);
  for (const file of [
    '/package.json',
    '/dist/main/desktop.js',
    '/dist/main/core-process.js',
    '/dist/main/ledger-thread.js',
    '/dist/main/inspect-thread.js',
    '/dist/main/prove-thread.js',
    '/dist/main/duckdb-process.js',
    '/dist/main/read-thread.js',
    '/dist/preload/preload.cjs',
    '/dist/renderer/index.html',
    '/node_modules/better-sqlite3/lib/index.js',
  ]) {
    expect(files).toContain(file);
  }
  expect(new Set(files.map((file) => file.split('/')[1]))).toEqual(
    new Set(['LICENSE', 'dist', 'node_modules', 'package.json']),
  );
  expect(files.filter((file) => /\.([cm]?ts|tsx|map|tsbuildinfo)$/.test(file))).toEqual([]);
  expect(files.filter((file) => /[./](test|spec)\.[cm]?js$/.test(file))).toEqual([]);
  // By name: where one lies in another's folder is the packer's own affair.
  const packages = files.flatMap(
    (file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(file)?.[1] ?? [],
  );
  const wanted = [...shippedFolders(lock.packages, ['better-sqlite3', 'electron-updater', '@duckdb/node-api'])]
    .map((folder) => folder.split('node_modules/').at(-1))
    .filter((name) => name !== 'node-addon-api')
    // Of DuckDB's bindings there are those of this machine.
    .filter((name) => !/^@duckdb\/node-bindings-(?!linux-x64$)/.test(name ?? ''));
  expect(new Set(packages)).toEqual(new Set(wanted));
});

test('beside the archive lie the addons of better-sqlite3 and DuckDB with its library alone, and no update channel', () => {
  const beside = besideArchive(shipped).filter((file) => !/^[^/]+\.asar$/.test(file));
  expect(beside).toContain('app.asar.unpacked/node_modules/better-sqlite3/prebuilds/linux-x64.node');
  expect(
    beside.filter((file) => !/^app\.asar\.unpacked\/node_modules\/better-sqlite3\/[\w/-]+\.node$/.test(file)).sort(),
  ).toEqual([
    'app.asar.unpacked/node_modules/@duckdb/node-bindings-linux-x64/duckdb.node',
    'app.asar.unpacked/node_modules/@duckdb/node-bindings-linux-x64/libduckdb.so',
  ]);
});

test('it can not be made to run other code: not as Node, not by NODE_OPTIONS, not by a debugger', async ({
  beside,
}) => {
  expect(await misuse(shipped, await makeHome(null, beside))).toEqual({
    startedAsApp: true,
    ranAsNode: false,
    tookNodeOptions: false,
    listened: false,
  });
  // The counter-example: the same start of the flavour with the inspector is noticed.
  expect((await misuse(driven, await makeHome(null, beside))).listened).toBe(true);
});

const LIST = [
  'Account Name\tAWS Account Email\tAWS Account ID\tSubset Name\tBilling Workflow Name',
  'Prod\tprod@northwind.example\t111111111111\tRetail\tStandard resale',
  'Sandbox\tsandbox@northwind.example\t000000000013\t\t',
].join('\n');

test('it does the main job: a payer account, its accounts from a pasted list, a subset', async ({
  beside,
}, testInfo) => {
  const start = { executablePath: shipped.binary, args: [] };
  const { page, close } = await openFromOutside(start, await makeHome(null, beside));
  try {
    const violations = await watchPolicy(page);
    await page.reload();
    await settled(page);
    await page.getByRole('button', { name: 'Add payer account' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Account ID').fill('0999 9999 9999');
    await dialog.getByLabel('Name', { exact: true }).fill('Northwind');
    await dialog.getByRole('button', { name: 'Add payer account' }).click();
    await expect(page.getByRole('heading', { name: 'Northwind', level: 1 })).toBeVisible();

    await page.getByRole('link', { name: 'Accounts (0)' }).click();
    await page.getByRole('button', { name: 'Import…' }).first().click();
    await page.getByLabel('Cells, with their header').fill(LIST);
    await page.getByRole('button', { name: 'Use what was pasted' }).click();
    await page.getByRole('heading', { name: 'Sheet and header' }).waitFor();
    for (const step of ['Columns', 'Rows', 'Changes']) {
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('heading', { name: step, level: 1 }).waitFor();
    }
    await page.getByRole('button', { name: 'Import 4 changes' }).click();
    await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible();

    await page.getByRole('button', { name: 'Open the accounts' }).click();
    await page.getByRole('checkbox', { name: '000000000013 Sandbox' }).check();
    await page.getByRole('button', { name: 'Assign 1 account…' }).click();
    await page.getByRole('radio', { name: 'To a new subset' }).check();
    await page.getByLabel('Name of the new subset').fill('Internal');
    await page.getByRole('dialog').getByRole('button', { name: 'Assign 1 account' }).click();
    await expect(page.getByText('Every account is in a subset.')).toBeVisible();
    await page.screenshot({ path: testInfo.outputPath('packaged.png') });
    expect(violations).toEqual([]);
  } finally {
    await close();
  }
});
