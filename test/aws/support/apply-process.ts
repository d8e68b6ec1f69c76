/**
 * A program of its own that runs one apply over a ledger, to be killed: `node apply-process.ts FOLDER CONSENT…`. The sandbox of the folder runs
 * in another process. Says the outcome at the end.
 */
import { join } from 'node:path';
import { Core } from '../../../main/core/core.ts';
import { silentLog } from '../../../main/core/log/log.ts';
import { DEFAULT_ACCOUNT } from '../../../main/core/sandbox/sandbox.ts';

const [folder = '', ...consents] = process.argv.slice(2);
const core = new Core({
  ledgerPath: join(folder, 'ledger.db'),
  host: 'cli',
  who: 'tester',
  appVersion: '0.0.0-test',
  log: silentLog(),
  sandboxFolder: join(folder, 'sandbox'),
  environment: { HOME: folder },
});
try {
  const report = await core.task('aws.apply', { mpaId: DEFAULT_ACCOUNT, profile: null, only: null, consents });
  process.stdout.write(`${report.outcome}\n`);
} finally {
  await core.close();
}
