/**
 * Another program at work on the ledger that a window shows: `node other-program.ts LEDGER add ID NAME`, or
 * `node other-program.ts LEDGER hold`, which keeps the ledger until its input ends.
 */
import { once } from 'node:events';
import { Core } from '../../../main/core/core.ts';
import { silentLog } from '../../../main/core/log/log.ts';
import { accountId } from '../../../shared/domain/account-id.ts';

const [ledgerPath = '', what, id = '', name = ''] = process.argv.slice(2);
const core = new Core({ ledgerPath, host: 'cli', who: 'kim', appVersion: 'test', log: silentLog() });
try {
  if (what === 'hold') {
    await core.openForWriting();
    await once(process.stdin.resume(), 'end');
  } else {
    await core.write('mpas.add', { id: accountId(id), name, scenario: 'enterprise' });
  }
} finally {
  await core.close();
}
