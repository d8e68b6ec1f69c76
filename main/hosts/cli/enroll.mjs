#!/usr/bin/env node
/**
 * Starts the command line under a Node that can run it. The ledger's addon needs Node-API 10 and the sources need type
 * stripping; where the running Node lacks one of them, the Node that the project brings (npm package 'node') takes over.
 * Plain JavaScript of old, so that any Node can read it.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

// What Node itself warns of is nothing that a command says: it goes to the log, from run.ts on. Threads and the other Node read the variable.
process.env.NODE_NO_WARNINGS ??= '1';
process.removeAllListeners('warning');

const here = dirname(fileURLToPath(import.meta.url));
const suits = Number(process.versions.napi) >= 10 && Boolean(process.features.typescript);
// In Node 24, V8 may abort where threads compile the wrappers of the type stripper anew at once (nodejs/node#64500): so they never do.
if (suits && process.versions.node.startsWith('24.')) setFlagsFromString('--wasm-wrapper-tiering-budget=1000000000');
if (suits) await import('./main.ts');
else await handOver();

/** Runs this very command under the project's own Node: same arguments, input, outputs, exit code and signals. */
async function handOver() {
  const node = findNode(here);
  if (node === undefined) {
    console.error(
      `INTERNAL: Node.js ${process.versions.node} is too old for Enrollment Desk. Run 'npm ci' in its folder.`,
    );
    process.exitCode = 70;
    return;
  }
  const child = spawn(node, [...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
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

/** The binary of the npm package 'node' in this folder's or a parent folder's node_modules. */
function findNode(folder) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const candidate = join(folder, 'node_modules', 'node', 'bin', name);
  if (existsSync(candidate)) return candidate;
  const parent = dirname(folder);
  return parent === folder ? undefined : findNode(parent);
}
