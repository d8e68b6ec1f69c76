/**
 * `npm start`: builds the product and opens the desktop app; arguments go to it. Where there is no Electron or no display it
 * says so in one line and serves the same page on 127.0.0.1 instead.
 */
import { build } from './build/build.ts';
import { openDesktop } from './start/open-desktop.ts';
import { ROOT, runShown } from './run.ts';

const args = process.argv.slice(2);
await build();
const reason = await openDesktop(args, (line) => console.log(line));
if (reason !== null) {
  console.log(`No desktop window: ${reason}. The same page in a browser instead:`);
  // The server ends by the same Ctrl-C that reaches this process.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  const { code } = await runShown(process.execPath, [`${ROOT}dist/main/web.js`, ...args]);
  process.exitCode = code;
}
