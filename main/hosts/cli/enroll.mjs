#!/usr/bin/env node
/**
 * Starts the command line under a Node that can run it. The ledger's addon needs Node-API 10 and the sources need type
 * stripping; where the running Node lacks one of them, another takes over (own-node.mjs).
 * Plain JavaScript of old, so that any Node can read it.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { findNode, handOver, NO_NODE } from './own-node.mjs';

// What Node itself warns of is nothing that a command says: it goes to the log, from run.ts on. Threads and the other Node read the variable.
process.env.NODE_NO_WARNINGS ??= '1';
process.removeAllListeners('warning');

const file = fileURLToPath(import.meta.url);
const suits = Number(process.versions.napi) >= 10 && Boolean(process.features.typescript);
// In Node 24, V8 may abort where threads compile the wrappers of the type stripper anew at once (nodejs/node#64500): so they never do.
if (suits && process.versions.node.startsWith('24.')) setFlagsFromString('--wasm-wrapper-tiering-budget=1000000000');
if (suits) {
  await import('./main.ts');
} else {
  const node = findNode(dirname(file));
  if (node === undefined) {
    console.error(`INTERNAL: ${NO_NODE}`);
    process.exitCode = 70;
  } else {
    await handOver(node, [file, ...process.argv.slice(2)]);
  }
}
