import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../cli/environment.ts';

const PREFIX = 'npm run -s enroll -- ';

/** The commands of the README's shell blocks in order, as lists of arguments. */
export function readmeCommands(): string[][] {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/gu)].map(([, block = '']) => block);
  const lines = blocks.flatMap((block) => block.split('\n')).filter((line) => line.startsWith(PREFIX));
  return lines.map((line) =>
    [...line.slice(PREFIX.length).matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, plain]) => quoted ?? plain ?? ''),
  );
}
