/** The core in Electron's utility process: opens the ledger that it is told by ENROLL_LEDGER and serves each port it is given. */
import { openLog } from '../../core/log/log.ts';
import { servePort } from '../../rpc/transport/message-port.ts';
import { openCore } from '../setup/open-core.ts';
import { ledgerPath, logFolder, sandboxFolder } from '../setup/paths.ts';
import { APP_VERSION } from '../setup/version.ts';
import type { FromCore, ToCore } from './core-supervisor.ts';

const { parentPort } = process;
const log = openLog(logFolder());
const context = await openCore({
  ledgerPath: ledgerPath(),
  sandboxFolder: sandboxFolder(),
  host: 'desktop',
  appVersion: APP_VERSION,
  log,
});

parentPort.on('message', ({ data, ports: [port] }) => {
  const { type } = data as ToCore;
  if (type === 'port' && port) servePort(port, context);
  else if (type === 'stop') void stop();
});

async function stop(): Promise<void> {
  await context.core.close();
  await log.close();
  process.exit();
}

const ready: FromCore = { type: 'ready' };
parentPort.postMessage(ready);
