import { fileURLToPath } from 'node:url';

/** Where `npm run build` puts the user interface, seen from the sources or from dist/main/. */
export function bundleFolder(): string {
  const fromHere = import.meta.url.endsWith('.ts') ? '../../../dist/renderer' : '../renderer';
  return fileURLToPath(new URL(fromHere, import.meta.url));
}
