/** Files and folders are made in a few places, which see to their rights; whatever goes around them is found here. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../cli/environment.ts';

/** Where files are made, and why there. */
const MAKERS: Readonly<Record<string, readonly string[]>> = {
  // What the program makes for itself: 0600 and 0700.
  'main/core/files/own-files.ts': ['cpSync', 'mkdirSync', 'openSync', 'writeSync'],
  'main/core/files/private-folder.ts': ['mkdtempSync'],
  // A second name of a file has the file's rights.
  'main/core/files/replace-file.ts': ['linkSync'],
  'main/core/ledger/restore.ts': ['linkSync', 'openSync'],
  // What a person asked for: private until it is whole.
  'main/core/files/atomic-file.ts': ['open'],
  // To read, or to flush what is there.
  'main/core/billing/sources/file-kind.ts': ['open'],
  'main/core/diagnose/log-tail.ts': ['openSync'],
  'main/core/ledger/backup-files.ts': ['openSync'],
  'main/core/spreadsheets/byte-source.ts': ['open'],
  'main/core/sqlite/schema-pages.ts': ['openSync'],
  // Makes its file by own-files.ts before SQLite does.
  'main/core/sqlite/sqlite.ts': ['new Database'],
  // With the mode. The engine's process has it as its umask.
  'main/core/aws/cost-reports/report-bucket.ts': ['createWriteStream'],
  'main/core/billing/sources/prove-file.ts': ['createWriteStream', 'open'],
  'main/core/log/log.ts': ['createStream'],
};

const MAKING =
  /^(?:appendFile|copyFile|cp|createWriteStream|link|mkdir|mkdtemp|mkdtempDisposable|open|openAsBlob|symlink|write|writeFile|writev)(?:Sync)?$/u;

/** What a source has that can make a file: functions of node:fs that it imports, and packages that write files. */
function makersIn(source: string): string[] {
  const imported = [...source.matchAll(/import \{([^}]*)\} from 'node:fs(?:\/promises)?'/gu)]
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.trim().replace(/ as .*$/u, ''))
    .filter((name) => MAKING.test(name));
  // A whole module, under whatever name, could make anything.
  const whole = /import (?:\* as \w+|\w+)(?:, \{[^}]*\})? from 'node:fs(?:\/promises)?'|(?:import|require)\('node:fs/u;
  const others = ['createStream', 'new Database'].filter((call) => source.includes(`${call}(`));
  return [...new Set([...imported, ...(whole.test(source) ? ['node:fs'] : []), ...others])].sort();
}

test('nothing of the product makes a file but where its rights are seen to', () => {
  const found = readdirSync(join(ROOT, 'main'), { recursive: true })
    .map((name) => `main/${String(name).replaceAll('\\', '/')}`)
    .filter((path) => /\.(?:ts|mjs)$/u.test(path) && !path.endsWith('.test.ts'))
    .map((path) => [path, makersIn(readFileSync(join(ROOT, path), 'utf8'))] as const)
    .filter(([, makers]) => makers.length > 0);
  expect(Object.fromEntries(found)).toEqual(MAKERS);
});

test.each([
  ["import { mkdirSync } from 'node:fs';", ['mkdirSync']],
  ["import { readFile, writeFile as w } from 'node:fs/promises';", ['writeFile']],
  ["import * as fs from 'node:fs';", ['node:fs']],
  ["import fs from 'node:fs/promises';", ['node:fs']],
  ["const { mkdir } = await import('node:fs/promises');", ['node:fs']],
  ["const db = new Database('a.db');", ['new Database']],
  ["import { existsSync, readFileSync } from 'node:fs';", []],
])('%s', (source, makers) => {
  expect(makersIn(source)).toEqual(makers);
});

/** SQLite makes these files itself: each has to be there before, private, by makeOwnFile. */
test('where SQLite copies a ledger to, the file is made before', () => {
  const sources = ['backup.ts', 'backup-files.ts', 'restore.ts'].map((name) =>
    readFileSync(join(ROOT, 'main/core/ledger', name), 'utf8'),
  );
  for (const source of sources)
    expect(source).toMatch(
      /makeOwnFile\((\w+)\);\n\s*(?:await )?(?:db\.(?:backup|prepare\('VACUUM INTO \?'\)\.run)\(sqliteFile\(|copyPages\(\w+, )\1\)/u,
    );
});
