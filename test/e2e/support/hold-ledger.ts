/** `node hold-ledger.ts LEDGER`: another program that keeps the ledger to itself until its input ends. */
import { once } from 'node:events';
import { Core } from '../../../main/core/core.ts';
import { silentLog } from '../../../main/core/log/log.ts';

const core = new Core({
  ledgerPath: process.argv[2] ?? '',
  host: 'cli',
  who: 'kim',
  appVersion: 'test',
  log: silentLog(),
});
try {
  await core.openForWriting();
  await once(process.stdin.resume(), 'end');
} finally {
  await core.close();
}
