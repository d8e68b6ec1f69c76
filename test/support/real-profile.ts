import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccountId } from '../../shared/domain/account-id.ts';
import { accessKeyOf } from '../../main/core/sandbox/http/credentials.ts';
import { tempSandbox } from './temp-sandbox.ts';

/**
 * Gives a home folder the profile `payer`, which reaches a service of its own: a sandbox that the core does not know of stands there for
 * AWS, so all that is done with the profile counts as done in AWS.
 @returns the address of that
 * service
 */
export async function realProfile(home: string, account: AccountId): Promise<string> {
  const { sandbox } = await tempSandbox({ accounts: [account] });
  mkdirSync(join(home, '.aws'), { recursive: true });
  writeFileSync(join(home, '.aws', 'config'), `[profile payer]\nregion = us-east-1\nendpoint_url = ${sandbox.url}\n`);
  writeFileSync(
    join(home, '.aws', 'credentials'),
    `[payer]\naws_access_key_id = ${accessKeyOf(account)}\naws_secret_access_key = ${sandbox.secretOf(account)}\n`,
  );
  return sandbox.url;
}
