/** `npm run samples`: writes the sample files anew. A test compares them with what this makes. */
import { writeFileSync } from 'node:fs';
import { FILES, SAMPLES } from './files.ts';

for (const [name, make] of Object.entries(SAMPLES)) writeFileSync(FILES + name, await make());
