import { fileURLToPath } from 'node:url';
import { build, mergeConfig } from 'vite';
import product from '../../../vite.main.config.ts';
import { bringDuckdb } from './duckdb-for-windows.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Puts the programs that the suite runs in Windows into one module each, with the product's own threads beside them. As sources they would
 * run as well, but every thread of every command would read some two hundred files through Wine, and strip their types.
 * @returns the folder that they are in, inside the project, so that their addon is found
 */
export async function buildForWindows(): Promise<string> {
  const outDir = at('../../../test-results/windows-programs');
  const input = {
    hands: at('hands.ts'),
    enroll: at('../../../main/hosts/cli/main.ts'),
    'hold-ledger': at('../../support/hold-ledger.ts'),
  };
  const options = { configFile: false as const, build: { outDir, rolldownOptions: { input } } };
  await build(mergeConfig(product, options));
  bringDuckdb(outDir);
  return outDir;
}
