import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Core } from '../../main/core/core.ts';
import { openLog } from '../../main/core/log/log.ts';
import { accessKeyOf } from '../../main/core/sandbox/http/credentials.ts';
import { DEFAULT_ACCOUNT } from '../../main/core/sandbox/sandbox.ts';
import { inProcessClient } from '../../main/rpc/in-process.ts';
import { tempFolder } from '../support/temp-core.ts';
import { tempSandbox } from '../support/temp-sandbox.ts';

/** Every file below a folder, as it lies there. */
function allBytes(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n');
}

test('credentials are in no ledger, log, event or error, whatever happens', async () => {
  const { sandbox } = await tempSandbox();
  const key = accessKeyOf(DEFAULT_ACCOUNT);
  const secret = sandbox.secretOf(DEFAULT_ACCOUNT);
  const home = tempFolder();
  mkdirSync(join(home, '.aws'));
  writeFileSync(
    join(home, '.aws/credentials'),
    `[billing]\naws_access_key_id = ${key}\naws_secret_access_key = ${secret}\n`,
  );
  const kept = tempFolder();
  const log = openLog(join(kept, 'logs'));
  const core = new Core({
    ledgerPath: join(kept, 'ledger.db'),
    host: 'test',
    appVersion: '0.0.0-test',
    log,
    environment: { HOME: home, AWS_ENDPOINT_URL: sandbox.url },
  });
  const client = inProcessClient({ core, log, localFiles: true });
  await client.mpas.add({ id: DEFAULT_ACCOUNT, name: 'Contoso', scenario: 'customer-of-msp', profileName: 'billing' });

  const said: unknown[] = [];
  const apply = async (): Promise<void> => {
    const input = { mpaId: DEFAULT_ACCOUNT, profile: null, only: null, consents: [] };
    said.push(await core.task('aws.apply', input, { onEvent: (event) => said.push(event) }));
  };
  await apply();
  sandbox.setFault({ key: 'credentials-expired', uses: 1 });
  await apply();
  sandbox.clearFault(null);
  writeFileSync(
    join(home, '.aws/credentials'),
    `[billing]\naws_access_key_id = ${key}\naws_secret_access_key = x${secret}\n`,
  );
  await apply();
  await core.close();
  await log.close();

  const everything = `${allBytes(kept)}\n${JSON.stringify(said)}`;
  expect(everything).toContain('CreateBucket');
  expect(everything).not.toContain(secret);
  expect(everything).not.toContain(key);
});
