/**
 * The Node that runs Enrollment Desk: the one that the project brings (the npm package node-<system>-<processor>), else the first of the
 * PATH that is new enough. Plain JavaScript of old, so that any Node can read it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, isAbsolute, join } from 'node:path';

/** The oldest line that runs all of it. */
export const OLDEST = 24;

/** What a person is told where there is no such Node. */
export const NO_NODE = `Node.js ${process.versions.node} is too old for Enrollment Desk. Run 'npm ci' in its folder, which brings Node.js ${OLDEST} for Linux and for Windows on x64; elsewhere install Node.js ${OLDEST} or later.`;

/**
 * The binary of a Node that is new enough; undefined where there is none.
 * @param folder where to look for node_modules, and in the folders above it
 * @param path the PATH
 */
export function findNode(folder, path = process.env.PATH ?? '') {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return broughtNode(folder, name) ?? nodeOnPath(path, name);
}

function broughtNode(folder, name) {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const candidate = join(folder, 'node_modules', `node-${system}-${process.arch}`, 'bin', name);
  if (existsSync(candidate)) return candidate;
  const parent = dirname(folder);
  return parent === folder ? undefined : broughtNode(parent, name);
}

function nodeOnPath(path, name) {
  const folders = [...new Set(path.split(delimiter))].filter((folder) => isAbsolute(folder));
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file) && isNewEnough(file));
}

/** Another program may be called node, too. */
function isNewEnough(file) {
  const { status, stdout } = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 5000 });
  const major = status === 0 ? /^v(\d+)\./.exec(stdout)?.[1] : undefined;
  return Number(major) >= OLDEST;
}

/**
 * Runs a program of ours under another Node: same input, outputs, exit code and signals. What it starts by the name 'node' is that one, too.
 * @param node as `findNode` gives it
 */
export async function handOver(node, args) {
  const path = [dirname(node), process.env.PATH ?? ''].join(delimiter);
  const child = spawn(node, [...process.execArgv, ...args], { stdio: 'inherit', env: { ...process.env, PATH: path } });
  // A terminal sends Ctrl-C to both processes by itself; a signal that is sent to this one only has to be passed on.
  const atTerminal = process.stdin.isTTY || process.stdout.isTTY;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !atTerminal) child.kill(signal);
    });
  }
  const [code, signal] = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (...ending) => resolve(ending));
  });
  process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
}
