/** Which Node runs the program: the one that the project brings, else one of the PATH that is new enough. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { skipOnWindows } from '../support/platform.ts';
import { tempFolder } from '../support/temp-core.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OWN_NODE = new URL('../../main/hosts/cli/own-node.mjs', import.meta.url).href;

/** What a line of JavaScript prints that has the exports of own-node.mjs as `own`. */
function said(line: string): string {
  const script = join(tempFolder(), 'line.mjs');
  writeFileSync(script, `import * as own from ${JSON.stringify(OWN_NODE)};\n${line}\n`);
  const { stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  return `${stdout}${stderr}`;
}

/** A program called node that says its version and its arguments. */
function programCalledNode(folder: string, version: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'node');
  writeFileSync(file, `#!/bin/sh\ncase "$1" in --version) echo ${version};; *) echo "$@"; exit 3;; esac\n`, {
    mode: 0o755,
  });
  return file;
}

describe.skipIf(skipOnWindows('the programs called node are scripts of a shell'))('a Node that is new enough', () => {
  const found = (folder: string, path: string): string =>
    said(`console.log(own.findNode(${JSON.stringify(folder)}, ${JSON.stringify(path)}))`).trim();

  test('is the one that the project brings, also from a folder within', () => {
    const folder = tempFolder();
    const brought = programCalledNode(
      join(folder, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin'),
      'v24.21.0',
    );
    programCalledNode(join(folder, 'path'), 'v26.0.0');
    expect(found(join(folder, 'main', 'hosts', 'cli'), join(folder, 'path'))).toBe(brought);
  });

  test('else the first of the PATH that is of 24 or later', () => {
    const folder = tempFolder();
    programCalledNode(join(folder, 'old'), 'v20.19.4');
    programCalledNode(join(folder, 'odd'), 'hello');
    const right = programCalledNode(join(folder, 'right'), 'v24.0.0');
    programCalledNode(join(folder, 'newer'), 'v26.1.0');
    const path = ['', '.', 'old', 'odd', 'gone', 'right', 'newer'].map((name) =>
      name === '' ? '' : join(folder, name),
    );
    expect(found(folder, path.join(delimiter))).toBe(right);
    expect(found(folder, [join(folder, 'old'), join(folder, 'odd')].join(delimiter))).toBe('undefined');
  });

  test('takes over with the arguments and the exit code, and is what is called node then', () => {
    const folder = tempFolder();
    const node = programCalledNode(folder, 'v24.0.0');
    expect(said(`await own.handOver(${JSON.stringify(node)}, ['a b', '--c']); console.log(process.exitCode)`)).toBe(
      'a b --c\n3\n',
    );
  });
});

/** A Node of the PATH that is too old, where the machine has one; else this one. */
function oldestNode(): string {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const files = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name));
  const old = files.find((file) => {
    if (!existsSync(file)) return false;
    const major = /^v(\d+)/u.exec(spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout)?.[1];
    return major !== undefined && Number(major) >= 18 && Number(major) < 22;
  });
  return old ?? process.execPath;
}

test('whichever Node starts a script or the command line, one that is new enough runs it', () => {
  const node = oldestNode();
  const script = join(tempFolder(), 'which.ts');
  writeFileSync(
    script,
    'const version: string = process.version;\nconsole.log(version, process.argv.slice(2).join());\n',
  );
  const env = { ...process.env, PATH: [dirname(node), process.env['PATH'] ?? ''].join(delimiter) };
  const ran = spawnSync(node, [join(ROOT, 'scripts/node.mjs'), script, 'a', 'b'], { encoding: 'utf8', env });
  expect(ran.stderr).toBe('');
  expect(ran.stdout).toMatch(/^v(2[4-9]|[3-9]\d)\.\d+\.\d+ a,b\n$/u);
  const enroll = spawnSync(node, [join(ROOT, 'main/hosts/cli/enroll.mjs'), '--version'], { encoding: 'utf8', env });
  expect([enroll.status, enroll.stdout]).toEqual([0, '0.1.0\n']);
});
