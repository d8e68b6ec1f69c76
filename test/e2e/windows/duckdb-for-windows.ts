import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const NAME = '@duckdb/node-bindings-win32-x64';

const lock = z.object({
  packages: z.record(z.string(), z.object({ version: z.string(), integrity: z.string() }).partial()),
});

/**
 * Puts DuckDB for Windows beside programs that run there: npm has installed the one of this machine. It comes from the registry, and has to be the
 * one that the lock file names.
 * @param programs the folder of the programs
 */
export function bringDuckdb(programs: string): void {
  const modules = join(programs, 'node_modules', '@duckdb');
  for (const name of ['node-api', 'node-bindings'])
    cpSync(join(ROOT, 'node_modules', '@duckdb', name), join(modules, name), { recursive: true });
  const own = join(programs, 'node_modules', NAME);
  mkdirSync(own, { recursive: true });
  execFileSync('tar', ['-xzf', packed(), '-C', own, '--strip-components=1']);
}

/** The package as npm gives it out; downloaded once. @throws Error where it is another one than the lock file's */
function packed(): string {
  const { packages } = lock.parse(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));
  const { version = '', integrity = '' } = packages[`node_modules/${NAME}`] ?? {};
  const folder = join(tmpdir(), 'enrollment-desk-test-cache');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `duckdb-node-bindings-win32-x64-${version}.tgz`);
  if (!existsSync(path))
    execFileSync('npm', ['pack', `${NAME}@${version}`, `--pack-destination=${folder}`, '--silent'], { cwd: folder });
  const found = `sha512-${createHash('sha512').update(readFileSync(path)).digest('base64')}`;
  if (found !== integrity) throw new Error(`${path} is not the package of the lock file: ${found}`);
  return path;
}
