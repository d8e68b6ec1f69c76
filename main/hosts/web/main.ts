/** The web host as a program: `node main/hosts/web/main.ts [--ledger PATH] [--port N] [--idle TIME]`, until it is told to end. */
import { parseArgs } from 'node:util';
import { AppError, ERROR_EXIT_CODES } from '../../../shared/domain/app-error.ts';
import { revealed } from '../../../shared/domain/hidden-text.ts';
import { inCommands } from '../setup/command-words.ts';
import { serve } from './serve.ts';

const { values } = parseArgs({
  options: { ledger: { type: 'string' }, port: { type: 'string' }, idle: { type: 'string' } },
  // What is meant for the desktop app (--no-sandbox) comes here too when there is none.
  strict: false,
});
const { ledger, port, idle } = values;
try {
  const serving = await serve({
    ledger: typeof ledger === 'string' ? ledger : undefined,
    port: typeof port === 'string' ? Number(port) : undefined,
    idle: typeof idle === 'string' ? idle : undefined,
    say: (line) => console.log(line),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void serving.close());
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  console.error(revealed(`${error.code}: ${inCommands(error.message)}`));
  process.exitCode = ERROR_EXIT_CODES[error.code];
}
