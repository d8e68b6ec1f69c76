import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Stands in for main/core/thread-module.ts in tests: threads run what was built, as in the product. From the sources each start of a
 * thread strips the types of some hundred files anew, which took most of the tests' time.
 */
export function threadModule(name: string): URL {
  return pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'main', `${name}.js`));
}
