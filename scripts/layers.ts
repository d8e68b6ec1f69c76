/** `npm run layers`: checks who imports what; prints one sentence a breach and ends with 1 when there is one. */
import { checkLayers } from './layers/check-layers.ts';
import { readDependencies, readSources } from './layers/read-tree.ts';

const root = new URL('../', import.meta.url);
const files = readSources(root);
const breaches = checkLayers(files, readDependencies(root));
for (const sentence of breaches) console.error(sentence);
if (breaches.length > 0) process.exitCode = 1;
else console.log(`${files.length} files, no layer crossed.`);
