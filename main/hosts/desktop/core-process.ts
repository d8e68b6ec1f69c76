/** The core in Electron's utility process: opens the ledger that it is told by ENROLL_LEDGER and serves each port it is given. */
import { openLog } from '../../core/log/log.ts';
import { servePort } from '../../rpc/transport/message-port.ts';
import { HostDesk } from '../setup/host-desk.ts';
import { dataFolder, demoFolder, ledgerPath, logFolder, sandboxFolder } from '../setup/paths.ts';
import { APP_VERSION } from '../setup/version.ts';
import { CoreEngine } from './core-engine.ts';
import type { FromCore, ToCore } from './core-supervisor.ts';
import { Grants } from './grants.ts';

const { parentPort } = process;
const log = openLog(logFolder());
const grants = new Grants();
const engine = new CoreEngine(tell);
const desk = await HostDesk.open({
  ledgerPath: ledgerPath(),
  sandboxFolder: sandboxFolder(),
  host: 'desktop',
  appVersion: APP_VERSION,
  log,
  // A page may name the files that a person gave to the program, and no others.
  startEngine: () => engine.start(),
  localFiles: (path) => grants.cover(path),
  demoFolder: demoFolder(),
  dataFolder: dataFolder(),
});

parentPort.on('message', ({ data, ports: [port] }) => {
  const message = data as ToCore;
  if (message.type === 'port' && port) servePort(port, desk.context);
  else if (message.type === 'grant') {
    for (const path of message.paths) grants.add(path);
    tell({ type: 'granted' });
  } else if (message.type === 'engine' && port) engine.started(message.id, port);
  else if (message.type === 'engine-ended') engine.ended(message.id, message.code);
  else if (message.type === 'stop') void stop();
});

function tell(message: FromCore): void {
  parentPort.postMessage(message);
}

async function stop(): Promise<void> {
  await desk.close();
  await log.close();
  process.exit();
}

tell({ type: 'ready' });
