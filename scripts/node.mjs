/**
 * Runs one of the project's programs under the Node that the project needs, whichever Node runs this one:
 *
 *   node scripts/node.mjs PROGRAM ARGUMENT …      PROGRAM is a file, from the project's root
 *
 * Plain JavaScript of old, so that any Node can read it.
 */
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findNode, handOver, NO_NODE, OLDEST } from '../main/hosts/cli/own-node.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [program = '', ...args] = process.argv.slice(2);
const file = resolve(root, program);
if (Number(process.versions.node.split('.')[0]) >= OLDEST) {
  process.argv.splice(1, process.argv.length - 1, file, ...args);
  await import(pathToFileURL(file).href);
} else {
  const node = findNode(root);
  if (node === undefined) {
    console.error(NO_NODE);
    process.exitCode = 1;
  } else {
    await handOver(node, [file, ...args]);
  }
}
