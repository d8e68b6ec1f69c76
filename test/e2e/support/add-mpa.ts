/** `node add-mpa.ts LEDGER ID NAME`: another program that changes the ledger while a window shows it. */
import { Core } from '../../../main/core/core.ts';
import { silentLog } from '../../../main/core/log/log.ts';
import { accountId } from '../../../shared/domain/account-id.ts';

const [ledgerPath = '', id = '', name = ''] = process.argv.slice(2);
const core = new Core({ ledgerPath, host: 'cli', appVersion: 'test', log: silentLog() });
try {
  await core.write('mpas.add', { id: accountId(id), name, scenario: 'enterprise' });
} finally {
  await core.close();
}
